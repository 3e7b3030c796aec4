import { AXIS, INK, INK_SOFT, MARK_COLOURS, SERIES, isAbsent } from '../marks';
import { Diamond, Drawing, Label, Shape, Stripes, ZigZag, round } from '../drawing';
import type { Timeline } from './prepare-timeline';
import { layoutNarrow, NARROW, type NarrowRow, type PlacedItem } from './narrow-layout';

export function NarrowTimeline({ id, timeline }: { readonly id: string; readonly timeline: Timeline }) {
  const layout = layoutNarrow(timeline);
  return (
    <Drawing id={id} kind="narrow" height={layout.height} title={timeline.title} description={timeline.description}>
      <defs>
        <Stripes id={`${id}-window`} colour={SERIES} spacing={6} line={2} />
      </defs>
      <path d={`M${NARROW.axis} 8V${round(layout.axisEnd)}`} stroke="#3d3d3d" strokeWidth={3} />
      {layout.years.map(({ y, label }) => (
        <g key={label}>
          <path d={`M${NARROW.axis - 7} ${round(y)}h7`} stroke="#3d3d3d" />
          <Label x={NARROW.axis - 9} y={y + 5} size={14} anchor="end" colour={INK_SOFT}>
            {label}
          </Label>
        </g>
      ))}
      {layout.window === null ? null : (
        <rect
          x={NARROW.axis - 6}
          y={round(layout.window.top)}
          width={12}
          height={round(layout.window.bottom - layout.window.top)}
          fill={`url(#${id}-window)`}
          stroke={SERIES}
        />
      )}
      {layout.breaks.map((y) => (
        <path key={y} d={`M${NARROW.axis} ${round(y - 4)}v8`} stroke="#fff" strokeWidth={8} />
      ))}
      {layout.items.map((placed, index) => (
        <PlacedText key={index} placed={placed} />
      ))}
      {layout.discs.map((y) => (
        <circle key={y} cx={NARROW.axis} cy={round(y)} r={7.5} fill={INK} />
      ))}
      {layout.diamonds.map((y, index) => (
        <Diamond key={index} x={NARROW.axis} y={y} radius={8} />
      ))}
    </Drawing>
  );
}

function PlacedText({ placed: { item, at, top, level } }: { readonly placed: PlacedItem }) {
  const moved = level - at > 3;
  const leader = moved ? (
    <path d={`M${NARROW.axis + 9} ${round(at)}L${NARROW.text - 4} ${round(level)}`} stroke={AXIS} fill="none" />
  ) : null;
  switch (item.kind) {
    case 'inspection':
      return (
        <>
          {leader}
          {item.heading.map((line, index) => (
            <Label key={line} x={NARROW.text} y={top + 14 + index * 18} size={15} weight={700}>
              {line}
            </Label>
          ))}
          {item.rows.map((row, index) => (
            <PanelRow key={row.name} row={row} y={top + item.heading.length * 18 + 6 + index * NARROW.row} />
          ))}
        </>
      );
    case 'break':
      return (
        <>
          {leader}
          {item.lines.map((line, index) => (
            <Label key={line} x={NARROW.text - 4} y={top + 13 + index * 18} size={14} weight={650} colour={INK_SOFT}>
              {line}
            </Label>
          ))}
          <ZigZag
            x={moved ? NARROW.text - 4 : NARROW.axis - 8}
            y={level}
            length={moved ? NARROW.width - NARROW.text : NARROW.width - NARROW.axis + 4}
            across
          />
        </>
      );
    case 'ending':
      return (
        <>
          <path
            d={
              moved
                ? `M${NARROW.axis - 12} ${round(at)}h24L${NARROW.text - 5} ${round(level)}H${NARROW.width}`
                : `M${NARROW.axis - 12} ${round(at)}H${NARROW.width}`
            }
            stroke={INK}
            strokeWidth={2}
            fill="none"
          />
          {item.lines.map((line) => (
            <Label key={line} x={NARROW.width} y={level + 17} size={14} weight={700} anchor="end">
              {line}
            </Label>
          ))}
        </>
      );
    default:
      return (
        <>
          {leader}
          {item.lines.map((line, index) => (
            <Label key={line} x={NARROW.text} y={top + 14 + index * 18} size={14}>
              {line}
            </Label>
          ))}
        </>
      );
  }
}

function PanelRow({ row: { name, mark, words }, y }: { readonly row: NarrowRow; readonly y: number }) {
  const baseline = y + 18;
  return (
    <>
      <Label x={NARROW.text} y={baseline} size={13.5}>
        {name}
      </Label>
      {mark === null ? (
        <Label x={NARROW.box + 6} y={baseline} size={14} colour={INK_SOFT}>
          {words.charAt(0).toLowerCase() + words.slice(1)}
        </Label>
      ) : (
        <>
          <rect
            x={NARROW.box}
            y={round(y)}
            width={NARROW.width - NARROW.box - 1}
            height={NARROW.boxHeight}
            fill={MARK_COLOURS[mark].fill}
            stroke={MARK_COLOURS[mark].edge}
            {...(isAbsent(mark) ? { strokeDasharray: '4 3' } : {})}
          />
          {mark !== 'inadequate' ? null : (
            <rect
              x={NARROW.box + 2.5}
              y={round(y + 2.5)}
              width={NARROW.width - NARROW.box - 6}
              height={NARROW.boxHeight - 5}
              fill="none"
              stroke="#fff"
              strokeWidth={1.5}
            />
          )}
          <Shape mark={mark} x={NARROW.box + 6} y={y + 6} size={14} />
          <Label x={NARROW.box + 24} y={baseline} size={13.5} weight={650} colour={MARK_COLOURS[mark].text}>
            {words}
          </Label>
        </>
      )}
    </>
  );
}
