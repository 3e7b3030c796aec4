import { EVENT_TYPES, type Inspection } from '@/domain/inspections';
import { ageInWords, dateInWords, isBefore, type CalendarDate } from '@/domain/shared';

/** "Ofsted report, 27 October 2023", as a link where the report's address is known. */
export function ReportLink({ inspection: { eventType, publishedOn, reportUrl } }: { readonly inspection: Inspection }) {
  const words = `Ofsted ${EVENT_TYPES[eventType].output}${publishedOn ? `, ${dateInWords(publishedOn)}` : ''}`;
  if (!reportUrl) return words;
  return (
    <a className="govuk-link" href={reportUrl}>
      {words}
    </a>
  );
}

/** The day of publication; its age as well once it is over a year ago. */
export function publishedInWords({ publishedOn }: Inspection, today: CalendarDate): string {
  if (!publishedOn) return 'not published yet';
  const old = isBefore(publishedOn.add({ years: 1 }), today);
  return old ? `${dateInWords(publishedOn)}, ${ageInWords(publishedOn, today)} ago` : dateInWords(publishedOn);
}

/** How fresh a record of many reports is: not today, but the newest report in it. */
export function freshness(newestReport: CalendarDate | null): string {
  return newestReport ? `reports published to ${dateInWords(newestReport)}` : 'no report yet';
}

/** Nothing is fetched by itself: somebody has to bring the newer figures in. */
export const NEXT_UPDATE = 'when newer reports are imported';
