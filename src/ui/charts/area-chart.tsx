import { STATUSES, type Status } from '@/domain/improvement';
import { GLYPHS } from '../improvement/glyphs';
import type { SourceLineProps } from '../govuk/source-line';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, pathOf, round, Stripes, ZigZag } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { Mark } from './indicator-chart';
import { AXIS, GRID, INK, INK_SOFT, LATE, MARK_COLOURS, SERIES } from './marks';
import { layoutArea, type AreaModel, type PlacedBar, type PlacedLine } from './prepare-area';
import { Block } from './timeline';

/** One area of judgement: grades, visits, actions, money and indicators below one another on one axis of time. */
export function AreaChart({ id = 'area-chart', title, subtitle, model, source }: AreaChartProps) {
  return (
    <ChartFigure id={id} title={title} titleHidden subtitle={subtitle} source={source} keyBelow={<AreaKey model={model} />}>
      {DRAWING_KINDS.map((kind) => (
        <AreaDrawing key={kind} id={`${id}-${kind}`} kind={kind} title={title} model={model} />
      ))}
    </ChartFigure>
  );
}

function AreaDrawing({ id, kind, title, model }: AreaDrawingProps) {
  const layout = layoutArea(model, kind);
  const { size, left, right, bottom, judgement, today } = layout;
  const blocks = judgement?.blocks ?? [];
  const striped = [...new Set(blocks.filter(({ segments }) => segments.some((segment) => segment.striped)).map(({ mark }) => mark))];
  return (
    <Drawing id={id} kind={kind} height={layout.height} title={title} description={model.description}>
      <defs>
        {striped.map((mark) => (
          <Stripes key={mark} id={`${id}-${mark}`} colour={MARK_COLOURS[mark].stripe} />
        ))}
      </defs>
      {layout.years.map(({ x, label }) => (
        <g key={x}>
          <path d={`M${round(x)} 20V${bottom}`} stroke={GRID} />
          {label === null ? null : (
            <Label x={x + 3} y={bottom + 19} size={size} colour={INK_SOFT}>
              {label}
            </Label>
          )}
        </g>
      ))}
      <path d={`M${left} ${bottom}H${right}`} stroke={AXIS} />
      {layout.marks.map(({ letter, x, y, threadX }) => (
        <path key={letter} d={`M${round(x)} ${y}L${round(threadX)} ${y + 20}V${bottom}`} fill="none" stroke={AXIS} strokeDasharray="2 4" />
      ))}
      <path d={`M${round(today.x)} 20V${bottom}`} stroke={INK} strokeWidth={2} />
      <Label x={today.x} y={15} size={size} weight={700} anchor={today.anchor}>
        {today.label}
      </Label>
      {blocks.map((block, index) => (
        <Block key={index} id={id} block={block} />
      ))}
      {(judgement?.zigzags ?? []).map(({ x, top, length }) => (
        <ZigZag key={x} x={x} y={top} length={length} />
      ))}
      {layout.actions.map((bar) => (
        <Bar key={bar.key} bar={bar} size={size} />
      ))}
      {layout.money.map((bar) => (
        <Bar key={bar.key} bar={bar} size={size} />
      ))}
      {layout.indicators.map((line) => (
        <Line key={line.key} line={line} size={size} left={left} right={right} />
      ))}
      {layout.marks.map(({ event, letter, x, y }) => (
        <Mark key={letter} kind={event} letter={letter} x={x} y={y} />
      ))}
      {layout.names.map(({ text, y }) => (
        <Label key={`${text}${y}`} x={0} y={y} size={size} weight={650} halo>
          {text}
        </Label>
      ))}
    </Drawing>
  );
}

/** From its beginning to its end; the end of an action is its due date, with how it stands where it is over. */
function Bar({ bar: { label, y, from, to, isOpenEnded, status }, size }: { readonly bar: PlacedBar; readonly size: number }) {
  return (
    <>
      <path d={`M${round(from)} ${y}H${round(to)}`} stroke={SERIES} strokeWidth={3} {...(isOpenEnded ? { strokeDasharray: '9 3' } : {})} />
      {status === null ? <SquareMark x={from} y={y} /> : <End x={to} y={y} status={status} />}
      <Label x={label.x} y={y + 5} size={size} anchor={label.anchor} halo>
        {label.text}
      </Label>
    </>
  );
}

function End({ x, y, status }: { readonly x: number; readonly y: number; readonly status: Status }) {
  if (status !== 'done' && status !== 'stopped')
    return <circle cx={round(x)} cy={round(y)} r={5.5} fill={status === 'overdue' ? LATE : INK} />;
  return (
    <>
      <circle cx={round(x)} cy={round(y)} r={8} fill="#fff" />
      <path d={GLYPHS[STATUSES[status].glyph]} fillRule="evenodd" fill={INK} transform={`translate(${round(x - 8)} ${round(y - 8)})`} />
    </>
  );
}

function SquareMark({ x, y }: { readonly x: number; readonly y: number }) {
  return <rect x={round(x - 6)} y={round(y - 6)} width={12} height={12} fill="#fff" stroke="#3d3d3d" strokeWidth={2.2} />;
}

function Line({ line: { baseline, segments, labels }, size, left, right }: LineProps) {
  return (
    <>
      <path d={`M${left} ${round(baseline)}H${right}`} stroke={AXIS} strokeWidth={0.8} />
      {segments.map((points) => (
        <g key={points[0]?.x}>
          {points.length < 2 ? null : <path d={pathOf(points)} fill="none" stroke={SERIES} strokeWidth={3} strokeLinejoin="round" />}
          {points.map(({ x, y }) => (
            <circle key={x} cx={round(x)} cy={round(y)} r={3.5} fill={SERIES} />
          ))}
        </g>
      ))}
      {labels.map(({ text, x, y, anchor }) => (
        <Label key={`${text}${x}`} x={x} y={y} size={size} weight={700} anchor={anchor} colour={SERIES} halo>
          {text}
        </Label>
      ))}
    </>
  );
}

/** Only what the chart shows. */
function AreaKey({ model: { actions, money, timeline } }: { readonly model: AreaModel }) {
  const statuses = new Set(actions.map(({ status }) => status));
  return (
    <ul className="app-key">
      {timeline === null || timeline.breaks.length === 0 ? null : (
        <li>
          <svg className="app-key__swatch" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <ZigZag x={10} y={0} length={20} />
          </svg>
          Break: grades either side are not directly comparable
        </li>
      )}
      {actions.length === 0 ? null : (
        <li>
          <svg className="app-key__swatch" viewBox="0 0 34 16" width="34" height="16" aria-hidden="true" focusable="false">
            <path d="M0 8H28" stroke={SERIES} strokeWidth={3} />
            <End x={27} y={8} status="on-track" />
          </svg>
          Action, from its start to its due date
        </li>
      )}
      {(['done', 'stopped'] as const)
        .filter((status) => statuses.has(status))
        .map((status) => (
          <li key={status}>
            <svg className="app-key__swatch" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
              <End x={8} y={8} status={status} />
            </svg>
            {STATUSES[status].word}
          </li>
        ))}
      {money.length === 0 ? null : (
        <li>
          <svg className="app-key__swatch" viewBox="0 0 34 16" width="34" height="16" aria-hidden="true" focusable="false">
            <path d="M8 8H34" stroke={SERIES} strokeWidth={3} />
            <SquareMark x={8} y={8} />
          </svg>
          Money, for the years it is spent in
        </li>
      )}
    </ul>
  );
}

export interface AreaChartProps {
  /** Unique on the page. */
  readonly id?: string;
  readonly title: string;
  readonly subtitle: string;
  readonly model: AreaModel;
  readonly source: SourceLineProps;
}

interface AreaDrawingProps {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly title: string;
  readonly model: AreaModel;
}

interface LineProps {
  readonly line: PlacedLine;
  readonly size: number;
  readonly left: number;
  readonly right: number;
}
