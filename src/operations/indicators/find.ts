import { isAllowed, type Actor } from '@/domain/access';
import { isSlug } from '@/domain/authorities';
import { isOwnKey, type Indicator } from '@/domain/indicators';
import { NotFound } from '@/domain/shared';
import { findOwnIndicator, findPublishedIndicator } from '@/database/indicators';
import { authorise } from '../access';

/** An indicator by its key: a published one, or the council's own, for whoever may see it. Throws `NotFound`, also to whoever may not know of it. */
export async function findIndicator(actor: Actor, slug: string, key: string): Promise<Indicator> {
  authorise(actor, 'read-published');
  if (!isSlug(key)) throw new NotFound(`No indicator ${key}`);
  if (!isOwnKey(key)) {
    const published = await findPublishedIndicator(key);
    if (published === null) throw new NotFound(`No indicator ${key}`);
    return published;
  }
  const own = isSlug(slug) ? await findOwnIndicator(slug, key) : null;
  if (own === null || !(own.isPublic || isAllowed(actor, 'read-plan', slug))) throw new NotFound(`No indicator ${key} of ${slug}`);
  return own;
}
