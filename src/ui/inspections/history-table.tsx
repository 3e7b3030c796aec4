import type { Authority } from '@/domain/authorities';
import { COVERS, frameworkOf, judgedArea, MAIN_AREAS, newestFramework, type AreaKey, type FrameworkKey } from '@/domain/frameworks';
import { EVENT_TYPES, inspectionMonth, judgementIn, shortInspectionMonth, type Inspection } from '@/domain/inspections';
import { calendarDate, monthInWords, shortMonthInWords, startWithCapital } from '@/domain/shared';
import type { ReactNode } from 'react';
import { SubLine, Table } from '../govuk/table';
import { Rating } from '../ratings/rating';
import { AreaName } from './area-name';

/** Every grade of every graded inspection, oldest on the left: the timeline's facts as a table. */
export function HistoryTable({ authority, graded }: { readonly authority: Authority; readonly graded: readonly Inspection[] }) {
  const newest = newestFramework();
  // What the next inspection will judge, for a council that can still have one and has had none of its kind.
  const ahead = authority.abolishedOn === null && !graded.some(({ framework }) => framework === newest.key) ? newest : null;
  const from = calendarDate(newest.from);
  return (
    <Table
      caption={`Grade by judgement at each inspection of ${authority.name}`}
      stack={graded.length > 3 ? 'wide' : 'narrow'}
      alignMiddle
      columns={[
        { key: 'area', heading: 'Judgement', width: 20 },
        ...graded.map((inspection) => ({
          key: inspection.id,
          label: shortInspectionMonth(inspection),
          heading: (
            <>
              <a className="govuk-link" href={`/${authority.slug}/inspections/${inspection.id}`}>
                {inspectionMonth(inspection)}
              </a>
              <SubLine>{howInspected(inspection)}</SubLine>
            </>
          ),
        })),
        ...(ahead ? [{ key: 'ahead', heading: `From ${monthInWords(from)}`, label: `From ${shortMonthInWords(from)}` }] : []),
      ]}
      rows={areasOf(graded).map((area) => ({
        key: area,
        cells: [
          <AreaHeading key="area" slug={authority.slug} area={area} />,
          ...graded.map((inspection) => <JudgementCell key={inspection.id} inspection={inspection} area={area} />),
          ...(ahead ? [<Ahead key="ahead" framework={ahead.key} area={area} />] : []),
        ],
      }))}
    />
  );
}

/** What an inspection judged in an area, and what that covered. */
export function JudgementCell({ inspection, area }: { readonly inspection: Inspection; readonly area: AreaKey }): ReactNode {
  const judgement = judgementIn(inspection, area);
  if (!judgement) return 'Not judged';
  const combined = area === 'care-leavers' && judgementIn(inspection, 'in-care')?.covers === 'in-care-and-care-leavers';
  if (combined) return judgement.words;
  return (
    <>
      <Rating grade={judgement.grade} absence={judgement.absence} words={judgement.words} size="s" short={judgement.grade === null} />
      {judgement.covers && judgement.covers !== 'in-care' ? <SubLine>{COVERS[judgement.covers]}</SubLine> : null}
    </>
  );
}

/** What an inspection under the newest framework will and will not judge. */
function Ahead({ framework, area }: { readonly framework: FrameworkKey; readonly area: AreaKey }): ReactNode {
  if (judgedArea(framework, area)) return 'Still judged';
  const absent = frameworkOf(framework).absent[area];
  return <Rating grade={null} absence={absent?.absence ?? 'not-judged'} size="s" short />;
}

function AreaHeading({ slug, area }: { readonly slug: string; readonly area: AreaKey }) {
  return (
    <>
      <AreaName slug={slug} area={area} />
      {area === 'lscb' ? <SubLine>A separate body</SubLine> : null}
    </>
  );
}

/** The five areas, then those that some inspection of this council judged besides. */
function areasOf(graded: readonly Inspection[]): readonly AreaKey[] {
  const judged = new Set(graded.flatMap(({ judgements }) => judgements.map(({ area }) => area)));
  const main: readonly AreaKey[] = MAIN_AREAS;
  return [...main, ...[...judged].filter((area) => !main.includes(area))];
}

/** `ILACS 2023, short` */
function howInspected({ framework, eventType }: Inspection): string {
  const name = framework ? frameworkOf(framework).shortName : EVENT_TYPES[eventType].name;
  const kind = eventType.replace('-inspection', '');
  return eventType === 'single-inspection' ? name : startWithCapital(`${name}, ${kind}`);
}
