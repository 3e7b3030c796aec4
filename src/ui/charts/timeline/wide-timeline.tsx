import { isAbsent, AXIS, GRID, INK, INK_SOFT, MARK_COLOURS, SERIES } from '../marks';
import { Diamond, Drawing, Label, Shape, Stripes, ZigZag, round } from '../drawing';
import type { Timeline } from './prepare-timeline';
import { PLOT_TOP, ROW_HEIGHT } from './wide-frame';
import type { WideBlock, WideLayout } from './wide-layout';

export function WideTimeline({ id, timeline, layout }: { readonly id: string; readonly timeline: Timeline; readonly layout: WideLayout }) {
  const { frame } = layout;
  const striped = [...new Set(layout.blocks.filter(({ segments }) => segments.some((segment) => segment.striped)).map(({ mark }) => mark))];
  return (
    <Drawing id={id} kind={frame.kind} height={layout.height} title={timeline.title} description={timeline.description}>
      <defs>
        {striped.map((mark) => (
          <Stripes key={mark} id={`${id}-${mark}`} colour={MARK_COLOURS[mark].stripe} />
        ))}
        {layout.window === null ? null : <Stripes id={`${id}-window`} colour={SERIES} spacing={6} line={2} />}
      </defs>
      <Frame layout={layout} />
      {layout.blocks.map((block, index) => (
        <Block key={index} id={id} block={block} />
      ))}
      {layout.zigzags.map(({ area, x, top, length }) => (
        <ZigZag key={`${area}${round(x)}`} x={x} y={top} length={length} />
      ))}
      {layout.notGiven.map(({ left, right, y, textX, lines }) => (
        <g key={left}>
          <rect x={round(left)} y={y} width={round(right - left)} height={ROW_HEIGHT} fill="#fff" stroke="#6f7374" strokeDasharray="4 3" />
          {lines.map((line, index) => (
            <Label
              key={line}
              x={textX}
              y={y + ROW_HEIGHT / 2 + 5 - (lines.length - 1) * 9 + index * 18}
              size={15}
              weight={650}
              colour={INK_SOFT}
            >
              {line}
            </Label>
          ))}
        </g>
      ))}
      <Visits layout={layout} />
      {layout.window === null ? null : (
        <>
          <path d={`M0 ${layout.window.top}H${frame.width}`} stroke="#cfcbc4" />
          <Label x={0} y={layout.window.top + 28} size={frame.nameSize} weight={650}>
            Next inspection
          </Label>
          <rect
            x={round(layout.window.left)}
            y={layout.window.top + 10}
            width={round(layout.window.right - layout.window.left)}
            height={26}
            fill={`url(#${id}-window)`}
            stroke={SERIES}
            strokeWidth={1.2}
          />
          <Label x={layout.window.labelX} y={layout.window.labelY} size={15} anchor={layout.window.anchor} halo>
            {layout.window.label}
          </Label>
        </>
      )}
      <Label x={layout.ending.x} y={layout.plotEnd + 18} size={15} weight={700} anchor={layout.ending.anchor}>
        {layout.ending.label}
      </Label>
    </Drawing>
  );
}

function Frame({ layout }: { readonly layout: WideLayout }) {
  return (
    <>
      {layout.headings.map(({ left, right, textX, name, note }) => (
        <g key={left}>
          <path d={`M${round(left)} 52V44H${round(right)}v8`} fill="none" stroke={AXIS} strokeWidth={1.2} />
          {name === null ? null : (
            <Label x={textX} y={18} size={16} weight={650}>
              {name}
            </Label>
          )}
          {note === null ? null : (
            <Label x={textX} y={36} size={14} colour={INK_SOFT}>
              {note}
            </Label>
          )}
        </g>
      ))}
      {layout.years.map(({ x, label }) => (
        <g key={x}>
          <path d={`M${round(x)} 62V${layout.plotEnd}`} stroke={GRID} />
          {label === null ? null : (
            <Label x={x + 3} y={76} size={15} colour={INK_SOFT}>
              {label}
            </Label>
          )}
        </g>
      ))}
      <path d={`M${layout.frame.plotLeft} ${PLOT_TOP}H${round(layout.plotRight)}`} stroke="#b1b4b6" />
      <path d={`M${round(layout.ending.x)} ${PLOT_TOP}V${layout.plotEnd + 2}`} stroke="#0b0c0c" strokeWidth={2} />
      {layout.rows.map(({ area, lines, top }) =>
        lines.map((line, index) => (
          <Label
            key={`${area}${line}`}
            x={0}
            y={top + ROW_HEIGHT / 2 + 6 - (lines.length - 1) * 10 + index * 20}
            size={layout.frame.nameSize}
            weight={650}
          >
            {line}
          </Label>
        )),
      )}
    </>
  );
}

/** One judgement as long as it stands. The drawing has `Stripes` under the id and the mark for those that are striped. */
export function Block({ id, block }: { readonly id: string; readonly block: WideBlock }) {
  const { mark, y, height, segments, label } = block;
  const colours = MARK_COLOURS[mark];
  const absent = isAbsent(mark);
  const [first] = segments;
  return (
    <>
      {segments.map((segment) => (
        <rect
          key={segment.left}
          x={round(segment.left)}
          y={y}
          width={round(segment.right - segment.left)}
          height={height}
          fill={segment.striped && !absent ? `url(#${id}-${mark})` : colours.fill}
          stroke={colours.edge}
          {...(absent ? { strokeDasharray: '4 3' } : {})}
        />
      ))}
      {first === undefined ? null : <rect x={round(first.left)} y={y} width={5} height={height} fill={colours.edge} />}
      {mark === 'outstanding' && first !== undefined ? (
        <path d={`M${round(first.left + 6)} ${y}v${height}`} stroke="#fff" strokeWidth={1.5} />
      ) : null}
      {mark !== 'inadequate' || first === undefined || first.right - first.left < 16 ? null : (
        <rect
          x={round(first.left + 7)}
          y={y + 2.5}
          width={round(first.right - first.left - 9.5)}
          height={height - 5}
          fill="none"
          stroke="#fff"
          strokeWidth={2}
        />
      )}
      {label === null ? null : (
        <>
          {label.plate === null ? null : <rect {...plate(label.plate)} fill="#fff" />}
          {label.shape === null ? null : <Shape mark={mark} {...label.shape} onWhite={label.plate !== null} />}
          {label.lines.map(({ text, ...place }) => (
            <Label key={text} {...place} colour={label.plate === null && !label.outside ? colours.text : INK}>
              {text}
            </Label>
          ))}
        </>
      )}
    </>
  );
}

function Visits({ layout }: { readonly layout: WideLayout }) {
  const { visits, frame } = layout;
  if (visits === null) return null;
  const middle = visits.top + visits.height / 2;
  return (
    <>
      <path d={`M0 ${visits.top}H${frame.width}`} stroke="#cfcbc4" />
      <Label x={0} y={Math.max(visits.top + 26, middle - 4)} size={frame.nameSize} weight={650}>
        Visits without
      </Label>
      <Label x={0} y={Math.max(visits.top + 46, middle + 16)} size={frame.nameSize} weight={650}>
        a grade
      </Label>
      {visits.marks.map(({ visit, x, y, radius, lines, leader }) => (
        <g key={visit.id}>
          {leader === null ? null : <path d={`M${round(leader.x)} ${leader.top}V${leader.bottom}`} stroke="#3d3d3d" />}
          {visits.lettered ? <Diamond x={x} y={y} radius={radius} letter={visit.letter} /> : <Diamond x={x} y={y} radius={radius} />}
          {lines.map(({ text, ...place }) => (
            <Label key={text} {...place}>
              {text}
            </Label>
          ))}
        </g>
      ))}
    </>
  );
}

function plate({ x, y, width, height }: { x: number; y: number; width: number; height: number }) {
  return { x: round(x), y: round(y), width: round(width), height: round(height) };
}
