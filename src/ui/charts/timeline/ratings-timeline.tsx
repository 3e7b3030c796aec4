import type { Inspection, ReturnWindow } from '@/domain/inspections';
import { dateInWords, type CalendarDate } from '@/domain/shared';
import type { AuthorityLink } from '../../govuk/site';
import { ChartFigure } from '../chart-figure';
import { Diamond, Stripes, ZigZag } from '../drawing';
import { AXIS, MARK_COLOURS } from '../marks';
import { NarrowTimeline } from './narrow-timeline';
import { prepareTimeline, type Timeline } from './prepare-timeline';
import { layoutWide } from './wide-layout';
import { WideTimeline } from './wide-timeline';

/**
 * The signature chart: what Ofsted judged, area by area, from the first inspection recorded to today. Nothing where no graded inspection is
 * recorded. The page has the same grades as a table.
 */
export function RatingsTimeline({ council, events, returning, today, id = 'ratings-timeline' }: RatingsTimelineProps) {
  const timeline = prepareTimeline({ authority: council, events, window: returning?.usual ?? null, today });
  if (timeline === null) return null;
  const layout = layoutWide(timeline);
  return (
    <ChartFigure
      id={id}
      title={timeline.title}
      subtitle="Grade given at each inspection, to scale by date. A grade stands until the next inspection."
      keyBelow={
        <>
          {layout.visits?.lettered ? <LetteredVisits timeline={timeline} /> : null}
          <TimelineKey id={id} timeline={timeline} />
        </>
      }
      source={{ asAt: dateInWords(today), source: 'Ofsted inspection reports', nextUpdate: 'when Ofsted next publishes' }}
    >
      <WideTimeline id={`${id}-wide`} timeline={timeline} layout={layout} />
      <NarrowTimeline id={`${id}-narrow`} timeline={timeline} />
    </ChartFigure>
  );
}

/** Which letter is which visit; only beside the wide drawing, because the narrow one names them. */
function LetteredVisits({ timeline }: { readonly timeline: Timeline }) {
  return (
    <ol className="app-key app-key__wide">
      {timeline.visits.map(({ id, letter, name, month }) => (
        <li key={id}>
          <svg className="app-key__swatch" viewBox="0 0 30 30" width="30" height="30" aria-hidden="true" focusable="false">
            <Diamond x={15} y={15} radius={13} letter={letter} />
          </svg>
          <span>
            <span className="govuk-visually-hidden">{letter}: </span>
            {name}, {month}
          </span>
        </li>
      ))}
    </ol>
  );
}

/** Only what this council's chart shows. */
function TimelineKey({ id, timeline }: { readonly id: string; readonly timeline: Timeline }) {
  const striped = timeline.stands.some(({ breaks }) => breaks.length > 0);
  return (
    <ul className="app-key">
      <li className="app-key__wide">
        <svg className="app-key__swatch" viewBox="0 0 34 20" width="34" height="20" aria-hidden="true" focusable="false">
          <rect x={0.5} y={0.5} width={33} height={19} fill={MARK_COLOURS.good.fill} stroke={MARK_COLOURS.good.edge} />
          <rect width={5} height={20} fill={MARK_COLOURS.good.edge} />
        </svg>
        Thick edge: the inspection
      </li>
      {striped ? (
        <li className="app-key__wide">
          <svg className="app-key__swatch" viewBox="0 0 34 20" width="34" height="20" aria-hidden="true" focusable="false">
            <defs>
              <Stripes id={`${id}-key`} colour={MARK_COLOURS.good.stripe} />
            </defs>
            <rect x={0.5} y={0.5} width={33} height={19} fill={`url(#${id}-key)`} stroke={MARK_COLOURS.good.edge} />
          </svg>
          Striped: still the latest grade, but the framework has since changed
        </li>
      ) : null}
      {timeline.breaks.length > 0 ? (
        <li>
          <svg className="app-key__swatch" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false" stroke={AXIS}>
            <ZigZag x={10} y={0} length={20} />
          </svg>
          Break: grades either side are not directly comparable
        </li>
      ) : null}
      {timeline.visits.length > 0 ? (
        <li>
          <svg className="app-key__swatch" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
            <Diamond x={10} y={10} radius={8} />
          </svg>
          Visit without a grade
        </li>
      ) : null}
    </ul>
  );
}

export interface RatingsTimelineProps {
  readonly council: AuthorityLink;
  /** Graded or not, in any order. */
  readonly events: readonly Inspection[];
  readonly returning: Pick<ReturnWindow, 'usual'> | null;
  readonly today: CalendarDate;
  /** Unique on the page. */
  readonly id?: string;
}
