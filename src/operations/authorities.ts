import type { Actor } from '@/domain/access';
import { isSlug, type Authority, type AuthorityName } from '@/domain/authorities';
import { NotFound, onOneLine } from '@/domain/shared';
import * as authorities from '@/database/authorities';
import { authorise, homeAuthority } from './access';

/** More would not be read; a search that finds more asks for a longer text. */
const MOST_FOUND = 30;
const LONGEST_NAME = 100;

/** Councils by name, with how many there are in all. */
export async function listAuthorities(
  actor: Actor,
  page: { readonly limit: number; readonly offset: number; readonly abolished: boolean },
): Promise<{ readonly authorities: readonly Authority[]; readonly total: number }> {
  authorise(actor, 'read-published');
  return authorities.listAuthorities(page);
}

/** One council. Throws `NotFound`. */
export async function viewAuthority(actor: Actor, slug: string): Promise<Authority> {
  authorise(actor, 'read-published');
  const authority = await authorities.findAuthority(slug);
  if (!authority) throw new NotFound(`No council ${slug}`);
  return authority;
}

/** The council of that slug. Throws `NotFound`. No operation: those that use it authorise. */
export async function councilOf(slug: string): Promise<Authority> {
  const authority = isSlug(slug) ? await authorities.findAuthority(slug) : null;
  if (authority === null) throw new NotFound(`No council ${slug}`);
  return authority;
}

/** Councils by a part of their name, another name or a code, also abolished ones; and the council this installation belongs to. */
export async function findAuthorities(
  actor: Actor,
  text: string,
): Promise<{ readonly found: readonly Authority[]; readonly more: boolean; readonly home: AuthorityName | null }> {
  authorise(actor, 'read-published');
  const wanted = onOneLine(text.slice(0, LONGEST_NAME));
  const [found, [home]] = await Promise.all([
    wanted === '' ? [] : authorities.searchAuthorities(wanted, MOST_FOUND + 1),
    authorities.nameAuthorities([homeAuthority()]),
  ]);
  return { found: found.slice(0, MOST_FOUND), more: found.length > MOST_FOUND, home: home ?? null };
}
