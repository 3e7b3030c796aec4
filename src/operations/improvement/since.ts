import type { Actor } from '@/domain/access';
import { momentSchema } from '@/domain/shared';
import { findPlanState } from '@/database/improvement';
import { authorise } from '../access';
import { viewChangesSince } from '../history';

/** More are counted. */
const MOST_LINES = 10;

/** What has become of a plan since somebody looked at it, a sentence for each record; `seen` is a moment as a form sends it back. */
export async function changesOfPlan(actor: Actor, slug: string, planId: string, seen: string): Promise<readonly string[]> {
  authorise(actor, 'read-plan', slug);
  const since = momentSchema.safeParse(seen);
  const state = await findPlanState(slug, planId);
  if (!since.success || state === null) return [];
  const { plan, objectives, actions, findings } = state;
  const records = [plan, ...objectives, ...actions.flatMap(({ action, evidence }) => [action, ...evidence]), ...findings];
  const ids = new Set(records.map(({ id }) => id));
  const lines = (await viewChangesSince(actor, slug, since.data)).filter(({ record }) => ids.has(record.id));
  const told = lines.slice(0, MOST_LINES).map(({ who, record, sentences }) => `${who} saved ${record.name}: ${sentences.join('; ')}`);
  return lines.length > MOST_LINES ? [...told, `and ${lines.length - MOST_LINES} more`] : told;
}
