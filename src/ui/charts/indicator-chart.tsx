import type { SourceLineProps } from '../govuk/source-line';
import { ChartFigure } from './chart-figure';
import { Diamond, Drawing, Label, pathOf, round } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { AXIS, GRID, INK, INK_SOFT, SERIES } from './marks';
import { layoutIndicator, MARK_RADIUS, TARGET, type DrawnLine, type EventKind, type IndicatorModel } from './prepare-indicator';

/** An indicator over time: the council's line, its neighbours thin and grey with their median, its region dotted, England dashed, and above them what happened meanwhile. */
export function IndicatorChart({ id = 'indicator-chart', title, subtitle, model, source }: IndicatorChartProps) {
  return (
    <ChartFigure id={id} title={title} subtitle={subtitle} source={source}>
      {DRAWING_KINDS.map((kind) => (
        <IndicatorDrawing key={kind} id={`${id}-${kind}`} kind={kind} title={title} model={model} />
      ))}
    </ChartFigure>
  );
}

/** The mark of an event beside its words, as it stands in the chart. */
export function EventMark({ kind, letter }: { readonly kind: EventKind; readonly letter: string }) {
  const size = MARK_RADIUS * 2 + 4;
  return (
    <svg className="app-chart-events__mark" viewBox={`0 0 ${size} ${size}`} width={size} height={size} aria-hidden="true" focusable="false">
      <Mark kind={kind} letter={letter} x={size / 2} y={size / 2} />
    </svg>
  );
}

function IndicatorDrawing({ id, kind, title, model }: IndicatorDrawingProps) {
  const layout = layoutIndicator(model, kind);
  const { size, left, right, top, bottom } = layout;
  return (
    <Drawing id={id} kind={kind} height={layout.height} title={title} description={model.description}>
      {layout.ticks.map(({ y, text }) => (
        <g key={text}>
          <path d={`M${round(left)} ${round(y)}H${round(right)}`} stroke={y === bottom ? AXIS : GRID} />
          <Label x={left - 8} y={y + 5} size={size} anchor="end" colour={INK_SOFT}>
            {text}
          </Label>
        </g>
      ))}
      {layout.periods.map(({ key, x, lines }) => (
        <g key={key}>
          <path d={`M${round(x)} ${bottom}v5`} stroke={AXIS} />
          {lines.map((line, index) => (
            <Label key={line} x={x} y={bottom + 21 + index * (size + 3)} size={size} anchor="middle" colour={INK_SOFT}>
              {line}
            </Label>
          ))}
        </g>
      ))}
      {layout.rows.flatMap(({ y, marks }) =>
        marks.map(({ letter, x, threadX }) => (
          <path
            key={letter}
            d={`M${round(x)} ${round(y)}L${round(threadX)} ${round(top - 14)}V${bottom}`}
            fill="none"
            stroke={AXIS}
            strokeDasharray="2 4"
          />
        )),
      )}
      {layout.target === null ? null : (
        <path d={`M${round(left)} ${round(layout.target)}H${round(right)}`} stroke={TARGET} strokeWidth={2} strokeDasharray="2 5" />
      )}
      {layout.neighbours.map((segments, index) => (
        <Line key={index} segments={segments} colour={NEIGHBOUR} width={1} dot={2} />
      ))}
      <Line segments={layout.england} colour={INK} width={2.5} dot={3} dashes="7 4" />
      <Line segments={layout.region} colour={REGION} width={2.5} dot={3} dashes="2 4" />
      <Line segments={layout.median} colour={MEDIAN} width={3} dot={4} />
      <Line segments={layout.own} colour={SERIES} width={3.5} dot={5} dots />
      {layout.peak === null ? null : (
        <Label x={layout.peak.x} y={layout.peak.y} size={size} weight={700} anchor="middle" colour={SERIES} halo>
          {layout.peak.text}
        </Label>
      )}
      {layout.ends.flatMap(({ lines, colour, own }) =>
        lines.map(({ text, y }) => (
          <Label key={`${text} ${y}`} x={right + 12} y={y} size={size} weight={own ? 700 : 400} colour={colour} halo>
            {text}
          </Label>
        )),
      )}
      {layout.rows.map(({ kind: row, label, labelY, y, marks }) => (
        <g key={row}>
          <Label x={0} y={labelY} size={size} colour={INK_SOFT}>
            {label}
          </Label>
          {marks.map(({ letter, x }) => (
            <Mark key={letter} kind={row} letter={letter} x={x} y={y} />
          ))}
        </g>
      ))}
    </Drawing>
  );
}

/** A note is as hollow as what else is no inspection, and its edge as fine as what is written beside. */
const NOTE_EDGE = { stroke: '#3d3d3d', strokeWidth: 1.5, strokeDasharray: '3 2' };

/** Grey enough to stay behind, dark enough to be followed. */
const NEIGHBOUR = '#9b9fa1';
const MEDIAN = '#f46a25';
const REGION = '#28a197';

function Line({ segments, colour, width, dot, dots, dashes }: LineProps) {
  return segments.map((points) => (
    <g key={points[0]?.x}>
      {points.length < 2 ? null : (
        <path d={pathOf(points)} fill="none" stroke={colour} strokeWidth={width} strokeLinejoin="round" strokeDasharray={dashes} />
      )}
      {points.length > 1 && !dots ? null : points.map(({ x, y }) => <circle key={x} cx={round(x)} cy={round(y)} r={dot} fill={colour} />)}
    </g>
  ));
}

/** A letter in the mark of what happened: a disc, a diamond, a square. */
export function Mark({
  kind,
  letter,
  x,
  y,
}: {
  readonly kind: EventKind;
  readonly letter: string;
  readonly x: number;
  readonly y: number;
}) {
  if (kind === 'visit') return <Diamond x={x} y={y} radius={MARK_RADIUS + 1} letter={letter} />;
  const side = MARK_RADIUS * 2 - 2;
  const inspection = kind === 'inspection';
  return (
    <>
      {inspection || kind === 'note' ? (
        <circle cx={round(x)} cy={round(y)} r={MARK_RADIUS} fill={inspection ? INK : '#fff'} {...(inspection ? {} : NOTE_EDGE)} />
      ) : (
        <rect x={round(x - side / 2)} y={round(y - side / 2)} width={side} height={side} fill="#fff" stroke="#3d3d3d" strokeWidth={2.2} />
      )}
      <Label x={x} y={y + 5} size={letter.length > 1 ? 13 : 14} weight={700} anchor="middle" colour={inspection ? '#fff' : INK}>
        {letter}
      </Label>
    </>
  );
}

export interface IndicatorChartProps {
  /** Unique on the page. */
  readonly id?: string;
  readonly title: string;
  readonly subtitle: string;
  readonly model: IndicatorModel;
  readonly source: SourceLineProps;
}

interface IndicatorDrawingProps {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly title: string;
  readonly model: IndicatorModel;
}

interface LineProps {
  readonly segments: DrawnLine;
  readonly colour: string;
  readonly width: number;
  /** Radius of a dot: where a figure stands alone, or with `dots` at every figure. */
  readonly dot: number;
  readonly dots?: boolean;
  readonly dashes?: string;
}
