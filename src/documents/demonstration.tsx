import { renderToStaticMarkup } from 'react-dom/server';

import type { CalendarDate } from '@/domain/shared';
import { DemonstrationBanner } from '@/ui/govuk/demonstration-banner';

/** The banner of a demonstration as HTML, for pages that were built beforehand. */
export function demonstrationBannerHtml(day: CalendarDate): string {
  return renderToStaticMarkup(<DemonstrationBanner day={day} />);
}
