import type { Mark } from '../ratings/shapes';
import { Label, round, Shape } from './drawing';
import { INK, INK_SOFT, MARK_COLOURS } from './marks';
import { NUMBER_SIZES, type BarSegment } from './prepare-grade-distribution';
import { textWidth } from './text-width';

/** The segments of one bar with their numbers. */
export function BarSegments({
  segments,
  top,
  height,
}: {
  readonly segments: readonly BarSegment[];
  readonly top: number;
  readonly height: number;
}) {
  return (
    <>
      {segments.map(({ mark, count, left, right, label, labelX }) => {
        const shown: Mark = mark === 'none' ? 'not-judged' : mark;
        const colours = MARK_COLOURS[shown];
        const width = right - left;
        const digits = textWidth(String(count), NUMBER_SIZES.inside, 700);
        const pairLeft = labelX - (NUMBER_SIZES.shape + 6 + digits) / 2;
        return (
          <g key={mark}>
            <rect
              x={round(left)}
              y={top}
              width={round(width)}
              height={height}
              fill={colours.fill}
              stroke={colours.edge}
              {...(mark === 'none' ? { strokeDasharray: '4 3' } : {})}
            />
            {mark === 'inadequate' && width >= 12 ? (
              <rect
                x={round(left + 2.5)}
                y={top + 2.5}
                width={round(width - 5)}
                height={height - 5}
                fill="none"
                stroke="#fff"
                strokeWidth={2}
              />
            ) : null}
            {label === 'shape-and-number' ? (
              <Shape mark={shown} x={pairLeft} y={top + (height - NUMBER_SIZES.shape) / 2} size={NUMBER_SIZES.shape} />
            ) : null}
            {label === 'unlabelled' ? null : (
              <Label
                x={label === 'shape-and-number' ? pairLeft + NUMBER_SIZES.shape + 6 + digits / 2 : labelX}
                y={label === 'above' ? top - 5 : top + height / 2 + 6}
                size={label === 'above' ? NUMBER_SIZES.above : NUMBER_SIZES.inside}
                weight={700}
                anchor="middle"
                colour={label === 'above' ? INK : mark === 'none' ? INK_SOFT : colours.text}
              >
                {String(count)}
              </Label>
            )}
          </g>
        );
      })}
    </>
  );
}
