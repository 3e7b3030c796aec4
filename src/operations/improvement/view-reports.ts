import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  attentionIn,
  boardPaper,
  boardReport,
  exceptionsIn,
  isExceptionKind,
  risksIn,
  unansweredIn,
  withStatuses,
  type ActionException,
  type Attention,
  type BoardReport,
  type BoardRisk,
  type ExceptionKind,
  type FindingChain,
  type Plan,
  type PlanClock,
  type StandingWithStatus,
} from '@/domain/improvement';
import { calendarDateSchema, isBefore, NotFound, type CalendarDate, type Problem } from '@/domain/shared';
import { PAPER_TYPES, paperWord } from '@/documents/paper';
import { readEnvironment } from '@/platform/environment';
import { loadPlan } from './load';
import { clocksOf } from './view';

/** On the overview. */
const MOST_ATTENTION = 5;

/** Actions and findings that somebody should hear of without asking. */
export interface ExceptionsView {
  readonly authority: Authority;
  /** Null while the council has no plan. */
  readonly plan: Plan | null;
  /** All of them, worst first. */
  readonly exceptions: readonly ActionException[];
  /** Of one kind only; null for all. */
  readonly kind: ExceptionKind | null;
  readonly unanswered: readonly FindingChain[];
  readonly problems: readonly Problem[];
}

/** What an improvement board is told. */
export interface BoardView {
  readonly authority: Authority;
  readonly plan: Plan | null;
  readonly standings: readonly StandingWithStatus[];
  readonly since: CalendarDate;
  readonly report: BoardReport;
  readonly risks: readonly BoardRisk[];
  readonly day: CalendarDate;
  readonly problems: readonly Problem[];
}

/** The plan in a few lines, for the overview. */
export interface PlanGlance {
  readonly plan: Plan;
  readonly standings: readonly StandingWithStatus[];
  readonly attention: readonly Attention[];
  readonly clocks: readonly PlanClock[];
}

/** Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function viewExceptions(
  actor: Actor,
  slug: string,
  query: { readonly plan?: string | undefined; readonly kind?: string | undefined },
  today: CalendarDate,
): Promise<ExceptionsView> {
  const { authority, state } = await loadPlan(actor, slug, query.plan || null);
  const kind = query.kind ?? '';
  const known = isExceptionKind(kind) ? kind : null;
  return {
    authority,
    plan: state?.plan ?? null,
    exceptions: state === null ? [] : exceptionsIn(withStatuses(state.actions, today), today),
    kind: known,
    unanswered: state === null ? [] : unansweredIn(state),
    problems: kind === '' || known !== null ? [] : [{ message: 'Choose one of the kinds below' }],
  };
}

/** Since a day chosen, or the last three months. Throws `Forbidden`, and `NotFound` for an unknown council or plan. */
export async function viewBoardReport(
  actor: Actor,
  slug: string,
  query: { readonly plan?: string | undefined; readonly since?: string | undefined },
  today: CalendarDate,
): Promise<BoardView> {
  const { authority, state } = await loadPlan(actor, slug, query.plan || null);
  const { since, problems } = readSince(query.since ?? '', today);
  const standings = state === null ? [] : withStatuses(state.actions, today);
  const report = boardReport(standings, state === null ? [] : unansweredIn(state), since);
  return { authority, plan: state?.plan ?? null, standings, since, report, risks: risksIn(standings, today), day: today, problems };
}

/** The same for the board's papers, as a Word document. Throws as `viewBoardReport`, and `NotFound` where there is no plan. */
export async function boardFile(
  actor: Actor,
  slug: string,
  query: { readonly plan?: string | undefined; readonly since?: string | undefined },
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly type: string; readonly body: Uint8Array<ArrayBuffer> }> {
  const view = await viewBoardReport(actor, slug, query, today);
  if (view.plan === null) throw new NotFound(`No plan of ${slug}`);
  const body = await paperWord(boardPaper(view), { base: readEnvironment().PUBLIC_URL });
  return { fileName: `${slug}-board-${today.toString()}.docx`, type: PAPER_TYPES.docx, body };
}

/** Null for whoever may not read the plan, and where there is none. */
export async function glanceAtPlan(actor: Actor, slug: string, today: CalendarDate): Promise<PlanGlance | null> {
  if (!isAllowed(actor, 'read-plan', slug)) return null;
  const { state } = await loadPlan(actor, slug, null);
  if (state === null) return null;
  const standings = withStatuses(state.actions, today);
  return {
    plan: state.plan,
    standings,
    attention: attentionIn(standings, unansweredIn(state), today, MOST_ATTENTION),
    clocks: await clocksOf(state, today),
  };
}

function readSince(text: string, today: CalendarDate): { readonly since: CalendarDate; readonly problems: readonly Problem[] } {
  const usual = today.subtract({ months: 3 });
  if (text === '') return { since: usual, problems: [] };
  const parsed = calendarDateSchema.safeParse(text);
  if (!parsed.success) return { since: usual, problems: parsed.error.issues.map(({ message }) => ({ field: 'since', message })) };
  if (isBefore(today, parsed.data)) return { since: usual, problems: [{ field: 'since', message: 'Choose a day up to today' }] };
  return { since: parsed.data, problems: [] };
}
