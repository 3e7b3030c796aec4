import type { SourceLineProps } from '../govuk/source-line';
import { BarSegments } from './bar-segments';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, round } from './drawing';
import { GradeKey } from './grade-key';
import { INK } from './marks';
import {
  BAR_HEIGHT,
  layoutGradeDistribution,
  prepareGradeDistribution,
  type GradeDistributionModel,
  type GradeDistributionRow,
} from './prepare-grade-distribution';

/** How many councils hold each grade, an area a row; with a council's own place marked where the page is about one. */
export function GradeDistribution({ id, title, subtitle, rows, hereLabel, source }: GradeDistributionProps) {
  const model = prepareGradeDistribution(rows, hereLabel ?? null);
  return (
    <ChartFigure
      id={id}
      title={title}
      subtitle={subtitle}
      keyAbove={<GradeKey grades={model.grades} withoutGrade={model.anyWithout ? 'No grade' : null} />}
      source={source}
    >
      <BarsDrawing id={`${id}-wide`} kind="wide" title={title} model={model} />
      <BarsDrawing id={`${id}-narrow`} kind="narrow" title={title} model={model} />
    </ChartFigure>
  );
}

function BarsDrawing({ id, kind, title, model }: BarsDrawingProps) {
  const { width, height, rows } = layoutGradeDistribution(model, kind);
  return (
    <Drawing id={id} kind={kind} width={width} height={height} title={title} description={model.description}>
      {rows.map(({ key, nameLines, nameY, barTop, segments, here }) => (
        <g key={key}>
          {nameLines.map((line, index) => (
            <Label key={line} x={0} y={nameY + index * 20} size={kind === 'wide' ? 17 : 16} weight={kind === 'wide' ? 650 : 700}>
              {line}
            </Label>
          ))}
          <BarSegments segments={segments} top={barTop} height={BAR_HEIGHT} />
          {here === null ? null : (
            <>
              <path d={`M${round(here.left)} ${barTop + BAR_HEIGHT + 5}H${round(here.right)}`} stroke={INK} strokeWidth={5} />
              <Label x={here.textX} y={barTop + BAR_HEIGHT + 25} size={15} weight={700} anchor="middle">
                {here.label}
              </Label>
            </>
          )}
        </g>
      ))}
    </Drawing>
  );
}

export interface GradeDistributionProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** The unit: what a number in a bar counts. */
  readonly subtitle: string;
  readonly rows: readonly GradeDistributionRow[];
  /** `Barnsley is here`, under the segment of each row's `here`. */
  readonly hereLabel?: string;
  readonly source: SourceLineProps;
}

interface BarsDrawingProps {
  readonly id: string;
  readonly kind: 'wide' | 'narrow';
  readonly title: string;
  readonly model: GradeDistributionModel;
}
