import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  countFindings,
  FINDING_STATES,
  linkFindings,
  readFindingFilter,
  selectFindings,
  type CountedFinding,
  type Finding,
  type FindingFilter,
  type FindingState,
} from '@/domain/findings';
import { statusOf, type DerivedStatus } from '@/domain/improvement';
import { NotFound, type CalendarDate } from '@/domain/shared';
import { listFindings } from '@/database/findings';
import { listAnswers, type AnsweringAction } from '@/database/improvement';
import { authorise } from './access';
import { councilOf } from './authorities';

/** An action that answers a finding, with its status today. */
export type Answer = AnsweringAction & DerivedStatus;

/** A finding with those it is joined to, and with the actions that answer it. */
export interface ShownFinding extends CountedFinding {
  /** Null where the reader may not read the plan. */
  readonly answers: readonly Answer[] | null;
}

/** All findings of a council, or those that are asked for. */
export interface FindingsView {
  readonly authority: Authority;
  readonly findings: readonly ShownFinding[];
  readonly filter: FindingFilter;
  readonly total: number;
  readonly counts: Readonly<Record<FindingState, number>>;
  /** What this reader may ask for. */
  readonly states: readonly FindingState[];
  /** Ids of the events that have findings, latest first. */
  readonly events: readonly string[];
}

export interface FindingView {
  readonly authority: Authority;
  readonly shown: ShownFinding;
  /** The earlier findings it repeats and the later ones that repeat it, each with its own actions. */
  readonly repeats: readonly ShownFinding[];
  readonly repeatedBy: readonly ShownFinding[];
}

/** The published findings of a council; with the actions that answer them for who may read the plan. Throws `NotFound` for an unknown council. */
export async function viewFindings(
  actor: Actor,
  slug: string,
  asked: Readonly<Record<keyof FindingFilter, string>>,
  today: CalendarDate,
): Promise<FindingsView> {
  authorise(actor, 'read-published');
  const authority = await councilOf(slug);
  const all = await shownFindings(actor, slug, today);
  const events = [...new Set(all.map(({ finding }) => finding.inspection))];
  const filter = readFindingFilter(asked, events);
  const readsPlan = isAllowed(actor, 'read-plan', slug);
  return {
    authority,
    findings: selectFindings(all, filter),
    filter,
    total: all.length,
    counts: countFindings(all),
    states: STATES.filter((state) => readsPlan || !FINDING_STATES[state].needsPlan),
    events,
  };
}

/** One finding. Throws `NotFound`. */
export async function viewFinding(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<FindingView> {
  authorise(actor, 'read-published');
  const authority = await councilOf(slug);
  const all = await shownFindings(actor, slug, today);
  const shown = all.find(({ finding }) => finding.id === id);
  if (shown === undefined) throw new NotFound(`No finding ${id} of ${slug}`);
  const ofThese = (findings: readonly Finding[]) => findings.flatMap(({ id }) => all.find(({ finding }) => finding.id === id) ?? []);
  return { authority, shown, repeats: ofThese(shown.repeats), repeatedBy: ofThese(shown.repeatedBy) };
}

/** The findings of one event, as the report says them. */
export async function viewFindingsOfEvent(
  actor: Actor,
  slug: string,
  event: string,
  today: CalendarDate,
): Promise<readonly ShownFinding[]> {
  authorise(actor, 'read-published');
  if (!isSlug(slug)) return [];
  return (await shownFindings(actor, slug, today)).filter(({ finding }) => finding.inspection === event);
}

const STATES = ['answered', 'unanswered', 'repeated'] as const satisfies readonly FindingState[];

/** A council has at most some hundred findings, which are joined to one another: all are read, and chosen from. */
async function shownFindings(actor: Actor, slug: string, today: CalendarDate): Promise<readonly ShownFinding[]> {
  const findings = await listFindings(slug);
  const readsPlan = isAllowed(actor, 'read-plan', slug);
  const ids = findings.map(({ id }) => id);
  const answers = readsPlan && ids.length > 0 ? await listAnswers(slug, ids) : [];
  return linkFindings(findings).map((linked) => {
    const own = answers.filter(({ action }) => action.findings.includes(linked.finding.id));
    const joined = [linked.finding, ...linked.repeats, ...linked.repeatedBy].map(({ id }) => id);
    // What answers a finding answers those of the same matter; one that was stopped answers nothing any more.
    const running = answers.filter(({ action }) => action.stopped === null && action.findings.some((id) => joined.includes(id)));
    return {
      ...linked,
      actions: readsPlan ? running.length : null,
      answers: readsPlan ? own.map((answer) => ({ ...answer, ...statusOf(answer, today) })) : null,
    };
  });
}
