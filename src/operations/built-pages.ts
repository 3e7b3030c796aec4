import { demonstrationBannerHtml } from '@/documents/demonstration';
import type { Actor } from '@/domain/access';
import { findDemonstrationDay } from '@/database/installation';
import { authorise } from './access';

/** What the server puts on top of pages that were built beforehand: a demonstration's banner, in a real installation nothing. Not for pages: Next draws theirs. */
export async function bannerOfBuiltPages(actor: Actor): Promise<string> {
  authorise(actor, 'look-after-installation');
  const day = await findDemonstrationDay();
  return day === null ? '' : demonstrationBannerHtml(day);
}
