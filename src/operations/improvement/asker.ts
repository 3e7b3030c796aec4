import { isAllowed, type Actor } from '@/domain/access';
import type { Asker } from '@/domain/improvement';
import { historyActor } from '../history';

/** Who asks, as the table of what can be done to an action wants to know them. */
export function askerOf(actor: Actor, slug: string): Asker {
  return {
    personId: historyActor(actor),
    mayChangePlan: isAllowed(actor, 'change-plan', slug),
    mayReportOnOwn: isAllowed(actor, 'report-on-own-actions', slug),
  };
}
