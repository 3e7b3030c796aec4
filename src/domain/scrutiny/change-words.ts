import {
  findingOriginInWords,
  investmentInWords,
  stateOfEvidence,
  timesInWords,
  EVIDENCE_STATES,
  type ActionStanding,
} from '../improvement';
import { figureWithUnit, periodInWords, readingInWords } from '../indicators';
import { dateInWords, listInWords, momentDay, numberInWords, shortDateInWords, startWithCapital, type CalendarDate } from '../shared';
import { RESPONSES, responseTimeInWords } from './recommendation';
import { CHANGE_KIND_KEYS, CHANGE_KINDS, type Change, type ChangeKind, type ChangeOf } from './changes';

/** Kinds that a title names. */
const NAMED_KINDS = 2;

/** Changes of one kind under their heading, in the order of pages. */
export interface ChangeGroup {
  readonly kind: ChangeKind;
  /** `2 actions became overdue` */
  readonly heading: string;
  readonly changes: readonly Change[];
}

/** One change for people, without full stops. */
export interface ChangeWords {
  /** `1.2 Check partner attendance (30 Oct 2026)` */
  readonly text: string;
  /** Why, or what exactly: `Moved twice, from 31 March 2026: a return is missing`; null where the text says it all. */
  readonly detail: string | null;
  /** Where it is shown, as a path; null for what is gone. */
  readonly href: string | null;
}

/** Every change in exactly one group; kinds of which there is none are left out. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const byKind = Map.groupBy(changes, ({ kind }) => kind);
  return CHANGE_KIND_KEYS.flatMap((kind) => {
    const its = byKind.get(kind) ?? [];
    return its.length === 0 ? [] : [{ kind, heading: changesHeading(kind, its.length), changes: its }];
  });
}

export function changesHeading(kind: ChangeKind, count: number): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? CHANGE_KINDS[kind].one : CHANGE_KINDS[kind].many}`;
}

/** All changes in one sentence without its full stop, the first kinds named: "One action finished, two actions became overdue and 12 other things changed since 8 September 2026". */
export function changesInWords(groups: readonly ChangeGroup[], since: CalendarDate): string {
  if (groups.length === 0) return `Nothing has changed since ${dateInWords(since)}`;
  const named = groups.slice(0, NAMED_KINDS).map(({ kind, changes }) => {
    const { one, many } = CHANGE_KINDS[kind];
    return `${numberInWords(changes.length)} ${changes.length === 1 ? one : many}`;
  });
  const others = groups.slice(NAMED_KINDS).reduce((sum, { changes }) => sum + changes.length, 0);
  const all = others === 0 ? named : [...named, `${numberInWords(others)} other ${others === 1 ? 'thing' : 'things'} changed`];
  return `${startWithCapital(listInWords(all))} since ${dateInWords(since)}`;
}

/** `isShort` where a table beside it names the actions: there evidence and dates are told with the action's number alone. */
export function changeWords(slug: string, change: Change, isShort = false): ChangeWords {
  const words = wordsOf(slug, change, isShort);
  return change.after === null ? { ...words, href: null } : words;
}

function wordsOf(slug: string, change: Change, isShort: boolean): ChangeWords {
  switch (change.type) {
    case 'finding': {
      const { finding } = recordOf(change);
      return { text: `${finding.title} (${findingOriginInWords(finding)})`, detail: null, href: `/${slug}/findings/${finding.id}` };
    }
    case 'action':
      return { ...actionWords(change, isShort), href: actionAddress(slug, recordOf(change).standing) };
    case 'evidence': {
      const { evidence, of } = recordOf(change);
      const state = evidence.check?.why ?? (stateOfEvidence(evidence) === 'unchecked' ? EVIDENCE_STATES.unchecked : null);
      return {
        text: `“${evidence.title}”, for ${isShort ? of.reference : named(of)}`,
        detail: change.kind === 'evidence-added' ? (evidence.given?.shows ?? null) : state,
        href: `${actionAddress(slug, of)}/evidence/${evidence.id}`,
      };
    }
    case 'reading':
      return readingWords(slug, change);
    case 'recommendation': {
      const { recommendation, meeting } = recordOf(change);
      return {
        text: recommendation.wording,
        detail: recommendationDetail(change),
        href: `/${slug}/scrutiny/${meeting}`,
      };
    }
    case 'target': {
      const { target, indicator } = recordOf(change);
      const value = indicator === null ? target.value : figureWithUnit(target.value, indicator);
      return {
        text: `${indicator?.name ?? target.indicator}: ${value} by ${dateInWords(target.by)}`,
        detail: null,
        href: `/${slug}/indicators/${target.indicator}`,
      };
    }
    case 'investment': {
      const { investment } = recordOf(change);
      return {
        text: `${investment.title}: ${investmentInWords(investment)}`,
        detail: null,
        href: `/${slug}/money`,
      };
    }
    case 'objective': {
      const { objective } = recordOf(change);
      return { text: `${objective.number} ${objective.title}`, detail: null, href: `/${slug}/plan/objectives/${objective.id}` };
    }
    case 'plan': {
      const { plan } = recordOf(change);
      return { text: plan.title, detail: null, href: `/${slug}/plan?plan=${plan.id}` };
    }
  }
}

/** The dates that matter to the kind stand in the text, reasons beside it. */
function actionWords(change: ChangeOf<'action'>, isShort: boolean): Pick<ChangeWords, 'text' | 'detail'> {
  const { standing } = recordOf(change);
  const { action, lastUpdate } = standing;
  const name = named(standing);
  switch (change.kind) {
    case 'action-done':
      return { text: action.closed === null ? name : `${name} (${shortDateInWords(action.closed.on)})`, detail: null };
    case 'action-overdue':
      return { text: `${name} (${shortDateInWords(action.dueOn)})`, detail: null };
    case 'date-moved': {
      const from = change.before?.standing.action.dueOn ?? action.dueOn;
      const moves = action.moves.length;
      return {
        text: `${isShort ? standing.reference : name} (${shortDateInWords(from)} to ${shortDateInWords(action.dueOn)})`,
        detail: moves === 0 ? null : `Moved ${timesInWords(moves)} in all; ${action.moves.at(-1)?.reason ?? ''}`,
      };
    }
    case 'action-reported-finished':
      return {
        text: lastUpdate === null ? name : `${name} (reported finished ${shortDateInWords(momentDay(lastUpdate.at))}, not yet checked)`,
        detail: lastUpdate?.done ?? null,
      };
    case 'action-reported':
      return { text: name, detail: lastUpdate?.done ?? null };
    case 'action-stopped':
      return { text: name, detail: action.stopped?.reason ?? null };
    case 'owner-changed':
      return { text: `${name}: ${action.owner.title ?? action.owner.partner ?? 'nobody'} now`, detail: null };
    default:
      return { text: name, detail: null };
  }
}

function readingWords(slug: string, change: ChangeOf<'reading'>): ChangeWords {
  const { reading, indicator, isJoint } = recordOf(change);
  const figure = `${readingInWords(reading, indicator)} (${periodInWords(reading.period)}${isJoint ? ', of councils together' : ''})`;
  return {
    text: `${indicator.name}: ${figure}`,
    detail: change.before === null || change.after === null ? null : `It was ${readingInWords(change.before.reading, indicator)} before`,
    href: `/${slug}/indicators/${indicator.key}`,
  };
}

function recommendationDetail(change: ChangeOf<'recommendation'>): string | null {
  const { recommendation } = recordOf(change);
  const { response, implemented } = recommendation;
  switch (change.kind) {
    case 'recommendation-answered':
      return response && `${RESPONSES[response.answer].words}${response.reason === null ? '' : `: ${response.reason}`}`;
    case 'recommendation-late':
      return responseTimeInWords(recommendation, change.until);
    case 'recommendation-implemented':
      return implemented?.evidence ?? null;
    default:
      return null;
  }
}

/** As it is, or was before it went. */
function recordOf<Record>({ before, after }: { readonly before: Record | null; readonly after: Record | null }): Record {
  const record = after ?? before;
  if (record === null) throw new Error('A change is of something');
  return record;
}

function named({ reference, action }: ActionStanding): string {
  return `${reference} ${action.title}`;
}

function actionAddress(slug: string, { action }: ActionStanding): string {
  return `/${slug}/plan/actions/${action.id}`;
}
