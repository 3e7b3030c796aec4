import type { AreaKey } from '@/domain/frameworks';
import { byReference, type ActionStanding } from '@/domain/improvement';
import { database, type Prisma } from '../client';
import { withIndicators } from './known-indicators';
import { MOST_ACTIONS } from './read';
import { standingFromRow, WHOLE_STANDING } from './rows';

/** The actions of a council's plans, past ones too, that answer one of these findings; by plan, the latest first, then by reference. */
export async function listAnswers(slug: string, findings: readonly string[]): Promise<readonly AnsweringAction[]> {
  return listOfPlans(slug, { findings: { some: { findingId: { in: [...findings] } } } });
}

/** Likewise those that should move an indicator: a published one, or the council's own. */
export async function listActionsMoving(slug: string, indicator: string): Promise<readonly AnsweringAction[]> {
  return listOfPlans(slug, { indicators: { some: { indicator: { key: indicator } } } });
}

/** Likewise those that should help a judgement. */
export async function listActionsForArea(slug: string, area: AreaKey): Promise<readonly AnsweringAction[]> {
  return listOfPlans(slug, { area });
}

async function listOfPlans(slug: string, which: Prisma.ActionWhereInput): Promise<readonly AnsweringAction[]> {
  const rows = await database().action.findMany({
    where: { ...which, plan: { authority: { slug } } },
    include: { ...WHOLE_STANDING, plan: { select: { title: true, endedOn: true, beginsOn: true } } },
    orderBy: [{ plan: { beginsOn: 'desc' } }, { planId: 'asc' }, { id: 'asc' }],
    take: MOST_ACTIONS,
  });
  const answers = await withIndicators(
    slug,
    rows.map((row) => ({ ...standingFromRow(row), plan: row.plan.title, isPast: row.plan.endedOn !== null })),
  );
  const plans = [...new Set(answers.map(({ action }) => action.planId))];
  return answers.toSorted(
    (left, right) => plans.indexOf(left.action.planId) - plans.indexOf(right.action.planId) || byReference(left, right),
  );
}

/** An action with what its status follows from, and the plan it belongs to. */
export interface AnsweringAction extends ActionStanding {
  readonly plan: string;
  /** The plan has ended. */
  readonly isPast: boolean;
}
