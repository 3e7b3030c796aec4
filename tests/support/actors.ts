import { randomUUID } from 'node:crypto';

import type { PersonActor, Role } from '@/domain/access';

/** Somebody with these roles in Barnsley, without an account: enough to ask operations as. */
export function aPersonWith(...roles: readonly Role[]): PersonActor {
  return {
    kind: 'person',
    id: randomUUID(),
    sessionId: randomUUID(),
    operator: false,
    roles: roles.map((role) => ({ authority: 'barnsley', role })),
  };
}
