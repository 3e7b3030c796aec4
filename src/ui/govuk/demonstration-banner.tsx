import { dateInWords, type CalendarDate } from '@/domain/shared';

/**
 * On top of every page of a demonstration, on the screen and on paper: nobody may take it for the council's own word. It holds no link, so that the first one of
 * the page stays the one that skips to the content.
 */
export function DemonstrationBanner({ day }: { readonly day: CalendarDate }) {
  return (
    <section className="app-demonstration" aria-label="Demonstration">
      <p className="govuk-width-container app-demonstration__words">
        <strong className="app-demonstration__mark">Demonstration</strong> Inspections, grades and findings are published facts; people,
        settings and plans are made up. Here it is always {dateInWords(day)}.
      </p>
    </section>
  );
}
