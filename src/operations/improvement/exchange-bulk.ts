import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  changeInBulk,
  isOpen,
  readBulk,
  type BulkForm,
  type Plan,
  type PlanSelection,
  type PossibleOwner,
  type SelectionChoices,
  type StandingWithStatus,
} from '@/domain/improvement';
import { counted, listInWords, NotFound, type CalendarDate, type Moment, type Problem } from '@/domain/shared';
import { savePlanChange } from '@/database/improvement';
import { authorise } from '../access';
import { historyActor } from '../history';
import { loadPlan } from './load';
import { ownersOf } from './owners';
import { changesOfPlan } from './since';
import { selectFromPlan, type PlanQuery } from './view';

/** References that a sentence names. */
const MOST_NAMED = 10;

/** The actions to choose from, as the plan's page would show them for the same query. */
export interface BulkView {
  readonly authority: Authority;
  readonly plan: Plan;
  /** Those of the query that are still to be done. */
  readonly open: readonly StandingWithStatus[];
  readonly selection: PlanSelection;
  readonly choices: SelectionChoices;
  readonly owners: readonly PossibleOwner[];
  readonly problems: readonly Problem[];
}

export interface BulkInput {
  readonly planId: string;
  /** Ids of the actions with the version that was seen. */
  readonly chosen: readonly { readonly id: string; readonly version: number }[];
  readonly form: BulkForm;
  /** When the page was made, as `momentText` writes it. */
  readonly seen: string;
}

export type BulkOutcome =
  | { readonly outcome: 'saved'; readonly count: number }
  /** `since`: what others have changed meanwhile, a sentence each. */
  | { readonly outcome: 'refused'; readonly problems: readonly Problem[]; readonly since: readonly string[] };

/** Throws `Forbidden`, and `NotFound` for an unknown council or plan, and where there is no plan. */
export async function viewBulk(actor: Actor, slug: string, query: PlanQuery, today: CalendarDate): Promise<BulkView> {
  authorise(actor, 'change-plan', slug);
  const { authority, state, selected, selection, choices, problems } = await selectFromPlan(
    actor,
    slug,
    { ...query, asAt: undefined },
    today,
  );
  if (state === null) throw new NotFound(`No plan of ${slug}`);
  const open = selected.filter(({ status }) => isOpen(status));
  return { authority, plan: state.plan, open, selection, choices, owners: await ownersOf(slug, null), problems };
}

/** Gives several actions another owner or due date, with one reason and in one transaction. Throws as `viewBulk`. */
export async function changeMany(
  actor: Actor,
  slug: string,
  input: BulkInput,
  { at, today }: { readonly at: Moment; readonly today: CalendarDate },
): Promise<BulkOutcome> {
  authorise(actor, 'change-plan', slug);
  const { state } = await loadPlan(actor, slug, input.planId);
  if (state === null) throw new NotFound(`No plan ${input.planId} of ${slug}`);
  const by = historyActor(actor);
  const versions = new Map(input.chosen.map(({ id, version }) => [id, version]));
  const chosen = state.actions.filter(({ action }) => versions.has(action.id));
  const change = readBulk(input.form, await ownersOf(slug, null));
  const problems = [
    ...(chosen.length === 0 ? [{ field: 'actions', message: 'Choose at least one action' }] : []),
    ...(change.ok ? [] : change.problems),
  ];
  if (!change.ok || problems.length > 0) return { outcome: 'refused', problems, since: [] };
  const overtakenNow = async (references: readonly string[]): Promise<BulkOutcome> => ({
    outcome: 'refused',
    problems: [
      {
        field: 'actions',
        message: `Look at them again: ${references.length === 0 ? 'others were' : namedIn(references)} changed since this page was made`,
      },
    ],
    since: await changesOfPlan(actor, slug, input.planId, input.seen),
  });
  const newer = chosen.filter(({ action }) => action.version !== versions.get(action.id));
  if (newer.length > 0) return overtakenNow(newer.map(({ reference }) => reference));
  const changed = changeInBulk(chosen, change.value, { by, today });
  if (!changed.ok) return { outcome: 'refused', problems: changed.problems, since: [] };
  const { overtaken } = await savePlanChange(slug, { actions: changed.value }, { actor: by, reason: change.value.reason, at });
  if (overtaken !== null) return overtakenNow(chosen.flatMap(({ action, reference }) => (action.id === overtaken ? [reference] : [])));
  return { outcome: 'saved', count: changed.value.length };
}

function namedIn(references: readonly string[]): string {
  if (references.length > MOST_NAMED) return `${counted(references.length, 'of these actions', 'of these actions')} were`;
  return `${listInWords(references)} ${references.length === 1 ? 'was' : 'were'}`;
}
