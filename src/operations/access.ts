import { ANYBODY, isAllowed, type Actor, type Permission } from '@/domain/access';
import { Forbidden, type CalendarDate } from '@/domain/shared';
import { today } from '@/platform/clock';
import { readEnvironment } from '@/platform/environment';

/** For commands and the start, which act for whoever runs the installation. */
export { OPERATOR } from '@/domain/access';

/** Who asks for a page or an answer, and on which day. */
export interface Request {
  readonly actor: Actor;
  readonly today: CalendarDate;
}

/** The asker of the request being answered. Nobody signs in yet, so it is anybody. */
export function currentRequest(): Request {
  return { actor: ANYBODY, today: today() };
}

/** Throws `Forbidden` where the actor may not. Every operation calls it before it reads or writes. */
export function authorise(actor: Actor, permission: Permission): void {
  if (!isAllowed(actor, permission)) throw new Forbidden(`Not allowed: ${permission}`);
}

/** Slug of the council this installation belongs to. */
export function homeAuthority(): string {
  return readEnvironment().HOME_AUTHORITY;
}
