import type { Inspection, ReturnWindow } from '@/domain/inspections';
import { dateInWords, type CalendarDate } from '@/domain/shared';
import type { AuthorityLink } from '../../govuk/site';
import { ChartFigure } from '../chart-figure';
import { Diamond, Stripes, ZigZag } from '../drawing';
import { AXIS, MARK_COLOURS } from '../marks';
import { NarrowTimeline } from './narrow-timeline';
import { prepareTimeline, type Timeline } from './prepare-timeline';
import { FRAMES } from './wide-frame';
import { layoutWide } from './wide-layout';
import { WideTimeline } from './wide-timeline';

/**
 * The signature chart: what Ofsted judged, area by area, from the first inspection recorded to today, or to the day the council was
 * abolished. Nothing where no graded inspection is recorded. The page has the same grades as a table.
 */
export function RatingsTimeline({ council, events, returning, until = null, today, id = 'ratings-timeline' }: RatingsTimelineProps) {
  const timeline = prepareTimeline({ authority: council, events, window: returning?.usual ?? null, until, today });
  if (timeline === null) return null;
  const wide = layoutWide(timeline, FRAMES.wide);
  const medium = layoutWide(timeline, FRAMES.medium);
  const lettered = { wide: wide.visits?.lettered ?? false, medium: medium.visits?.lettered ?? false };
  return (
    <ChartFigure
      id={id}
      title={timeline.title}
      subtitle="Grade given at each inspection, to scale by date. A grade stands until the next inspection."
      keyBelow={
        <>
          {lettered.wide || lettered.medium ? <LetteredVisits timeline={timeline} beside={lettered} /> : null}
          <TimelineKey id={id} timeline={timeline} />
        </>
      }
      source={{
        asAt: dateInWords(today),
        source: 'Ofsted inspection reports',
        ...(timeline.ending.abolished ? {} : { nextUpdate: 'when Ofsted next publishes' }),
      }}
    >
      <WideTimeline id={`${id}-wide`} timeline={timeline} layout={wide} />
      <WideTimeline id={`${id}-medium`} timeline={timeline} layout={medium} />
      <NarrowTimeline id={`${id}-narrow`} timeline={timeline} />
    </ChartFigure>
  );
}

/** Which letter is which visit: only beside a drawing that has letters, because the others name the visits. */
function LetteredVisits({
  timeline,
  beside,
}: {
  readonly timeline: Timeline;
  readonly beside: Readonly<Record<'wide' | 'medium', boolean>>;
}) {
  const only = beside.wide && beside.medium ? '' : beside.wide ? ' app-key--beside-wide' : ' app-key--beside-medium';
  return (
    <ol className={`app-key app-key--not-narrow${only}`}>
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
      <li className="app-key--not-narrow">
        <svg className="app-key__swatch" viewBox="0 0 34 20" width="34" height="20" aria-hidden="true" focusable="false">
          <rect x={0.5} y={0.5} width={33} height={19} fill={MARK_COLOURS.good.fill} stroke={MARK_COLOURS.good.edge} />
          <rect width={5} height={20} fill={MARK_COLOURS.good.edge} />
        </svg>
        Thick edge: the inspection
      </li>
      {striped ? (
        <li className="app-key--not-narrow">
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
  /** The day the council was abolished, where it was. */
  readonly until?: CalendarDate | null;
  readonly today: CalendarDate;
  /** Unique on the page. */
  readonly id?: string;
}
