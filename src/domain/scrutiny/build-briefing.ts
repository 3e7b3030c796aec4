import { ABSENCES, AREAS, frameworkOf, gradesCompare, GRADES, gradeWords, isGoodOrBetter, type AreaKey, type Grade } from '../frameworks';
import {
  DECISION_WORDS,
  firstDueOn,
  financialYearOf,
  investmentInWords,
  isOpen,
  ownerInWords,
  planInWords,
  STATUSES,
  timesInWords,
  type Status,
  type StandingWithStatus,
} from '../improvement';
import {
  figureAYearBefore,
  figureWithUnit,
  gapInWords,
  gapToTarget,
  isFigure,
  isNextPeriod,
  neighboursInWords,
  periodEnds,
  periodInWords,
  readingInWords,
  shortFigure,
  spanInWords,
  VERDICTS,
  type Reading,
} from '../indicators';
import {
  allJudgements,
  datesInWords,
  EVENT_TYPES,
  eventInWords,
  firstDayOnSite,
  inspectionMonth,
  judgementIn,
  type Inspection,
  type Judgement,
  type ReturnWindow,
} from '../inspections';
import {
  ageInWords,
  byDate,
  counted,
  dateInWords,
  daysBetween,
  isBefore,
  isOrAre,
  listInWords,
  momentDay,
  momentText,
  monthInWords,
  numberInWords,
  startSmall,
  startWithCapital,
  type CalendarDate,
  type Moment,
} from '../shared';
import { briefingDay, type BriefingContent, type BriefingFigure, type BriefingJudgement } from './briefing';
import { changesHeading, changeWords, groupChanges } from './change-words';
import { changesBetween, type ChangeKind } from './changes';
import { linesOfDraft, type BriefingDraft } from './draft';
import { linesOfEnquiry, ORDER_OF_LINES, type ProposedLine } from './enquiry';
import type { EnquiryFacts, EnquiryFigure } from './enquiry-rules';
import { jargonIn } from './jargon';
import type { Meeting } from './meeting';
import { subjectPath, type Question } from './question';
import {
  RECOMMENDATION_STATES,
  responseDueOn,
  responseTimeInWords,
  stateOfRecommendation,
  type RecommendationState,
} from './recommendation';
import { standingsIn, type CouncilState } from './state';

/** How much of each section two pages of A4 hold. What is left out is counted and one link away. */
const MOST = { ofAKind: 2, dates: 6, targets: 5, money: 3, recommendations: 4, series: 8 } as const;

/**
 * Kinds of change that a member needs to hear of. What became of recommendations has a section of its own, and is not told twice on two sheets; the others stand on the
 * page of all changes.
 */
const TOLD: readonly ChangeKind[] = [
  ...(['finding-new', 'finding-repeated', 'finding-closed', 'finding-open-again', 'action-done', 'action-overdue', 'date-moved'] as const),
  ...(['action-reported-finished', 'action-stopped', 'action-reopened', 'action-new', 'evidence-added', 'evidence-returned'] as const),
  ...(['reading-new', 'reading-corrected'] as const),
];

/** Recommendations in the order in which members ask about them. */
const STATES: readonly RecommendationState[] = ['overdue', 'waiting', 'partly', 'rejected', 'accepted', 'implemented'];

/** All that a briefing is made from. */
export interface BriefingFacts extends EnquiryFacts {
  readonly meeting: Meeting;
  /** The committee's meeting before; null for its first. */
  readonly lastMeeting: Meeting | null;
  readonly asAt: Moment;
  /** The state at the end of the last meeting's day. */
  readonly before: { readonly at: Moment; readonly state: CouncilState } | null;
  /** The graded inspection before the latest, and visits since. */
  readonly previous: Inspection | null;
  readonly visits: readonly Inspection[];
  readonly returning: ReturnWindow | null;
  /** Keys of the indicators that the council wants shown, in order. */
  readonly shown: readonly string[];
  /** Those that join the briefing. */
  readonly questions: readonly Question[];
  readonly number: number;
  readonly supersedes: { readonly number: number; readonly hash: string; readonly on: CalendarDate } | null;
  readonly isDemonstration: boolean;
}

/** A briefing of these facts with what an officer has settled. The same facts and draft always make the same content. */
export function buildBriefing(facts: BriefingFacts, draft: BriefingDraft): BriefingContent {
  const { slug, council, meeting, lastMeeting, asAt, number, supersedes } = facts;
  const proposed = linesOfEnquiry(facts);
  const content: BriefingContent = {
    format: 1,
    authority: { slug, name: council },
    meeting: {
      ...{ id: meeting.id, committee: meeting.committee.name, heldOn: briefingDay(meeting.heldOn), place: meeting.place },
      ...{ agendaItem: meeting.agendaItem, papersUrl: meeting.papersLink, href: `/${slug}/scrutiny/${meeting.key}` },
    },
    number,
    supersedes: supersedes && {
      ...{ number: supersedes.number, sha256: supersedes.hash, publishedOn: briefingDay(supersedes.on) },
      words: `This briefing replaces number ${supersedes.number}, published on ${dateInWords(supersedes.on)}.`,
      href: `/${slug}/scrutiny/${meeting.key}/briefing?number=${supersedes.number}`,
    },
    asAt: { at: momentText(asAt), day: briefingDay(momentDay(asAt)) },
    since:
      facts.before === null || lastMeeting === null
        ? null
        : {
            ...{ at: momentText(facts.before.at), day: briefingDay(lastMeeting.heldOn) },
            words: `Changes are counted from the end of ${dateInWords(lastMeeting.heldOn)}, when the committee last met.`,
          },
    isDemonstration: facts.isDemonstration,
    headline: draft.headline ?? headlineOf(facts, proposed),
    judgements: judgementsOf(facts),
    changes: changesOf(facts),
    dates: datesOf(facts),
    inspectors: inspectorsOf(facts),
    figures: figuresOf(facts),
    targets: targetsOf(facts),
    money: moneyOf(facts),
    recommendations: recommendationsOf(facts),
    lines: {
      heading: 'Lines of enquiry, each with its evidence',
      items: [...linesOfDraft(draft, proposed)],
      order: `${ORDER_OF_LINES}.`,
    },
    questions: { heading: 'What members asked beforehand', items: questionsOf(facts) },
    words: { heading: 'Words used', items: [] },
    sources: sourcesOf(facts),
  };
  return { ...content, words: { ...content.words, items: [...jargonIn(textsIn(content))] } };
}

/** The finding that follows from the facts: which judgement is lowest, what is overdue, what gets worse, what nobody has answered. */
function headlineOf({ state, latest }: EnquiryFacts, proposed: readonly ProposedLine[]): string {
  const standings = standingsIn(state);
  const overdue = standings.filter(({ status }) => status === 'overdue').length;
  const worse = proposed.filter(({ rule }) => rule === 'getting-worse').length;
  const unanswered = proposed.filter(({ rule }) => rule === 'unanswered-recommendation').length;
  const parts = [
    ...(overdue === 0 ? [] : [`${counts(overdue, 'action')} ${isOrAre(overdue)} late`]),
    ...(worse === 0 ? [] : [`${counts(worse, 'figure')} ${worse === 1 ? 'keeps' : 'keep'} getting worse`]),
    ...(unanswered === 0 ? [] : [`${counts(unanswered, 'recommendation')} ${unanswered === 1 ? 'has' : 'have'} no answer`]),
  ].slice(0, 2);
  const areas = lowAreas(latest).map((area) => AREAS[area].name);
  const what = parts.length === 0 ? planInWords(standings) : listInWords(parts);
  if (areas.length === 0) return startWithCapital(what);
  const names = listInWords(areas.map((name, index) => (index === 0 ? name : startSmall(name))));
  return `${names} ${areas.length === 1 ? 'needs' : 'need'} attention: ${startSmall(what)}`;
}

function judgementsOf({ slug, latest, previous, visits }: BriefingFacts): BriefingContent['judgements'] {
  const framework = latest?.framework;
  if (!latest || !framework) return null;
  const shown = allJudgements(latest).filter(({ area }) => area !== 'lscb' && area !== 'adoption');
  const items = shown.map((judgement): BriefingJudgement => {
    const { area, grade, absence } = judgement;
    const word = grade === null ? (absence === null ? judgement.words : ABSENCES[absence].short) : gradeWords(framework, grade);
    return {
      ...{ area, name: AREAS[area].name, grade, absence, word },
      shortWord: grade === 'requires-improvement' ? 'Requires improvement' : word,
      before: previous && beforeInWords(latest, previous, area),
    };
  });
  return {
    heading: `What Ofsted said, ${datesInWords(latest)}`,
    items,
    notes: [
      ...(items.some(({ before }) => before?.endsWith('*')) && previous ? [starInWords(latest, previous)] : []),
      ...(items.some(({ word, shortWord }) => word !== shortWord)
        ? ['“Requires improvement” stands for “requires improvement to be good”.']
        : []),
      ...(judgementIn(latest, 'overall-effectiveness')?.grade ? ['Overall grades are not given in inspections from April 2026.'] : []),
      ...(visits.length === 0
        ? []
        : [
            `Since then: ${listInWords(visits.map((visit) => `${startSmall(eventInWords(visit))} (${inspectionMonth(visit)})`))}; visits give no grade.`,
          ]),
    ],
    href: `/${slug}/inspections/${latest.id}`,
  };
}

/** `Good in 2018`; with a star where the two do not mean the same. */
function beforeInWords(latest: Inspection, previous: Inspection, area: AreaKey): string | null {
  const framework = previous.framework;
  if (!framework || !latest.framework) return null;
  const year = firstDayOnSite(previous).year;
  const own = judgementIn(previous, area);
  const together = judgementIn(previous, 'in-care');
  const stood: Judgement | null = own?.grade ? own : area === 'care-leavers' && isTogether(together) ? together : null;
  if (!stood?.grade) return null;
  const compares = stood === own && gradesCompare(area, framework, latest.framework);
  return `${startWithCapital(wordIn(framework, stood.grade))} in ${year}${compares ? '' : '*'}`;
}

function starInWords(latest: Inspection, previous: Inspection): string {
  const year = firstDayOnSite(previous).year;
  const sameFamily =
    previous.framework && latest.framework && frameworkOf(previous.framework).family === frameworkOf(latest.framework).family;
  return sameFamily && isTogether(judgementIn(previous, 'in-care'))
    ? `* In ${year} children in care and care leavers were judged together, so these do not compare.`
    : `* In ${year} Ofsted judged under another framework, so these do not compare.`;
}

function changesOf({ slug, before, state, lastMeeting }: BriefingFacts): BriefingContent['changes'] {
  if (before === null || lastMeeting === null) {
    return { heading: 'What has changed', groups: [], none: 'This is the committee’s first meeting here, so nothing is compared.' };
  }
  const groups = groupChanges(changesBetween(before.state, state)).filter(({ kind }) => TOLD.includes(kind));
  return {
    heading: `What has changed since you met on ${dateInWords(lastMeeting.heldOn)}`,
    groups: groups.map(({ kind, changes }) => ({
      kind,
      heading: changesHeading(kind, changes.length),
      items: changes.slice(0, MOST.ofAKind).map((change) => {
        const { text, href } = changeWords(slug, change, true);
        return { text, href };
      }),
      more: changes.length > MOST.ofAKind ? `and ${(changes.length - MOST.ofAKind).toLocaleString('en-GB')} more` : null,
    })),
    none: groups.length === 0 ? 'No finding, action, date, piece of evidence, figure or recommendation has changed.' : null,
  };
}

/** Overdue first, the longest first; then what moved since the last meeting, or twice and more before. */
function datesOf({ slug, state, since }: BriefingFacts): BriefingContent['dates'] {
  const standings = standingsIn(state);
  const hasMovedOfLate = ({ action: { moves } }: StandingWithStatus) =>
    moves.length > 1 || moves.some(({ on }) => since === null || isBefore(since, on));
  const wanted = [
    ...standings.filter(({ status }) => status === 'overdue').toSorted((left, right) => byDate(left.action.dueOn, right.action.dueOn)),
    ...standings.filter((standing) => standing.status !== 'overdue' && isOpen(standing.status) && hasMovedOfLate(standing)),
  ];
  return {
    heading: 'Overdue actions and moved dates',
    rows: wanted.slice(0, MOST.dates).map(({ action, reference, status }) => ({
      ...{ reference, title: action.title, href: `/${slug}/plan/actions/${action.id}` },
      owner: ownerInWords(action) ?? 'Nobody answers for it',
      ...{ firstDue: briefingDay(firstDueOn(action)), nowDue: briefingDay(action.dueOn), status },
      statusWords: status === 'overdue' ? `Overdue ${counted(daysBetween(action.dueOn, state.day), 'day')}` : STATUSES[status].word,
      isConcern: status === 'overdue' || status === 'at-risk',
      moved: action.moves.length === 0 ? 'Not moved' : startWithCapital(timesInWords(action.moves.length)),
      reason: action.moves.at(-1)?.reason ?? null,
    })),
    more: wanted.length > MOST.dates ? `and ${counted(wanted.length - MOST.dates, 'action')} more, in the plan` : null,
    tally: standings.length === 0 ? null : tallyInWords(standings),
  };
}

function inspectorsOf({ returning, state }: BriefingFacts): BriefingContent['inspectors'] {
  const heading = 'When might Ofsted return?';
  if (returning === null) return { heading, sentences: [], basis: [] };
  const { usual, whyNoUsualWindow, elsewhere, likelyEvent, likelyBecause } = returning;
  const event = EVENT_TYPES[likelyEvent];
  const window = () => {
    if (usual === null) return `No usual window is published. ${whyNoUsualWindow ?? ''}`.trim();
    const rule = 'The usual window, three years after the last day on site give or take six months,';
    if (isBefore(state.day, usual.from)) return `${rule} opens on ${dateInWords(usual.from)} and closes on ${dateInWords(usual.to)}.`;
    return isBefore(usual.to, state.day)
      ? `${rule} closed on ${dateInWords(usual.to)}: Ofsted could come at any time.`
      : `${rule} is open now and closes on ${dateInWords(usual.to)}.`;
  };
  return {
    heading,
    sentences: [
      window(),
      `On current grades a ${event.name.toLowerCase()} is likely: ${event.onSite} on site, four judgements and no overall grade.`,
    ],
    basis: [
      `${likelyBecause} That rule is known at second hand, and no grade is predicted.`,
      ...(elsewhere === null
        ? []
        : [
            `Elsewhere, ${elsewhere.grade === null ? 'councils' : `councils last graded ${GRADES[elsewhere.grade].word.toLowerCase()}`} waited ${elsewhere.years.tenth.toFixed(1)} to ${elsewhere.years.nineTenths.toFixed(1)} years in eight of ten cases (${elsewhere.years.count} since 2018).`,
          ]),
    ],
  };
}

function figuresOf({ slug, figures, shown, model, state }: BriefingFacts): BriefingContent['figures'] {
  const rows = shown.flatMap((key): readonly BriefingFigure[] => {
    const figure = figures.find(({ indicator }) => indicator.key === key);
    const row = figure && figureRow(slug, figure);
    return row ? [row] : [];
  });
  const chosen = figures.filter(({ indicator }) => rows.some((row) => row.indicator === indicator.key));
  const publishers = [...new Set(chosen.map(({ indicator }) => indicator.source.publisher))];
  const counts = chosen.flatMap(({ standing }) => standing.latest?.neighbours?.count ?? []);
  const ends = chosen.flatMap(({ indicator, standing: { latest } }) =>
    latest ? [periodEnds(latest.reading.period, indicator.yearEnds)] : [],
  );
  const newest = ends.toSorted(byDate).at(-1);
  return {
    heading: 'Is it making a difference to children?',
    rows: [...rows],
    notes: [
      ...(publishers.length === 0 ? [] : [`Published by: ${listInWords(publishers)}.`]),
      ...(model === null || counts.length === 0 ? [] : [`Neighbours: the median of ${neighboursInWords(Math.max(...counts), model)}.`]),
      ...(newest === undefined ? [] : [`The newest of these figures is ${ageInWords(newest, state.day)} old.`]),
      ...(rows.length === 0 ? [] : ['Better and worse are said only where small numbers do not explain the change.']),
    ],
  };
}

function figureRow(slug: string, { indicator, series, standing: { latest } }: EnquiryFigure): BriefingFigure | null {
  if (latest === null) return null;
  const { reading, age, isOld, change, neighbours, england } = latest;
  const before = figureAYearBefore(series, reading);
  const drawn = series.slice(-MOST.series);
  return {
    ...{ indicator: indicator.key, name: indicator.name, href: `/${slug}/indicators/${indicator.key}` },
    asAt: monthInWords(periodEnds(reading.period, indicator.yearEnds)),
    age: age === 'today' ? age : `${age} ago`,
    isOld,
    own: shortFigure(reading.value, indicator),
    yearBefore: before && shortFigure(before.value, indicator),
    neighbours: neighbours && shortFigure(neighbours.median, indicator),
    england: england && shortFigure(england.value, indicator),
    verdict: change?.verdict ?? null,
    verdictWords: change === null ? 'No figure a year before' : VERDICTS[change.verdict],
    series: [...withGaps(drawn)],
    seriesWords: spanInWords({ indicator, council: drawn }),
  };
}

/** A period that is missing between two figures is a gap of its own. */
function withGaps(readings: readonly Reading[]): BriefingFigure['series'] {
  return readings.flatMap((reading, index) => {
    const before = readings[index - 1];
    const point = { period: periodInWords(reading.period), value: isFigure(reading) ? Number(reading.value) : null };
    return before !== undefined && !isNextPeriod(reading.period, before.period) ? [{ period: '', value: null }, point] : [point];
  });
}

/** Of each indicator the next target that is still ahead, or the last one. */
function targetsOf({ slug, figures, state }: BriefingFacts): BriefingContent['targets'] {
  const byIndicator = [...Map.groupBy(state.targets, ({ indicator }) => indicator)];
  const rows = byIndicator.flatMap(([key, targets]) => {
    const ordered = targets.toSorted((left, right) => byDate(left.by, right.by));
    const target = ordered.find(({ by }) => !isBefore(by, state.day)) ?? ordered.at(-1);
    const indicator = state.indicators.find((each) => each.key === key);
    if (target === undefined || indicator === undefined) return [];
    const latest = figures.find((figure) => figure.indicator.key === key)?.standing.latest ?? null;
    const gap = latest && gapToTarget(latest.reading.value, target.value, indicator);
    return [
      {
        ...{ indicator: key, name: indicator.name, href: `/${slug}/indicators/${key}` },
        target: `${figureWithUnit(target.value, indicator)} by ${dateInWords(target.by)}`,
        now:
          latest && `${readingInWords(latest.reading, indicator)}, ${monthInWords(periodEnds(latest.reading.period, indicator.yearEnds))}`,
        gap: gap === null ? 'No figure yet' : gapInWords(gap, target.value, indicator),
        isReached: gap?.reached ?? null,
      },
    ];
  });
  return { heading: 'How near is each target?', rows: rows.slice(0, MOST.targets) };
}

function moneyOf({ slug, state }: BriefingFacts): BriefingContent['money'] {
  const year = financialYearOf(state.day);
  const running = state.investments.filter(({ kind, lastYear }) => kind === 'one-off' || lastYear === null || lastYear >= year);
  return {
    heading: 'What money is there for it?',
    rows: running.slice(0, MOST.money).map((investment) => {
      const { word, by, on } = investment.decision;
      return {
        ...{ title: investment.title, href: `/${slug}/money`, amount: investmentInWords(investment) },
        decision: `${DECISION_WORDS[word]}${by === null ? '' : ` by the ${startSmall(by)}`}${on === null ? '' : ` in ${monthInWords(on)}`}`,
      };
    }),
    more: running.length > MOST.money ? `and ${counted(running.length - MOST.money, 'sum')} more, under money` : null,
  };
}

/** Those that wait, and what became of others since the last meeting. */
function recommendationsOf({ slug, state, since }: BriefingFacts): BriefingContent['recommendations'] {
  const isNews = (day: CalendarDate | undefined) => day !== undefined && (since === null || isBefore(since, day));
  const wanted = state.recommendations
    .map((made) => ({ ...made, become: stateOfRecommendation(made.recommendation, state.day) }))
    .filter(
      ({ recommendation: { response, implemented }, become }) =>
        become === 'overdue' || become === 'waiting' || isNews(response?.on) || isNews(implemented?.on),
    )
    .toSorted((left, right) => STATES.indexOf(left.become) - STATES.indexOf(right.become));
  return {
    heading: 'What was recommended, and what was answered',
    rows: wanted.slice(0, MOST.recommendations).map(({ recommendation, meeting, become }) => ({
      ...{ wording: recommendation.wording, href: `/${slug}/scrutiny/${meeting}`, to: recommendation.addressee },
      ...{ madeOn: briefingDay(recommendation.madeOn), dueOn: briefingDay(responseDueOn(recommendation)), state: become },
      stateWords: `${RECOMMENDATION_STATES[become]}. ${responseTimeInWords(recommendation, state.day)}`,
      isLate: become === 'overdue',
    })),
    more:
      wanted.length > MOST.recommendations
        ? `and ${counted(wanted.length - MOST.recommendations, 'recommendation')} more, in the tracker`
        : null,
  };
}

function questionsOf({ slug, questions }: BriefingFacts): BriefingContent['questions']['items'] {
  return questions.map(({ subject, text, sentAt, answer }) => ({
    about: { text: subject.title, href: `/${slug}/${subjectPath(subject)}` },
    question: text,
    askedOn: briefingDay(momentDay(sentAt)),
    answer: answer?.text ?? null,
    answeredOn: answer && briefingDay(momentDay(answer.at)),
  }));
}

function sourcesOf({ latest, council, asAt, isDemonstration }: BriefingFacts): string[] {
  return [
    ...(latest?.publishedOn ? [`Ofsted’s report of ${dateInWords(latest.publishedOn)}.`] : []),
    `${council}’s plan, findings and recommendations as they stood on ${dateInWords(momentDay(asAt))}.`,
    ...(isDemonstration ? ['Grades and published figures are real. Actions, owners, dates and reasons are demonstration data.'] : []),
  ];
}

/** Every text of the content that people read. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (value === null || typeof value !== 'object') return [];
  return Object.entries(value).flatMap(([key, part]: [string, unknown]) => (key === 'href' || key === 'order' ? [] : textsIn(part)));
}

function lowAreas(latest: Inspection | null): readonly AreaKey[] {
  return (latest?.judgements ?? []).flatMap(({ area, grade }) =>
    grade === null || isGoodOrBetter(grade) || area === 'overall-effectiveness' ? [] : [area],
  );
}

function isTogether(judgement: Judgement | null): boolean {
  return judgement?.covers === 'in-care-and-care-leavers';
}

/** `18 actions: 7 done, 5 on track, 2 at risk, 2 awaiting evidence, 2 overdue.` */
function tallyInWords(standings: readonly StandingWithStatus[]): string {
  const order: readonly Status[] = ['done', 'on-track', 'not-started', 'at-risk', 'awaiting-evidence', 'overdue', 'stopped'];
  const parts = order.flatMap((status) => {
    const count = standings.filter((standing) => standing.status === status).length;
    return count === 0 ? [] : [`${count} ${STATUSES[status].word.toLowerCase()}`];
  });
  return `${counted(standings.length, 'action')}: ${parts.join(', ')}.`;
}

function wordIn(framework: NonNullable<Inspection['framework']>, grade: Grade): string {
  const words = gradeWords(framework, grade);
  return grade === 'requires-improvement' ? 'Requires improvement' : words;
}

function counts(count: number, noun: string): string {
  return `${numberInWords(count)} ${noun}${count === 1 ? '' : 's'}`;
}
