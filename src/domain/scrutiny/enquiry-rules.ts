import { findingMonth } from '../findings';
import { AREAS, gradesCompare, gradeWords, isGoodOrBetter, stepsBetween, type AreaKey, type FrameworkKey, type Grade } from '../frameworks';
import {
  answering,
  answers,
  chainsOf,
  DECISION_WORDS,
  firstDueOn,
  hasOwner,
  investmentInWords,
  isOpen,
  ownerInWords,
  stateOfEvidence,
  timesInWords,
  type Evidence,
  type FindingChain,
  type StandingWithStatus,
} from '../improvement';
import {
  changeBetween,
  figureAYearBefore,
  isFigure,
  isNextPeriod,
  neighboursInWords,
  periodEnds,
  periodInWords,
  readingIn,
  readingInWords,
  shortFigure,
  type Indicator,
  type IndicatorAccount,
  type NeighbourPeriod,
} from '../indicators';
import { inspectionMonth, judgementIn, type Inspection } from '../inspections';
import {
  ageInWords,
  counted,
  dateInWords,
  daysBetween,
  isBefore,
  listInWords,
  monthInWords,
  numberInWords,
  startSmall,
  startWithCapital,
  type CalendarDate,
} from '../shared';
import type { BriefingLine } from './briefing';
import { daysLate, responseDueOn } from './recommendation';
import { isUnanswered, plansInForce, settledFindings, standingsIn, type CouncilState } from './state';

/** A quarter of a year, in months: a figure two of them old no longer tells a member how things stand. */
export const OLD_AFTER_MONTHS = 6;
/** Fewer neighbours with a figure have no middle worth the name. */
const FEWEST_NEIGHBOURS = 5;

/** What the rules look at. */
export interface EnquiryFacts {
  readonly slug: string;
  readonly council: string;
  readonly state: CouncilState;
  /** The day of the last meeting; null where there was none. */
  readonly since: CalendarDate | null;
  readonly latest: Inspection | null;
  readonly figures: readonly EnquiryFigure[];
  /** The neighbours' model, `2025`. */
  readonly model: string | null;
  /** Ids of the investments that have an indicator of their own. */
  readonly measured: ReadonlySet<string>;
  /** The council's newest self-evaluation that was sent to Ofsted. */
  readonly ownGrades: OwnGrades | null;
}

export interface EnquiryFigure extends IndicatorAccount {
  readonly neighbourPeriods: readonly NeighbourPeriod[];
}

export interface OwnGrades {
  readonly year: number;
  readonly framework: FrameworkKey;
  readonly grades: readonly { readonly area: AreaKey; readonly grade: Grade }[];
}

/** What one rule says of one thing. */
export interface Found {
  /** Of one thing there is one line, whichever rules speak of it. */
  readonly about: string;
  /** Whole sentences. */
  readonly evidence: string;
  /** What is added to the line of another rule about the same thing; by default the evidence. */
  readonly more?: string;
  readonly question: string;
  readonly links: BriefingLine['links'];
}

// What each rule of `ENQUIRY_RULES` finds, the most pressing first.

export function areasWithoutAction({ slug, state, latest }: EnquiryFacts): readonly Found[] {
  const framework = latest?.framework;
  if (!latest || !framework) return [];
  const standings = standingsIn(state).filter(({ status }) => status !== 'stopped');
  const areaOf = new Map(state.findings.map(({ id, area }) => [id, area]));
  const isAbout = ({ action }: StandingWithStatus, area: AreaKey) =>
    action.area === area || action.findings.some((id) => areaOf.get(id) === area);
  return latest.judgements.flatMap(({ area, grade }) => {
    if (grade === null || isGoodOrBetter(grade) || area === 'overall-effectiveness') return [];
    if (standings.some((standing) => isAbout(standing, area))) return [];
    return [
      {
        about: `area ${area}`,
        evidence: `Inspectors’ grade for ${AREAS[area].subject} was “${gradeWords(framework, grade).toLowerCase()}” in ${inspectionMonth(latest)}, and no action of the plan is about it.`,
        question: `What is being done about ${AREAS[area].subject}, and who answers for it?`,
        links: [{ text: 'The inspection', href: `/${slug}/inspections/${latest.id}` }],
      },
    ];
  });
}

export function repeatedFindings({ slug, state }: EnquiryFacts): readonly Found[] {
  const settled = settledFindings(state);
  const standings = standingsIn(state);
  return chainsOf(state.findings)
    .filter(({ head, members }) => members.length > 1 && !settled.has(head.id))
    .map((chain) => ({
      about: `finding ${chain.head.id}`,
      evidence: `Inspectors raised this in ${listInWords(chain.members.map(findingMonth).toReversed())}: “${chain.head.title}”. ${answersInWords(chain, standings)}`,
      question: 'What is done differently this time, so that inspectors will not find it again?',
      links: [{ text: 'The finding and what answers it', href: `/${slug}/findings/${chain.head.id}` }],
    }));
}

export function overdueActions({ slug, state }: EnquiryFacts): readonly Found[] {
  return standingsIn(state)
    .filter(({ status }) => status === 'overdue')
    .toSorted((left, right) => daysBetween(right.action.dueOn, left.action.dueOn))
    .map((standing) => {
      const late = counted(daysBetween(standing.action.dueOn, state.day), 'day');
      return {
        ...aboutAction(slug, standing),
        evidence: `${named(standing)} was due on ${dateInWords(standing.action.dueOn)} and is ${late} late. ${answeredFor(standing)}`,
        question: 'What keeps it from being finished, and on which day will it be?',
      };
    });
}

export function worseningFigures({ slug, figures }: EnquiryFacts): readonly Found[] {
  return figures.flatMap(({ indicator, series }) => {
    const last = series.filter(isFigure).slice(-3);
    const [first, second, third] = last;
    if (indicator.polarity === 'neither' || first === undefined || second === undefined || third === undefined) return [];
    if (!isNextPeriod(second.period, first.period) || !isNextPeriod(third.period, second.period)) return [];
    const isWorse = (from: typeof first, to: typeof first) =>
      indicator.polarity === 'lower' ? Number(to.value) > Number(from.value) : Number(to.value) < Number(from.value);
    const verdict = changeBetween(first, third, indicator)?.verdict;
    if (!isWorse(first, second) || !isWorse(second, third) || verdict === 'about-the-same') return [];
    const said = last.map((reading) => `${shortFigure(reading.value, indicator)} (${periodInWords(reading.period)})`);
    return [
      {
        ...aboutFigure(slug, indicator),
        evidence: `${indicator.name}: ${listInWords(said)}. It got worse twice running.`,
        question: 'What has been tried to turn this round, and by when should the figure show it?',
      },
    ];
  });
}

export function unansweredRecommendations({ slug, state }: EnquiryFacts): readonly Found[] {
  return state.recommendations
    .filter(({ recommendation }) => isUnanswered(recommendation, state.day))
    .toSorted((left, right) => daysLate(right.recommendation, state.day) - daysLate(left.recommendation, state.day))
    .map(({ recommendation, meeting }) => ({
      about: `recommendation ${recommendation.id}`,
      evidence: `On ${dateInWords(recommendation.madeOn)} scrutiny recommended: “${recommendation.wording}”. ${startWithCapital(recommendation.addressee)} had until ${dateInWords(responseDueOn(recommendation))} to answer and has not.`,
      question: 'Why is there no answer, and when will there be one?',
      links: [{ text: 'The meeting', href: `/${slug}/scrutiny/${meeting}` }],
    }));
}

export function actionsMovedTwice({ slug, state }: EnquiryFacts): readonly Found[] {
  return standingsIn(state)
    .filter(({ status, action }) => isOpen(status) && action.moves.length > 1)
    .toSorted((left, right) => right.action.moves.length - left.action.moves.length)
    .map((standing) => {
      const { action } = standing;
      const moved = `moved ${timesInWords(action.moves.length)}, from ${dateInWords(firstDueOn(action))} to ${dateInWords(action.dueOn)}. Reason given last: ${sentence(action.moves.at(-1)?.reason ?? '')}`;
      return {
        ...aboutAction(slug, standing),
        evidence: `The date of ${startSmall(named(standing))} was ${moved}`,
        more: `Its date was ${moved}`,
        question: 'What makes the new date one that can be relied on?',
      };
    });
}

export function figuresAwayFromNeighbours({ slug, figures, model }: EnquiryFacts): readonly Found[] {
  return figures.flatMap(({ indicator, series, standing: { latest }, neighbourPeriods }) => {
    if (latest === null || model === null || indicator.polarity === 'neither') return [];
    const { reading, neighbours, limits } = latest;
    const before = figureAYearBefore(series, reading);
    const then = before && neighbourPeriods.find(({ period }) => readingIn([before], period) !== null)?.spread;
    if (neighbours === null || neighbours.count < FEWEST_NEIGHBOURS || !before || !then) return [];
    const worseBy = (value: string, median: string) => (Number(value) - Number(median)) * (indicator.polarity === 'lower' ? 1 : -1);
    const [gap, gapThen] = [worseBy(reading.value, neighbours.median), worseBy(before.value, then.median)];
    const isByChance =
      limits !== null && Number(limits.low) <= Number(neighbours.median) && Number(neighbours.median) <= Number(limits.high);
    if (gap <= 0 || gap <= gapThen || isByChance) return [];
    const beside = (own: string, median: string) => `${shortFigure(own, indicator)} here and ${shortFigure(median, indicator)} there`;
    return [
      {
        ...aboutFigure(slug, indicator),
        evidence: `${indicator.name} beside the median of ${neighboursInWords(neighbours.count, model)}: ${beside(reading.value, neighbours.median)} in ${periodInWords(reading.period)}, ${beside(before.value, then.median)} in ${periodInWords(before.period)}.`,
        question: 'Why is the gap to similar councils growing, and what do they do that is not done here?',
      },
    ];
  });
}

export function weaklyClosed({ slug, state, since }: EnquiryFacts): readonly Found[] {
  const from = since ?? state.day.subtract({ years: 1 });
  return standingsIn(state).flatMap((standing) => {
    const { action, evidence } = standing;
    if (action.closed === null || isBefore(action.closed.on, from) || evidence.some(canBeLookedUp)) return [];
    const has = evidence.some((piece) => stateOfEvidence(piece) === 'accepted')
      ? 'Evidence was accepted, and it is not recorded where anybody could look it up.'
      : 'No evidence for it was accepted.';
    return [
      {
        ...aboutAction(slug, standing),
        evidence: `${named(standing)} was closed on ${dateInWords(action.closed.on)}. ${has}`,
        question: 'What shows that it has changed anything for children, and may this committee see it?',
      },
    ];
  });
}

export function ownGradesAbove({ slug, council, latest, ownGrades }: EnquiryFacts): readonly Found[] {
  const framework = latest?.framework;
  if (!latest || !framework || ownGrades === null) return [];
  return ownGrades.grades.flatMap(({ area, grade }) => {
    const theirs = judgementIn(latest, area)?.grade;
    if (!theirs || !gradesCompare(area, ownGrades.framework, framework) || stepsBetween(theirs, grade) <= 0) return [];
    const [own, given] = [gradeWords(ownGrades.framework, grade), gradeWords(framework, theirs)].map((words) => words.toLowerCase());
    return [
      {
        about: `own grade ${area}`,
        evidence: `In its self-evaluation of ${ownGrades.year} ${council} calls ${AREAS[area].subject} “${own}”. Inspectors said “${given}” in ${inspectionMonth(latest)}.`,
        question: 'What has changed since the inspection that supports the better grade, and who has checked it?',
        links: [{ text: 'The self-evaluation', href: `/${slug}/self-evaluation/${ownGrades.year}` }],
      },
    ];
  });
}

export function moneyWithoutMeasure({ slug, state, measured }: EnquiryFacts): readonly Found[] {
  const measures = new Map(standingsIn(state).map(({ action }) => [action.id, action.measure]));
  return state.investments
    .filter(({ id, actions }) => !measured.has(id) && !actions.some((action) => measures.get(action)))
    .toSorted((left, right) => Number(right.pence - left.pence))
    .map((investment) => {
      const { word, by, on } = investment.decision;
      const decided = `${DECISION_WORDS[word].toLowerCase()}${by === null ? '' : ` by the ${startSmall(by)}`}${on === null ? '' : ` in ${monthInWords(on)}`}`;
      return {
        about: `money ${investment.id}`,
        evidence: `${investment.title}: ${investmentInWords(investment)}, ${decided}. Nothing is recorded that would show whether it worked.`,
        question: 'What has this money changed for children, and how would this committee know?',
        links: [{ text: 'The money', href: `/${slug}/money` }],
      };
    });
}

export function actionsWithoutOwner({ slug, state }: EnquiryFacts): readonly Found[] {
  return standingsIn(state)
    .filter(({ status, action }) => isOpen(status) && !hasOwner(action))
    .map((standing) => ({
      ...aboutAction(slug, standing),
      evidence: `Nobody answers for ${startSmall(named(standing))}.`,
      more: 'Nobody answers for it.',
      question: 'Who answers for this action from today?',
    }));
}

export function silentActions({ slug, state }: EnquiryFacts): readonly Found[] {
  return standingsIn(state)
    .filter(({ silentDays }) => silentDays !== null)
    .toSorted((left, right) => (right.silentDays ?? 0) - (left.silentDays ?? 0))
    .map((standing) => {
      const silence = `has not been reported on for ${counted(standing.silentDays ?? 0, 'day')}`;
      return {
        ...aboutAction(slug, standing),
        evidence: `${named(standing)} ${silence}. ${answeredFor(standing)}`,
        more: `It ${silence}.`,
        question: 'What has happened since the last report, and why was it not reported?',
      };
    });
}

export function uncheckedActions({ slug, state }: EnquiryFacts): readonly Found[] {
  const waiting = standingsIn(state).filter(({ status }) => status === 'awaiting-evidence');
  const [first] = waiting;
  if (first === undefined) return [];
  const all = listInWords(waiting.map(({ reference, action }) => `${reference} ${action.title}`));
  return [
    {
      about: 'unchecked actions',
      evidence: `${waiting.length === 1 ? 'One action is' : `${startWithCapital(numberInWords(waiting.length))} actions are`} reported finished and not yet checked and closed: ${all}.`,
      question: 'Who checks the evidence, and may this committee see a sample?',
      links: waiting.slice(0, 3).map((standing) => actionLink(slug, standing)),
    },
  ];
}

export function objectivesWithoutVoice({ slug, state }: EnquiryFacts): readonly Found[] {
  return plansInForce(state).flatMap(({ objectives, actions }) =>
    objectives.flatMap((objective) => {
      const given = actions
        .filter(({ action }) => action.objectiveId === objective.id)
        .flatMap(({ evidence }) => evidence.filter((piece) => piece.given !== null));
      if (given.length === 0 || given.some(({ kind }) => kind === 'feedback')) return [];
      return [
        {
          about: `objective ${objective.id}`,
          evidence: `${startWithCapital(counted(given.length, 'piece'))} of evidence ${given.length === 1 ? 'is' : 'are'} given for objective ${objective.number}, “${objective.title}”, and none is feedback from children and families.`,
          question: 'What do children and families themselves say about it?',
          links: [{ text: `Objective ${objective.number}`, href: `/${slug}/plan/objectives/${objective.id}` }],
        },
      ];
    }),
  );
}

export function oldFigures({ slug, state, figures }: EnquiryFacts): readonly Found[] {
  const old = figures.flatMap(({ indicator, standing: { latest } }) => {
    if (latest === null) return [];
    const ended = periodEnds(latest.reading.period, indicator.yearEnds);
    return isBefore(ended.add({ months: OLD_AFTER_MONTHS }), state.day)
      ? [{ indicator, ended, figure: readingInWords(latest.reading, indicator) }]
      : [];
  });
  const oldest = old.toSorted((left, right) => daysBetween(right.ended, left.ended))[0];
  if (oldest === undefined) return [];
  return [
    {
      about: 'old figures',
      evidence: `${old.length === 1 ? 'One figure is' : `${startWithCapital(numberInWords(old.length))} figures are`} more than two quarters old. The oldest: ${startSmall(oldest.indicator.name)}, ${oldest.figure} to ${monthInWords(oldest.ended)}, ${ageInWords(oldest.ended, state.day)} ago.`,
      question: 'What do the council’s own figures say today?',
      links: [{ text: 'The figures', href: `/${slug}/indicators` }],
    },
  ];
}

function answersInWords(chain: FindingChain, standings: readonly StandingWithStatus[]): string {
  const its = answering(chain, standings).filter(({ action, status }) => status !== 'stopped' && answers(action, chain));
  if (its.length === 0) return 'No action answers it.';
  const open = its.filter(({ status }) => status !== 'done');
  const overdue = its.filter(({ status }) => status === 'overdue');
  const names = (some: readonly StandingWithStatus[]) => listInWords(some.map(({ reference }) => reference));
  if (overdue.length > 0)
    return `${overdue.length === 1 ? 'Action' : 'Actions'} ${names(overdue)} ${overdue.length === 1 ? 'is' : 'are'} overdue.`;
  return `${open.length === 1 ? 'Action' : 'Actions'} ${names(open)} ${open.length === 1 ? 'is' : 'are'} not done yet.`;
}

/** A piece counts where it was accepted and says where it is kept. */
function canBeLookedUp(evidence: Evidence): boolean {
  return stateOfEvidence(evidence) === 'accepted' && evidence.given !== null && evidence.given.link !== null;
}

function aboutAction(slug: string, standing: StandingWithStatus): Pick<Found, 'about' | 'links'> {
  return { about: `action ${standing.action.id}`, links: [actionLink(slug, standing)] };
}

function actionLink(slug: string, { reference, action }: StandingWithStatus): BriefingLine['links'][number] {
  return { text: `Action ${reference}`, href: `/${slug}/plan/actions/${action.id}` };
}

function aboutFigure(slug: string, { key }: Pick<Indicator, 'key'>): Pick<Found, 'about' | 'links'> {
  return { about: `figure ${key}`, links: [{ text: 'The figure over time', href: `/${slug}/indicators/${key}` }] };
}

function named({ reference, action }: StandingWithStatus): string {
  return `Action ${reference} (“${action.title}”)`;
}

function answeredFor({ action }: StandingWithStatus): string {
  const owner = ownerInWords(action);
  return owner === null ? 'Nobody answers for it.' : `${owner} answers for it.`;
}

/** Reasons are written with and without a full stop. */
function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
