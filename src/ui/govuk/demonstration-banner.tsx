import { dateInWords, type CalendarDate } from '@/domain/shared';

/**
 * On top of every page of a demonstration, on the screen and on paper: nobody may take it for the council's own word. `offersEntry` where the visitor may look
 * around as one of its people.
 */
export function DemonstrationBanner({ day, offersEntry }: { readonly day: CalendarDate; readonly offersEntry: boolean }) {
  return (
    <section className="app-demonstration" aria-label="Demonstration">
      <p className="govuk-width-container app-demonstration__words">
        <strong className="app-demonstration__mark">Demonstration</strong> Inspections and grades are published figures; people and settings
        are made up. Here it is always {dateInWords(day)}.{' '}
        {offersEntry ? (
          <a className="govuk-link app-no-print" href="/sign-in">
            Look around as a member, a manager or another role
          </a>
        ) : null}
      </p>
    </section>
  );
}
