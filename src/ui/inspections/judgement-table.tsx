import { judgedArea, newestFramework, type AreaKey } from '@/domain/frameworks';
import {
  allJudgements,
  changeInArea,
  changeInWords,
  inspectionMonth,
  judgementIn,
  shortInspectionMonth,
  type Inspection,
} from '@/domain/inspections';
import { calendarDate, monthInWords } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';
import { Rating } from '../ratings/rating';
import { AreaName } from './area-name';

/** The judgements of one inspection in the report's order, each with the grade before and what became of it. */
export function JudgementTable({ inspection, previous, abolished }: JudgementTableProps) {
  return (
    <Table
      caption={`Judgements of ${inspectionMonth(inspection)}${previous ? `, beside those of ${inspectionMonth(previous)}` : ''}`}
      look="judgements"
      columns={[
        { key: 'area', heading: 'Judgement', width: 25 },
        { key: 'now', heading: inspectionMonth(inspection), label: shortInspectionMonth(inspection), width: 35 },
        ...(previous ? [{ key: 'before', heading: inspectionMonth(previous), label: shortInspectionMonth(previous) }] : []),
        { key: 'change', heading: 'Change' },
      ]}
      rows={allJudgements(inspection).map((judgement) => {
        const change = changeInArea(inspection, previous, judgement.area);
        const words = [
          change.kind === 'no-grade' ? null : changeInWords(change),
          ...(abolished ? [] : noLongerGiven(inspection, judgement.area)),
        ]
          .filter(Boolean)
          .join('. ');
        return {
          key: judgement.area,
          cells: [
            <AreaHeading key="area" inspection={inspection} area={judgement.area} />,
            <Rating key="now" grade={judgement.grade} absence={judgement.absence} words={judgement.words} size="l" />,
            ...(previous ? [gradeBefore(previous, judgement.area)] : []),
            change.kind === 'graded' && change.steps !== 0 ? <strong key="change">{words}</strong> : words,
          ],
        };
      })}
    />
  );
}

/** The grade an earlier inspection gave in an area, in words: one judgement may have stood for two areas. */
function gradeBefore(previous: Inspection, area: AreaKey): string {
  const combined = judgementIn(previous, 'in-care');
  if (combined?.grade && combined.covers === 'in-care-and-care-leavers') {
    if (area === 'in-care') return `${combined.words}, with care leavers`;
    if (area === 'care-leavers') return `${combined.words}, with children in care`;
  }
  return judgementIn(previous, area)?.words ?? 'Not judged';
}

/** Said in advance: a reader who misses the overall grade next time should have been told. */
function noLongerGiven(inspection: Inspection, area: AreaKey): readonly string[] {
  const newest = newestFramework();
  if (inspection.framework === newest.key || newest.absent[area]?.absence !== 'not-given') return [];
  return inspection.framework && judgedArea(inspection.framework, area)
    ? [`Not given in inspections from ${monthInWords(calendarDate(newest.from))}`]
    : [];
}

function AreaHeading({ inspection, area }: { readonly inspection: Inspection; readonly area: AreaKey }) {
  const separate = inspection.framework !== null && judgedArea(inspection.framework, area)?.separateBody;
  return (
    <>
      <AreaName slug={inspection.authority} area={area} full />
      {separate ? <SubLine>A separate body</SubLine> : null}
    </>
  );
}

export interface JudgementTableProps {
  readonly inspection: Inspection;
  readonly previous: Inspection | null;
  /** No inspection will follow, so nothing is said of what the next one judges. */
  readonly abolished: boolean;
}
