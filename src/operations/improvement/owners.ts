import { PERMISSIONS, rolesAmong } from '@/domain/access';
import type { Action, PossibleOwner } from '@/domain/improvement';
import { listHolders } from '@/database/people';
import { nameActors } from '../history';

/** Whoever may report on own actions can be given one. */
const OWNER_ROLES = rolesAmong(PERMISSIONS['report-on-own-actions'].allowed);

/** Who can be given an action. Whoever owns it now can go on owning it, also without a role by now. */
export async function ownersOf(slug: string, action: Pick<Action, 'owner'> | null): Promise<readonly PossibleOwner[]> {
  const holders = await listHolders(slug, OWNER_ROLES);
  const owners = holders.map(({ id, name, jobTitle }) => ({
    personId: id,
    jobTitle,
    words: jobTitle === null ? name : `${jobTitle} (${name})`,
  }));
  const present = action?.owner.personId ?? null;
  if (present === null || owners.some(({ personId }) => personId === present)) return owners;
  const nameOf = await nameActors([present]);
  return [...owners, { personId: present, jobTitle: action?.owner.title ?? null, words: `${nameOf(present)}, who owns it now` }];
}
