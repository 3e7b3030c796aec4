import { findingVersion, type Finding } from '../findings';
import {
  actionVersion,
  evidenceVersion,
  investmentVersion,
  isReportedFinished,
  objectiveVersion,
  planVersion,
  statusOf,
  type ActionStanding,
  type Evidence,
  type Investment,
  type Objective,
  type Plan,
} from '../improvement';
import { geographyKind, periodKey, type Indicator, type StatedReading, type Target } from '../indicators';
import type { CalendarDate } from '../shared';
import { recommendationVersion } from './recommendation';
import { isUnanswered, settledFindings, type CouncilState, type RecommendationMade } from './state';

/** What became of something between two moments. Which kind a difference is of follows from the fields that differ: see `SUBJECTS`. */
export type ChangeKind = keyof typeof CHANGE_KINDS;

/** The kinds in the order in which pages list them: what members ask about first. Words of a count: `2 actions became overdue`. */
export const CHANGE_KINDS = {
  'finding-new': { one: 'finding is new', many: 'findings are new' },
  'finding-repeated': { one: 'finding repeats an earlier one', many: 'findings repeat earlier ones' },
  'finding-closed': { one: 'finding has all its actions done', many: 'findings have all their actions done' },
  'finding-open-again': { one: 'finding is open again', many: 'findings are open again' },
  'finding-removed': { one: 'finding was removed', many: 'findings were removed' },
  'finding-changed': { one: 'finding was worded differently', many: 'findings were worded differently' },
  'action-done': { one: 'action finished', many: 'actions finished' },
  'action-overdue': { one: 'action became overdue', many: 'actions became overdue' },
  'date-moved': { one: 'due date moved', many: 'due dates moved' },
  'action-reported-finished': { one: 'action awaits evidence', many: 'actions await evidence' },
  'evidence-added': { one: 'piece of evidence was added', many: 'pieces of evidence were added' },
  'evidence-accepted': { one: 'piece of evidence was accepted', many: 'pieces of evidence were accepted' },
  'evidence-returned': { one: 'piece of evidence was returned', many: 'pieces of evidence were returned' },
  'reading-new': { one: 'figure is new', many: 'figures are new' },
  'reading-corrected': { one: 'figure was corrected', many: 'figures were corrected' },
  'recommendation-made': { one: 'recommendation was made', many: 'recommendations were made' },
  'recommendation-answered': { one: 'recommendation was answered', many: 'recommendations were answered' },
  'recommendation-late': { one: 'recommendation became late for an answer', many: 'recommendations became late for an answer' },
  'recommendation-implemented': { one: 'recommendation was carried out', many: 'recommendations were carried out' },
  'action-new': { one: 'action is new', many: 'actions are new' },
  'action-stopped': { one: 'action was stopped', many: 'actions were stopped' },
  'action-taken-up': { one: 'action was taken up again', many: 'actions were taken up again' },
  'action-reopened': { one: 'action was reopened', many: 'actions were reopened' },
  'action-removed': { one: 'action was removed', many: 'actions were removed' },
  'owner-changed': { one: 'action has another owner', many: 'actions have other owners' },
  'target-set': { one: 'target was set', many: 'targets were set' },
  'target-changed': { one: 'target was changed', many: 'targets were changed' },
  'target-removed': { one: 'target was removed', many: 'targets were removed' },
  'money-new': { one: 'sum of money is new', many: 'sums of money are new' },
  'money-changed': { one: 'sum of money was recorded differently', many: 'sums of money were recorded differently' },
  'money-removed': { one: 'sum of money was removed', many: 'sums of money were removed' },
  'action-reported': { one: 'action was reported on', many: 'actions were reported on' },
  'evidence-expected': { one: 'piece of evidence is expected besides', many: 'pieces of evidence are expected besides' },
  'evidence-changed': { one: 'piece of evidence was described differently', many: 'pieces of evidence were described differently' },
  'evidence-removed': { one: 'piece of evidence was removed', many: 'pieces of evidence were removed' },
  'action-changed': { one: 'action was worded differently', many: 'actions were worded differently' },
  'objective-new': { one: 'objective is new', many: 'objectives are new' },
  'objective-changed': { one: 'objective was worded differently', many: 'objectives were worded differently' },
  'objective-removed': { one: 'objective was removed', many: 'objectives were removed' },
  'plan-new': { one: 'plan is new', many: 'plans are new' },
  'plan-ended': { one: 'plan ended', many: 'plans ended' },
  'plan-changed': { one: 'plan was changed', many: 'plans were changed' },
  'plan-removed': { one: 'plan was removed', many: 'plans were removed' },
  'recommendation-changed': { one: 'recommendation was recorded differently', many: 'recommendations were recorded differently' },
  'recommendation-removed': { one: 'recommendation was removed', many: 'recommendations were removed' },
  'reading-removed': { one: 'figure was withdrawn', many: 'figures were withdrawn' },
} as const;

export const CHANGE_KIND_KEYS = Object.keys(CHANGE_KINDS).filter(isChangeKind);

function isChangeKind(text: string): text is ChangeKind {
  return Object.hasOwn(CHANGE_KINDS, text);
}

/**
 * Everything that differs between two states of a council, by kind and then in the order of the later state. A record that came or went is one change. Of one that is in
 * both, every field that differs belongs to exactly one change, and no change is without such a field: nothing twice, nothing missing, nothing else. What came and is
 * already done, overdue or answered is told as that.
 */
export function changesBetween(before: CouncilState, after: CouncilState): readonly Change[] {
  const found = [
    ...compare('finding', findingsOf(before), findingsOf(after), before, after),
    ...compare('action', actionsOf(before), actionsOf(after), before, after),
    ...compare('evidence', evidenceOf(before), evidenceOf(after), before, after),
    ...compare('reading', readingsOf(before), readingsOf(after), before, after),
    ...compare('recommendation', recommendationsOf(before), recommendationsOf(after), before, after),
    ...compare('target', targetsOf(before), targetsOf(after), before, after),
    ...compare('investment', investmentsOf(before), investmentsOf(after), before, after),
    ...compare('objective', objectivesOf(before), objectivesOf(after), before, after),
    ...compare('plan', plansOf(before), plansOf(after), before, after),
  ];
  return found.toSorted((left, right) => CHANGE_KIND_KEYS.indexOf(left.kind) - CHANGE_KIND_KEYS.indexOf(right.kind));
}

/** A field's text in one order of keys, so that equal things are written alike. */
type Fields = Readonly<Record<string, string>>;

/**
 * How records of each type are compared: by which id, in which fields (all that a version of the record holds, and what follows from it and the day), and of which kind a
 * difference is. Of several fields of one kind one change is made.
 */
const SUBJECTS: { readonly [Type in SubjectType]: Subject<Type> } = {
  finding: {
    id: ({ finding }) => finding.id,
    fields: ({ finding, isSettled }) => ({ ...fieldsIn(findingVersion(finding)), settled: String(isSettled) }),
    came: ({ finding }) => (finding.repeats === null ? 'finding-new' : 'finding-repeated'),
    went: 'finding-removed',
    differs: (field, _, { finding, isSettled }) => {
      if (field === 'settled') return isSettled ? 'finding-closed' : 'finding-open-again';
      return field === 'repeats' && finding.repeats !== null ? 'finding-repeated' : 'finding-changed';
    },
  },
  action: {
    id: ({ standing }) => standing.action.id,
    fields: ({ standing, isOverdue }) => ({
      ...fieldsIn(actionVersion(standing.action)),
      lastUpdate: standing.lastUpdate?.id ?? '',
      overdue: String(isOverdue),
    }),
    came: ({ standing, isOverdue }) => (standing.action.closed !== null ? 'action-done' : isOverdue ? 'action-overdue' : 'action-new'),
    went: 'action-removed',
    differs: kindOfActionChange,
  },
  evidence: {
    id: ({ evidence }) => evidence.id,
    fields: ({ evidence }) => fieldsIn(evidenceVersion(evidence)),
    came: ({ evidence }) => (evidence.given === null ? 'evidence-expected' : 'evidence-added'),
    went: 'evidence-removed',
    differs: (field, _, { evidence: { given, check } }) => {
      if (field === 'check' && check !== null) return check.verdict === 'accepted' ? 'evidence-accepted' : 'evidence-returned';
      // What is given again has lost its check.
      return (field === 'given' || field === 'check') && given !== null ? 'evidence-added' : 'evidence-changed';
    },
  },
  reading: {
    id: ({ reading }) => `${reading.indicator} ${reading.geography} ${periodKey(reading.period)}`,
    fields: ({ reading: { value, marker, base } }) => fieldsIn({ value, marker, base }),
    came: () => 'reading-new',
    went: 'reading-removed',
    differs: () => 'reading-corrected',
  },
  recommendation: {
    id: ({ recommendation }) => recommendation.id,
    fields: ({ recommendation, isLate }) => ({ ...fieldsIn(recommendationVersion(recommendation)), late: String(isLate) }),
    came: ({ recommendation, isLate }) => {
      if (recommendation.response !== null) return 'recommendation-answered';
      return isLate ? 'recommendation-late' : 'recommendation-made';
    },
    went: 'recommendation-removed',
    differs: (field, before, after) => {
      const { response, implemented } = after.recommendation;
      if (response !== null && (field === 'response' || (field === 'late' && before.recommendation.response === null))) {
        return 'recommendation-answered';
      }
      if (field === 'late' && after.isLate) return 'recommendation-late';
      return field === 'implemented' && implemented !== null ? 'recommendation-implemented' : 'recommendation-changed';
    },
  },
  target: {
    id: ({ target }) => target.id,
    fields: ({ target: { indicator, value, by } }) => fieldsIn({ indicator, value, by: by.toString() }),
    came: () => 'target-set',
    went: 'target-removed',
    differs: () => 'target-changed',
  },
  investment: {
    id: ({ investment }) => investment.id,
    fields: ({ investment }) => fieldsIn(investmentVersion(investment)),
    came: () => 'money-new',
    went: 'money-removed',
    differs: () => 'money-changed',
  },
  objective: {
    id: ({ objective }) => objective.id,
    fields: ({ objective }) => fieldsIn(objectiveVersion(objective)),
    came: () => 'objective-new',
    went: 'objective-removed',
    differs: () => 'objective-changed',
  },
  plan: {
    id: ({ plan }) => plan.id,
    fields: ({ plan }) => fieldsIn(planVersion(plan)),
    came: () => 'plan-new',
    went: 'plan-removed',
    differs: (field, _, { plan }) => (field === 'endedOn' && plan.endedOn !== null ? 'plan-ended' : 'plan-changed'),
  },
};

function compare<Type extends SubjectType>(
  type: Type,
  earlier: readonly SubjectOf[Type][],
  later: readonly SubjectOf[Type][],
  before: CouncilState,
  after: CouncilState,
): readonly ChangeOf<Type>[] {
  const subject: Subject<Type> = SUBJECTS[type];
  const known = new Map(earlier.map((record) => [subject.id(record), record]));
  const kept = new Set(later.map(subject.id));
  const of = { since: before.day, until: after.day, type };
  return [
    ...later.flatMap((record): readonly ChangeOf<Type>[] => {
      const id = subject.id(record);
      const previous = known.get(id);
      if (previous === undefined) return [{ ...of, id, kind: subject.came(record), fields: [], before: null, after: record }];
      const [old, now] = [subject.fields(previous), subject.fields(record)];
      const differing = Object.keys(now).filter((field) => now[field] !== old[field]);
      const byKind = Map.groupBy(differing, (field) => subject.differs(field, previous, record));
      return [...byKind].map(([kind, fields]) => ({ ...of, id, kind, fields, before: previous, after: record }));
    }),
    ...earlier
      .filter((record) => !kept.has(subject.id(record)))
      .map((record): ChangeOf<Type> => ({ ...of, id: subject.id(record), kind: subject.went, fields: [], before: record, after: null })),
  ];
}

/** What stops being overdue does so because it was done, stopped, reported finished or put back: it belongs to that. */
function kindOfActionChange(field: string, before: ActionSubject, after: ActionSubject): ChangeKind {
  const { action } = after.standing;
  const isNowDone = action.closed !== null && before.standing.action.closed === null;
  const isNowStopped = action.stopped !== null && before.standing.action.stopped === null;
  const isNowReported = isReportedFinished(after.standing) && !isReportedFinished(before.standing);
  switch (field) {
    case 'closed':
    case 'reopenedAt':
      return action.closed === null ? 'action-reopened' : 'action-done';
    case 'stopped':
      return action.stopped === null ? 'action-taken-up' : 'action-stopped';
    case 'dueOn':
    case 'moves':
      return 'date-moved';
    case 'lastUpdate':
    case 'steps':
      if (isNowDone) return 'action-done';
      return isNowReported ? 'action-reported-finished' : 'action-reported';
    case 'overdue':
      if (after.isOverdue) return 'action-overdue';
      if (isNowDone) return 'action-done';
      if (isNowStopped) return 'action-stopped';
      return isNowReported ? 'action-reported-finished' : 'date-moved';
    case 'owner':
      return 'owner-changed';
    default:
      return 'action-changed';
  }
}

function findingsOf(state: CouncilState): readonly SubjectOf['finding'][] {
  const settled = settledFindings(state);
  return state.findings.map((finding) => ({ finding, isSettled: settled.has(finding.id) }));
}

function actionsOf({ plans, day }: CouncilState): readonly SubjectOf['action'][] {
  return plans.flatMap(({ actions }) => actions.map((standing) => ({ standing, isOverdue: statusOf(standing, day).status === 'overdue' })));
}

function evidenceOf({ plans }: CouncilState): readonly SubjectOf['evidence'][] {
  return plans.flatMap(({ actions }) => actions.flatMap((standing) => standing.evidence.map((evidence) => ({ evidence, of: standing }))));
}

function readingsOf({ readings, indicators }: CouncilState): readonly SubjectOf['reading'][] {
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  return readings.flatMap((reading) => {
    const indicator = byKey.get(reading.indicator);
    return indicator === undefined ? [] : [{ reading, indicator, isJoint: geographyKind(reading.geography) === 'joint' }];
  });
}

function recommendationsOf({ recommendations, day }: CouncilState): readonly SubjectOf['recommendation'][] {
  return recommendations.map((made) => ({ ...made, isLate: isUnanswered(made.recommendation, day) }));
}

function targetsOf({ targets, indicators }: CouncilState): readonly SubjectOf['target'][] {
  const byKey = new Map(indicators.map((indicator) => [indicator.key, indicator]));
  return targets.map((target) => ({ target, indicator: byKey.get(target.indicator) ?? null }));
}

function investmentsOf({ investments }: CouncilState): readonly SubjectOf['investment'][] {
  return investments.map((investment) => ({ investment }));
}

function objectivesOf({ plans }: CouncilState): readonly SubjectOf['objective'][] {
  return plans.flatMap(({ objectives }) => objectives.map((objective) => ({ objective })));
}

function plansOf({ plans }: CouncilState): readonly SubjectOf['plan'][] {
  return plans.map(({ plan }) => ({ plan }));
}

/** What a version holds, field by field; versions write their parts in an order of their own. */
function fieldsIn(version: object): Fields {
  return Object.fromEntries(Object.entries(version).map(([field, value]: [string, unknown]) => [field, JSON.stringify(value)]));
}

export type SubjectType = keyof SubjectOf;

/** What a change can be of, as it was or is. */
export interface SubjectOf {
  readonly finding: { readonly finding: Finding; readonly isSettled: boolean };
  readonly action: ActionSubject;
  readonly evidence: { readonly evidence: Evidence; readonly of: ActionStanding };
  readonly reading: { readonly reading: StatedReading; readonly indicator: Indicator; readonly isJoint: boolean };
  readonly recommendation: RecommendationMade & { readonly isLate: boolean };
  readonly target: { readonly target: Target; readonly indicator: Indicator | null };
  readonly investment: { readonly investment: Investment };
  readonly objective: { readonly objective: Objective };
  readonly plan: { readonly plan: Plan };
}

export interface ActionSubject {
  readonly standing: ActionStanding;
  readonly isOverdue: boolean;
}

export interface ChangeOf<Type extends SubjectType> {
  readonly type: Type;
  readonly id: string;
  readonly kind: ChangeKind;
  /** The fields that differ; none for a record that came or went. */
  readonly fields: readonly string[];
  /** Null for one that was not there. */
  readonly before: SubjectOf[Type] | null;
  /** Null for one that is gone. */
  readonly after: SubjectOf[Type] | null;
  readonly since: CalendarDate;
  readonly until: CalendarDate;
}

export type Change = { readonly [Type in SubjectType]: ChangeOf<Type> }[SubjectType];

interface Subject<Type extends SubjectType> {
  readonly id: (record: SubjectOf[Type]) => string;
  readonly fields: (record: SubjectOf[Type]) => Fields;
  readonly came: (record: SubjectOf[Type]) => ChangeKind;
  readonly went: ChangeKind;
  readonly differs: (field: string, before: SubjectOf[Type], after: SubjectOf[Type]) => ChangeKind;
}
