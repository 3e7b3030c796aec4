import { rolesAmong, rolesByGroups, type GroupRole, type Role } from '@/domain/access';
import type { Moment } from '@/domain/shared';
import { changeRolesHeld, isAboutLastAdministrator } from '@/database/people';
import { log } from '@/platform/log';
import { newId } from '@/platform/tokens';

const REASON = 'As the groups of the council account say';

/**
 * Gives somebody who signs in with a council account the roles of its groups, and takes away those whose groups it has left. `groups` is null where the provider
 * named none: Microsoft Entra ID leaves the list out, and says `_claim_names` instead, for people in more than two hundred. Nobody's roles hang on a list that
 * is not there, so nothing is changed then.
 */
export async function setRolesByGroups(
  personId: string,
  mapping: readonly GroupRole[],
  groups: readonly string[] | null,
  at: Moment,
): Promise<void> {
  if (mapping.length === 0) return;
  if (groups === null) {
    log().warn({ person: personId }, 'The council account came without its groups, so the roles stay as they are');
    return;
  }
  for (const council of new Set(mapping.map((each) => each.council))) {
    const decide = (held: readonly Role[]): readonly Role[] => rolesByGroups(mapping, groups, { council, held });
    const note = { membershipId: newId(), actor: 'system', reason: REASON, at };
    try {
      await changeRolesHeld(personId, council, decide, note);
    } catch (error) {
      if (!isAboutLastAdministrator(error)) throw error;
      log().warn(
        { person: personId, authority: council },
        'No group makes the council’s last administrator one any more: the role is kept',
      );
      await changeRolesHeld(personId, council, (held) => rolesAmong(['administrator', ...decide(held)]), note);
    }
  }
}
