import { isAllowed, type Actor } from '@/domain/access';
import { isSlug } from '@/domain/authorities';
import type { Finding } from '@/domain/findings';
import type { AreaKey } from '@/domain/frameworks';
import { statusOf, type DerivedStatus, type Investment, type Publication, type PublishedAction } from '@/domain/improvement';
import type { CalendarDate } from '@/domain/shared';
import { listFindings } from '@/database/findings';
import { listActionsForArea, listActionsMoving, listInvestments, type AnsweringAction } from '@/database/improvement';
import { authorise } from '../access';
import { findPublicPlan } from './publish';

/** What of a council's plans, past ones too, concerns one matter, as far as the reader may see it. */
export interface PlanPart {
  /** By plan, the latest first; null for whoever may not read the plan. */
  readonly actions: readonly PlannedAction[] | null;
  /** For whom the plan is closed: what was last published of it, where the council shows that to everybody. */
  readonly published: { readonly publication: Publication; readonly actions: readonly PublishedAction[] } | null;
  /** What these actions answer, latest event first. */
  readonly findings: readonly Finding[];
  /** None for whoever may not read the plan. */
  readonly investments: readonly Investment[];
}

/** An action with its status today, and the plan it belongs to. */
export type PlannedAction = AnsweringAction & DerivedStatus;

/** What should move an indicator. */
export async function viewWhatMoves(actor: Actor, slug: string, indicator: string, today: CalendarDate): Promise<PlanPart> {
  authorise(actor, 'read-published');
  return partOf(actor, slug, today, {
    list: () => listActionsMoving(slug, indicator),
    isPublished: ({ indicators }) => indicators.some(({ key }) => key === indicator),
    isPaid: ({ indicators }) => indicators.some((aim) => aim.indicator === indicator),
  });
}

/** What should help a judgement: money where it pays for such actions, or should move one of these indicators. */
export async function viewWhatHelps(
  actor: Actor,
  slug: string,
  { area, indicators }: { readonly area: AreaKey; readonly indicators: readonly string[] },
  today: CalendarDate,
): Promise<PlanPart> {
  authorise(actor, 'read-published');
  return partOf(actor, slug, today, {
    list: () => listActionsForArea(slug, area),
    isPublished: (action) => action.area === area,
    isPaid: (investment, actions) =>
      investment.actions.some((id) => actions.has(id)) || investment.indicators.some(({ indicator }) => indicators.includes(indicator)),
  });
}

async function partOf(actor: Actor, slug: string, today: CalendarDate, { list, isPublished, isPaid }: Matter): Promise<PlanPart> {
  if (!isSlug(slug)) return NOTHING;
  if (isAllowed(actor, 'read-plan', slug)) {
    const [listed, findings, investments] = await Promise.all([list(), listFindings(slug), listInvestments(slug)]);
    const actions = listed.map((action) => ({ ...action, ...statusOf(action, today) }));
    const [ids, answered] = [actions.map(({ action }) => action.id), new Set(actions.flatMap(({ action }) => action.findings))];
    return {
      actions,
      published: null,
      findings: findings.filter(({ id }) => answered.has(id)),
      investments: investments.filter((investment) => isPaid(investment, new Set(ids))),
    };
  }
  const publication = await findPublicPlan(actor, slug);
  if (publication === null) return NOTHING;
  const actions = publication.plan.actions.filter(isPublished);
  const answered = new Set(actions.flatMap(({ findings }) => findings));
  const findings = answered.size === 0 ? [] : await listFindings(slug);
  return { ...NOTHING, published: { publication, actions }, findings: findings.filter(({ id }) => answered.has(id)) };
}

const NOTHING: PlanPart = { actions: null, published: null, findings: [], investments: [] };

interface Matter {
  readonly list: () => Promise<readonly AnsweringAction[]>;
  readonly isPublished: (action: PublishedAction) => boolean;
  readonly isPaid: (investment: Investment, actions: ReadonlySet<string>) => boolean;
}
