import { describe, expect, test } from 'vitest';

import { assemblePlan, type Action, type Evidence, type ProgressUpdate } from '@/domain/improvement';
import { neighbourPeriods, standingOf, type Indicator } from '@/domain/indicators';
import {
  ENQUIRY_RULES,
  linesOfEnquiry,
  type CouncilState,
  type EnquiryFacts,
  type EnquiryFigure,
  type ProposedLine,
  type Recommendation,
  type RuleKey,
} from '@/domain/scrutiny';
import { calendarDate, moment } from '@/domain/shared';

import { anIndicator, readingsFrom } from '../support/indicators';
import { anInspection } from '../support/inspections';
import { aFinding, aMove, anAction, anInvestment, anObjective, anUpdate, aPlan, given, checked, someEvidence } from '../support/plans';
import { aRecommendationMade } from '../support/scrutiny';

const DAY = calendarDate('2026-11-20');
const ACCEPTED = { given: given('one'), check: checked('two') } as const;

/** Every rule with a case in which it speaks and the nearest in which it must not. */
const CASES: Readonly<Record<RuleKey, { readonly fires: EnquiryFacts; readonly says: RegExp; readonly neighbour: EnquiryFacts }>> = {
  'area-without-action': {
    fires: facts({ latest: inspected('requires-improvement'), actions: [{ area: 'in-care' }] }),
    says: /help and protection was “requires improvement to be good” in September 2023, and no action/,
    neighbour: facts({ latest: inspected('requires-improvement'), actions: [{ area: 'help-and-protection' }] }),
  },
  'repeated-finding': {
    fires: facts({ findings: ['2018', '2023'], actions: [{ findings: ['2023'] }] }),
    says: /raised this in October 2018 and September 2023: “Partners should do more”\. Action 1\.1 is not done yet/,
    neighbour: facts({ findings: ['2018', '2023'], actions: [{ findings: ['2023'], closed: { on: DAY, by: 'two' } }], evidence: ACCEPTED }),
  },
  overdue: {
    fires: facts({ actions: [{ dueOn: calendarDate('2026-10-30') }] }),
    says: /was due on 30 October 2026 and is 21 days late\. Safeguarding Partnership Manager answers for it/,
    neighbour: facts({ actions: [{ dueOn: DAY }] }),
  },
  'getting-worse': {
    fires: facts({ own: ['15.4', '22.4', '25.5'] }),
    says: /Repeat referrals: 15\.4% \(2023\), 22\.4% \(2024\) and 25\.5% \(2025\)\. It got worse twice running/,
    neighbour: facts({ own: ['26', '22.4', '25.5'] }),
  },
  'unanswered-recommendation': {
    fires: facts({ recommendation: { givenOn: calendarDate('2026-09-19') } }),
    says: /had until 19 November 2026 to answer and has not/,
    neighbour: facts({ recommendation: { givenOn: calendarDate('2026-09-20') } }),
  },
  'moved-twice': {
    fires: facts({
      actions: [{ moves: [aMove('2026-03-31', '2026-06-30', '2026-03-30'), aMove('2026-06-30', '2026-12-18', '2026-06-29')] }],
    }),
    says: /was moved twice, from 31 March 2026 to 18 December 2026\. Reason given last: A return is missing\./,
    neighbour: facts({ actions: [{ moves: [aMove('2026-03-31', '2026-12-18', '2026-03-30')] }] }),
  },
  'away-from-neighbours': {
    fires: facts({ own: ['19', '18', '25.5'], beside: ['17', '17', '17'] }),
    says: /25\.5% here and 17\.0% there in 2025, 18\.0% here and 17\.0% there in 2024/,
    neighbour: facts({ own: ['19', '26.5', '25.5'], beside: ['17', '17', '17'] }),
  },
  'weak-evidence': {
    fires: facts({
      actions: [{ closed: { on: calendarDate('2026-10-14'), by: 'two' } }],
      evidence: { given: { ...given('one'), link: null }, check: checked('two') },
    }),
    says: /was closed on 14 October 2026\. Evidence was accepted, and it is not recorded where anybody could look it up/,
    neighbour: facts({ actions: [{ closed: { on: calendarDate('2026-10-14'), by: 'two' } }], evidence: ACCEPTED }),
  },
  'own-grade-above': {
    fires: facts({ latest: inspected('requires-improvement'), actions: [{}], ownGrade: 'good' }),
    says: /self-evaluation of 2026 Barnsley calls help and protection “good”. Inspectors said “requires improvement to be good” in September 2023/,
    neighbour: facts({ latest: inspected('requires-improvement'), actions: [{}], ownGrade: 'requires-improvement' }),
  },
  'money-without-measure': {
    fires: facts({ actions: [{ measure: null }], money: true }),
    says: /£6\.5m once.*considered by the cabinet in November 2022\. Nothing is recorded that would show whether it worked/,
    neighbour: facts({ actions: [{ measure: 'Attendance' }], money: true }),
  },
  'no-owner': {
    fires: facts({ actions: [{ owner: { personId: null, title: null, partner: null } }] }),
    says: /Nobody answers for action 1\.1/,
    neighbour: facts({ actions: [{ owner: { personId: null, title: null, partner: 'South Yorkshire Police' } }] }),
  },
  silent: {
    fires: facts({ actions: [{}], update: { at: moment('2026-10-15T10:00:00.000Z') } }),
    says: /has not been reported on for 36 days/,
    neighbour: facts({ actions: [{}], update: { at: moment('2026-10-16T10:00:00.000Z') } }),
  },
  unchecked: {
    fires: facts({ actions: [{}], update: { finished: true } }),
    says: /One action is reported finished and not yet checked and closed: 1\.1 Check partner attendance/,
    neighbour: facts({ actions: [{ closed: { on: DAY, by: 'two' } }], update: { finished: true }, evidence: ACCEPTED }),
  },
  'no-childs-voice': {
    fires: facts({ actions: [{}], evidence: { given: given('one'), kind: 'audit' } }),
    says: /1 piece of evidence is given for objective 1, “Partners do more”, and none is feedback from children and families/,
    neighbour: facts({ actions: [{}], evidence: { given: given('one'), kind: 'feedback' } }),
  },
  'old-figure': {
    fires: facts({ own: ['20', '20', '20'] }),
    says: /One figure is more than two quarters old\. The oldest: repeat referrals, 20\.0% to March 2025, 19 months ago/,
    neighbour: facts({ own: ['20', '20', '20'], day: '2025-09-30' }),
  },
};

describe.each(ENQUIRY_RULES)('$name', ({ key }) => {
  const { fires, says, neighbour } = CASES[key];

  test('gives a line where it is so, with a question and a link to the evidence', () => {
    const [line, ...more] = linesOf(key, fires);
    expect(more).toEqual([]);
    expect(line?.evidence).toMatch(says);
    expect(line?.question).toMatch(/\?$/);
    expect(line?.links[0]?.href).toMatch(/^\/barnsley\//);
    expect(line?.evidence).not.toMatch(/undefined|null|\.\.|, \(/);
  });

  test('gives none beside it', () => {
    expect(linesOf(key, neighbour)).toEqual([]);
  });
});

test('each rule gives its most pressing line before any gives a second', () => {
  const late = (day: string) => ({ dueOn: calendarDate(day) });
  const lines = linesOfEnquiry(
    facts({
      actions: [late('2026-11-01'), late('2026-10-01')],
      findings: ['2018', '2023'],
      recommendation: { givenOn: calendarDate('2026-09-01') },
    }),
  );
  expect(lines.map(({ rule }) => rule)).toEqual(['repeated-finding', 'overdue', 'unanswered-recommendation', 'overdue']);
  expect(lines[1]?.evidence).toContain('1 October 2026');
});

test('what several rules say of one action is one line, under the first of them', () => {
  const moves = [aMove('2026-03-31', '2026-06-30', '2026-03-30'), aMove('2026-06-30', '2026-10-30', '2026-06-29')];
  const lines = linesOfEnquiry(facts({ actions: [{ dueOn: calendarDate('2026-10-30'), moves }] }));
  expect(lines.map(({ rule }) => rule)).toEqual(['overdue']);
  expect(lines[0]?.evidence).toContain('21 days late');
  expect(lines[0]?.evidence).toContain('Its date was moved twice');
});

test('lines keep their keys as long as they are about the same, and no two share one', () => {
  const now = linesOfEnquiry(facts({ actions: [{ dueOn: calendarDate('2026-10-30') }] }));
  const later = linesOfEnquiry(facts({ actions: [{ dueOn: calendarDate('2026-10-30') }], day: '2026-11-25' }));
  expect(later.map(({ key }) => key)).toEqual(now.map(({ key }) => key));
  expect(later[0]?.evidence).not.toBe(now[0]?.evidence);
});

test('nothing known, nothing asked', () => {
  expect(linesOfEnquiry(facts({}))).toEqual([]);
});

function linesOf(rule: RuleKey, known: EnquiryFacts): readonly ProposedLine[] {
  return linesOfEnquiry(known).filter((line) => line.rule === rule);
}

function facts({
  day = DAY.toString(),
  actions = [],
  update = null,
  evidence = null,
  findings = [],
  recommendation = null,
  money = false,
  latest = null,
  own = null,
  beside = [],
  ownGrade = null,
}: Known): EnquiryFacts {
  const plan = aPlan({ id: 'plan' });
  const objective = anObjective(plan, { id: 'objective' });
  const made = actions.map((action, index) => anAction(objective, { id: `action-${index + 1}`, number: index + 1, steps: [], ...action }));
  const ours = findings.map((year) =>
    aFinding({
      id: year,
      inspection: year === '2018' ? '2018-10-08-standard-inspection' : '2023-09-11-short-inspection',
      repeats: year === '2018' || !findings.includes('2018') ? null : '2018',
    }),
  );
  const state: CouncilState = {
    day: calendarDate(day),
    plans: [
      assemblePlan({
        ...{ plan, objectives: [objective], actions: made, findings: ours, indicators: new Map() },
        updates: made.map((action) => anUpdate(action, { id: `update of ${action.id}`, ...update })),
        evidence: evidence === null ? [] : made.map((action) => someEvidence(action, { id: `evidence of ${action.id}`, ...evidence })),
      }),
    ],
    findings: ours,
    readings: [],
    indicators: [],
    targets: [],
    investments: money ? [anInvestment({ id: 'money', actions: made.map(({ id }) => id) })] : [],
    recommendations: recommendation === null ? [] : [aRecommendationMade({ id: 'recommendation', ...recommendation })],
  };
  return {
    ...{ slug: 'barnsley', council: 'Barnsley', state, latest, model: '2025', measured: new Set<string>() },
    since: calendarDate('2026-09-08'),
    figures: own === null ? [] : [aFigure(own, beside, day)],
    ownGrades:
      ownGrade === null ? null : { year: 2026, framework: 'ilacs-2026', grades: [{ area: 'help-and-protection', grade: ownGrade }] },
  };
}

function aFigure(own: readonly string[], beside: readonly string[], day: string): EnquiryFigure {
  const indicator: Indicator = anIndicator({ key: 're-referrals', name: 'Repeat referrals', yearEnds: '03-31' });
  const series = readingsFrom(2023, own, '2000');
  const neighbours = beside.length === 0 ? [] : Array.from({ length: 5 }, () => readingsFrom(2023, beside));
  const standing = standingOf(indicator, { council: series, neighbours, region: [], england: [] }, calendarDate(day));
  return { indicator, series, standing, neighbourPeriods: neighbourPeriods(indicator, neighbours) };
}

function inspected(grade: 'good' | 'requires-improvement') {
  return anInspection({ grades: { leadership: 'good', 'help-and-protection': grade } });
}

interface Known {
  readonly day?: string;
  readonly actions?: readonly Partial<Action>[];
  readonly update?: Partial<ProgressUpdate> | null;
  readonly evidence?: Partial<Evidence> | null;
  readonly findings?: readonly ('2018' | '2023')[];
  readonly recommendation?: Partial<Recommendation> | null;
  readonly money?: boolean;
  readonly latest?: EnquiryFacts['latest'];
  readonly own?: readonly string[] | null;
  readonly beside?: readonly string[];
  readonly ownGrade?: 'good' | 'requires-improvement' | null;
}
