import type { SourceLineProps } from '../govuk/source-line';
import type { Mark } from '../ratings/shapes';
import { BarSegments } from './bar-segments';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, round, Shape, ZigZag } from './drawing';
import { GradeKey } from './grade-key';
import { AXIS, GRID, INK_SOFT, MARK_COLOURS } from './marks';
import {
  COLUMNS,
  layoutColumns,
  layoutYearBars,
  prepareDistributionOverTime,
  YEAR_BARS,
  type ColumnSegment,
  type DistributionOverTimeModel,
  type DistributionSeries,
} from './prepare-grade-distribution-over-time';
import { textWidth } from './text-width';

/** How many councils held each grade at the end of each year; a break wherever the grades of one stretch do not compare with the next. */
export function GradeDistributionOverTime({ id, title, subtitle, series, source }: GradeDistributionOverTimeProps) {
  const model = prepareDistributionOverTime(series);
  if (model.stretches.length === 0) return null;
  return (
    <ChartFigure
      id={id}
      title={title}
      subtitle={subtitle}
      keyAbove={<GradeKey grades={model.grades} withoutGrade={model.anyWithout ? 'No comparable grade yet' : null} />}
      source={source}
    >
      <ColumnsDrawing id={`${id}-wide`} title={title} model={model} />
      <YearBarsDrawing id={`${id}-narrow`} title={title} model={model} />
    </ChartFigure>
  );
}

function ColumnsDrawing({ id, title, model }: DrawingInput) {
  const { top, bottom, height, stretches, breaks, ticks, axisEnd } = layoutColumns(model);
  return (
    <Drawing id={id} kind="wide" width={COLUMNS.width} height={height} title={title} description={model.description}>
      {ticks.map(({ councils, y }) => (
        <g key={councils}>
          <path d={`M${COLUMNS.left} ${round(y)}H${round(axisEnd)}`} stroke={councils === 0 ? AXIS : GRID} />
          <Label x={COLUMNS.left - 8} y={y + 5} size={15} anchor="end" colour={INK_SOFT}>
            {String(councils)}
          </Label>
        </g>
      ))}
      {stretches.map(({ left, right, heading, columns }) => (
        <g key={left}>
          {heading.map((line, index) => (
            <Label key={line} x={left} y={14 + index * 18} size={14} weight={650}>
              {line}
            </Label>
          ))}
          <path d={`M${round(left)} ${top - 4}V${top - 8}H${round(right)}v4`} fill="none" stroke={AXIS} />
          {columns.map(({ key, year, left: columnLeft, right: columnRight, segments }) => (
            <g key={key}>
              {segments.map((segment) => (
                <ColumnPart key={segment.mark} segment={segment} left={columnLeft} right={columnRight} />
              ))}
              <Label x={(columnLeft + columnRight) / 2} y={bottom + 20} size={15} anchor="middle" colour={INK_SOFT}>
                {year}
              </Label>
            </g>
          ))}
        </g>
      ))}
      {breaks.map((x) => (
        <g key={x}>
          <path d={`M${round(x)} ${top}V${bottom + 4}`} stroke="#fff" strokeWidth={12} />
          <ZigZag x={x} y={top} length={bottom - top + 4} />
        </g>
      ))}
    </Drawing>
  );
}

function ColumnPart({ segment, left, right }: { readonly segment: ColumnSegment; readonly left: number; readonly right: number }) {
  const { mark, count, top, bottom, labelled } = segment;
  const shown: Mark = mark === 'none' ? 'not-judged' : mark;
  const colours = MARK_COLOURS[shown];
  return (
    <>
      <rect
        x={round(left)}
        y={round(top)}
        width={round(right - left)}
        height={round(bottom - top)}
        fill={colours.fill}
        stroke={colours.edge}
        {...(mark === 'none' ? { strokeDasharray: '4 3' } : {})}
      />
      {mark === 'inadequate' && bottom - top >= 10 ? (
        <rect
          x={round(left + 2.5)}
          y={round(top + 2.5)}
          width={round(right - left - 5)}
          height={round(bottom - top - 5)}
          fill="none"
          stroke="#fff"
          strokeWidth={1.5}
        />
      ) : null}
      {labelled ? <ColumnNumber mark={shown} count={count} left={left} right={right} middle={(top + bottom) / 2} /> : null}
    </>
  );
}

/** The number with its shape, which tells the two dark grades apart on a grey copy; the number alone in a narrow column. */
function ColumnNumber({ mark, count, left, right, middle }: ColumnNumberProps) {
  const text = String(count);
  const digits = textWidth(text, 14, 700);
  const pair = SHAPE + 5 + digits;
  if (digits > right - left - 4) return null;
  const withShape = pair <= right - left - 10;
  const start = (left + right) / 2 - (withShape ? pair : digits) / 2;
  return (
    <>
      {withShape ? <Shape mark={mark} x={start} y={middle - SHAPE / 2} size={SHAPE} /> : null}
      <Label x={withShape ? start + SHAPE + 5 : start} y={middle + 5} size={14} weight={700} colour={MARK_COLOURS[mark].text}>
        {text}
      </Label>
    </>
  );
}

const SHAPE = 12;

function YearBarsDrawing({ id, title, model }: DrawingInput) {
  const { height, stretches } = layoutYearBars(model);
  return (
    <Drawing id={id} kind="narrow" width={YEAR_BARS.width} height={height} title={title} description={model.description}>
      {stretches.map(({ heading, headingY, zigzagY, bars }) => (
        <g key={headingY}>
          {zigzagY === null ? null : <ZigZag x={0} y={zigzagY} length={YEAR_BARS.width - 6} across />}
          {heading.map((line, index) => (
            <Label key={line} x={0} y={headingY + index * 19} size={15} weight={650}>
              {line}
            </Label>
          ))}
          {bars.map(({ key, year, top, segments }) => (
            <g key={key}>
              <Label x={YEAR_BARS.left - 8} y={top + YEAR_BARS.height / 2 + 5} size={15} anchor="end" colour={INK_SOFT}>
                {year}
              </Label>
              <BarSegments segments={segments} top={top} height={YEAR_BARS.height} />
            </g>
          ))}
        </g>
      ))}
    </Drawing>
  );
}

export interface GradeDistributionOverTimeProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly series: readonly DistributionSeries[];
  readonly source: SourceLineProps;
}

interface ColumnNumberProps {
  readonly mark: Mark;
  readonly count: number;
  readonly left: number;
  readonly right: number;
  readonly middle: number;
}

interface DrawingInput {
  readonly id: string;
  readonly title: string;
  readonly model: DistributionOverTimeModel;
}
