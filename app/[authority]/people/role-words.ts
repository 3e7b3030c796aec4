import { ROLE_KEYS, ROLES, type Role } from '@/domain/access';
import { listInWords } from '@/domain/shared';

/** Each role with what it may, in a few words: nobody should have to look it up. */
export const ROLE_CHOICES = ROLE_KEYS.map((role) => ({ value: role, text: `${ROLES[role].words}. ${ROLES[role].description}` }));

/** `Member and Manager`; empty for none. */
export function rolesInWords(roles: readonly Role[]): string {
  return listInWords(roles.map((role) => ROLES[role].words));
}
