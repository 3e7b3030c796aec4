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
