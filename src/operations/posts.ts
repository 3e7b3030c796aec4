import { ROLES, rolesAmong } from '@/domain/access';
import { listInWords, startWithCapital } from '@/domain/shared';
import { listPosts } from '@/database/profiles';

/** Who saved something and has no post: commands and the service itself. */
const OTHER_POSTS: Readonly<Record<string, string>> = { operator: 'The operator of this installation', system: 'The service itself' };

/** What people are called by their post, for those who need not know their names; of whoever has not named it, by their roles in the council. */
export async function postsOf(slug: string, ids: readonly (string | undefined)[]): Promise<(id: string) => string> {
  const known = await listPosts(slug, [...new Set(ids.filter((id) => id !== undefined))]);
  return (id) => {
    const person = known.get(id);
    const roles = listInWords(rolesAmong(person?.roles ?? []).map((role) => ROLES[role].words.toLowerCase()));
    return OTHER_POSTS[id] ?? person?.jobTitle ?? (startWithCapital(roles) || 'Somebody who is no longer here');
  };
}
