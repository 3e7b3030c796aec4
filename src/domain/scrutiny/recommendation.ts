import { z } from 'zod';
import {
  accepted,
  calendarDate,
  counted,
  dateInWords,
  day,
  isBefore,
  line,
  listInWords,
  numberInWords,
  optionalParagraphs,
  paragraphs,
  readForm,
  refused,
  startWithCapital,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from '../shared';
import type { Meeting } from './meeting';
import { LONGEST_LINE, LONGEST_TEXT, OPTIONAL_LINK } from './typed';

/** How long there is to answer, and where that is written. It binds the executive; others are asked the same. */
export const RESPONSE_RULE = {
  months: 2,
  words: 'within two months of being given it',
  source: 'Local Government Act 2000, section 9FE',
} as const;

/** What can be answered. */
export const RESPONSES = {
  accepted: { words: 'Accepted', asksForReason: false },
  partly: { words: 'Accepted in part', asksForReason: true },
  rejected: { words: 'Rejected', asksForReason: true },
} as const;

export type Response = keyof typeof RESPONSES;

export function isResponse(text: string): text is Response {
  return Object.hasOwn(RESPONSES, text);
}

/** What has become of a recommendation, in the order in which it asks for attention. */
export const RECOMMENDATION_STATES = {
  overdue: 'Response overdue',
  waiting: 'Waiting for a response',
  partly: 'Accepted in part',
  accepted: 'Accepted',
  rejected: 'Rejected',
  implemented: 'Implemented',
} as const;

export type RecommendationState = keyof typeof RECOMMENDATION_STATES;

function isRecommendationState(text: string): text is RecommendationState {
  return Object.hasOwn(RECOMMENDATION_STATES, text);
}

/** What a committee recommended at a meeting, and what became of it. */
export interface Recommendation {
  readonly id: string;
  readonly meetingId: string;
  /** 1, 2, 3 … within the meeting. */
  readonly number: number;
  readonly wording: string;
  /** The post or body it is addressed to. */
  readonly addressee: string;
  readonly madeOn: CalendarDate;
  /** When the addressee was given it: the time for the response runs from then. */
  readonly givenOn: CalendarDate;
  readonly response: {
    readonly answer: Response;
    /** Null only where it was accepted. */
    readonly reason: string | null;
    readonly on: CalendarDate;
  } | null;
  /** Ids of the actions of the plan that it led to. */
  readonly actions: readonly string[];
  readonly implemented: { readonly on: CalendarDate; readonly evidence: string; readonly link: string | null } | null;
  readonly version: number;
}

/** The last day on which a response is in time. */
export function responseDueOn({ givenOn }: Pick<Recommendation, 'givenOn'>): CalendarDate {
  return givenOn.add({ months: RESPONSE_RULE.months });
}

export function stateOfRecommendation(
  { givenOn, response, implemented }: Pick<Recommendation, 'givenOn' | 'response' | 'implemented'>,
  today: CalendarDate,
): RecommendationState {
  if (implemented !== null) return 'implemented';
  if (response !== null) return response.answer;
  return isBefore(responseDueOn({ givenOn }), today) ? 'overdue' : 'waiting';
}

/** By how many days the response came, or is, too late; 0 in time. */
export function daysLate({ givenOn, response }: Pick<Recommendation, 'givenOn' | 'response'>, today: CalendarDate): number {
  return Math.max(0, responseDueOn({ givenOn }).until(response?.on ?? today, { largestUnit: 'day' }).days);
}

/** When it was answered or has to be, in a sentence without its full stop: "Answered on 1 October 2026, 9 days late". */
export function responseTimeInWords(recommendation: Pick<Recommendation, 'givenOn' | 'response'>, today: CalendarDate): string {
  const due = responseDueOn(recommendation);
  const late = counted(daysLate(recommendation, today), 'day');
  const isLate = daysLate(recommendation, today) > 0;
  const { response } = recommendation;
  if (response !== null) return `Answered on ${dateInWords(response.on)}, ${isLate ? `${late} late` : 'in time'}`;
  return isLate ? `Response was due on ${dateInWords(due)}, ${late} ago` : `Response due by ${dateInWords(due)}`;
}

/** What became of several, in a sentence without its full stop: "Two of five recommendations wait for a response, one of them overdue". */
export function recommendationsInWords(
  recommendations: readonly Pick<Recommendation, 'givenOn' | 'response' | 'implemented'>[],
  today: CalendarDate,
): string {
  const total = recommendations.length;
  if (total === 0) return 'No recommendation is recorded';
  const states = recommendations.map((each) => stateOfRecommendation(each, today));
  const count = (...wanted: readonly RecommendationState[]) => states.filter((state) => wanted.includes(state)).length;
  const overdue = count('overdue');
  const open = count('overdue', 'waiting');
  const late = recommendations.filter((each) => each.response !== null && daysLate(each, today) > 0).length;
  if (open > 0) {
    const waits = `${someOf(open, total)} ${open === 1 ? 'waits' : 'wait'} for a response`;
    if (open === 1) return overdue === 0 ? `${waits}, and has time left` : `${waits} and is overdue`;
    const howMany = overdue === 0 ? 'none' : overdue < open ? numberInWords(overdue) : open === 2 ? 'both' : 'all';
    return `${waits}, ${howMany} of them overdue`;
  }
  const implemented = count('implemented');
  const each = (those: number, words: string) => (those === 0 ? [] : [total === 1 ? words : `${numberInWords(those)} ${words}`]);
  return [
    `${someOf(total, total)} ${total === 1 ? 'is' : 'are'} answered`,
    ...each(late, 'late'),
    ...each(implemented, 'implemented'),
  ].join(', ');
}

/** What an address asks of the recommendations of a council; what it does not know is left out of account. */
export interface RecommendationQuery {
  /** Key of a committee. */
  readonly committee: string;
  /** A state, or `late`: answered late or overdue. */
  readonly state: string;
  readonly addressee: string;
}

/** Those that an address asks for. */
export function selectRecommendations<
  Shown extends { readonly recommendation: Recommendation; readonly meeting: Pick<Meeting, 'committee'> },
>(all: readonly Shown[], { committee, state, addressee }: RecommendationQuery, today: CalendarDate): readonly Shown[] {
  return all.filter(
    ({ recommendation, meeting }) =>
      (committee === '' || meeting.committee.key === committee) &&
      (addressee === '' || recommendation.addressee === addressee) &&
      (state === 'late'
        ? daysLate(recommendation, today) > 0
        : !isRecommendationState(state) || stateOfRecommendation(recommendation, today) === state),
  );
}

/** The three things that are recorded of a recommendation, each with its fields in the order of its form. */
export const RECOMMENDATION_PARTS = {
  wording: [
    { key: 'wording', label: 'What was recommended' },
    { key: 'addressee', label: 'To whom' },
    { key: 'madeOn', label: 'Recommended on' },
    { key: 'givenOn', label: 'Given to them on' },
  ],
  response: [
    { key: 'answer', label: 'Response' },
    { key: 'respondedOn', label: 'Answered on' },
    { key: 'reason', label: 'What was answered' },
    { key: 'actions', label: 'Actions that follow' },
  ],
  implementation: [
    { key: 'implementedOn', label: 'Implemented on' },
    { key: 'evidence', label: 'What shows it' },
    { key: 'evidenceLink', label: 'Where that is' },
  ],
} as const;

export type RecommendationPart = keyof typeof RECOMMENDATION_PARTS;
export type RecommendationField = (typeof RECOMMENDATION_PARTS)[RecommendationPart][number]['key'];
/** All fields, those of the other parts too: text as typed, days as `2026-12-10`, actions by id, one on each line. */
export type RecommendationForm = Texts<RecommendationField>;
export type RecommendationFacts = Omit<Recommendation, 'id' | 'meetingId' | 'number' | 'version'>;

export const EMPTY_RECOMMENDATION: RecommendationForm = {
  ...{ wording: '', addressee: '', madeOn: '', givenOn: '', answer: '', respondedOn: '', reason: '', actions: '' },
  ...{ implementedOn: '', evidence: '', evidenceLink: '' },
};

export function isRecommendationPart(text: string): text is RecommendationPart {
  return Object.hasOwn(RECOMMENDATION_PARTS, text);
}

const TEXT = { longest: LONGEST_TEXT, tooLong: `Shorten this to ${LONGEST_TEXT} characters` };

const WORDING = z.object({
  wording: paragraphs(TEXT.longest, { missing: 'Write down what the committee recommended', tooLong: TEXT.tooLong }),
  addressee: line(LONGEST_LINE, {
    missing: 'Name the post or body it is addressed to, for example Cabinet member for children’s services',
    tooLong: `Shorten this to ${LONGEST_LINE} characters`,
  }),
  madeOn: day('Enter the date on which it was recommended'),
  givenOn: day('Enter the date on which they were given it: the two months run from then'),
});

const RESPONSE = z.object({
  answer: z.string(),
  respondedOn: day('Enter the date of the response'),
  reason: optionalParagraphs(TEXT.longest, TEXT.tooLong),
  actions: z.string().transform((ids) => [...new Set(ids.split('\n').filter((id) => id !== ''))].toSorted()),
});

const IMPLEMENTATION = z.object({
  implementedOn: day('Enter the date from which it is implemented'),
  evidence: paragraphs(TEXT.longest, { missing: 'Say what shows that it was done', tooLong: TEXT.tooLong }),
  evidenceLink: OPTIONAL_LINK,
});

/**
 * What a recommendation becomes by what somebody typed into one part of it, or a sentence for each field that says what to do. `saved` is null for a new one;
 * `actions` are the ids of those of the plan that it can have led to.
 */
export function readRecommendation(
  part: RecommendationPart,
  form: Readonly<Partial<RecommendationForm>>,
  saved: Recommendation | null,
  { actions, today }: { readonly actions: ReadonlySet<string>; readonly today: CalendarDate },
): Result<RecommendationFacts> {
  if (part === 'wording') return readWording(form, saved, today);
  if (saved === null) return refused({ message: 'Record first what was recommended' });
  return part === 'response' ? readResponse(form, saved, actions, today) : readImplementation(form, saved, today);
}

export function recommendationForm({
  wording,
  addressee,
  madeOn,
  givenOn,
  response,
  actions,
  implemented,
}: RecommendationFacts): RecommendationForm {
  return {
    ...{ wording, addressee, madeOn: madeOn.toString(), givenOn: givenOn.toString() },
    ...{ answer: response?.answer ?? '', respondedOn: response?.on.toString() ?? '', reason: response?.reason ?? '' },
    actions: actions.toSorted().join('\n'),
    ...{ implementedOn: implemented?.on.toString() ?? '', evidence: implemented?.evidence ?? '', evidenceLink: implemented?.link ?? '' },
  };
}

/** One field in words. Actions are named by whoever asks. */
export function recommendationFieldInWords(field: RecommendationField, text: string, actionInWords: (id: string) => string): string {
  if (text === '') return '';
  if (field === 'answer' && isResponse(text)) return RESPONSES[text].words;
  if (field === 'actions') return listInWords(text.split('\n').map(actionInWords));
  return field === 'madeOn' || field === 'givenOn' || field === 'respondedOn' || field === 'implementedOn'
    ? dateInWords(calendarDate(text))
    : text;
}

const DAY = z.iso.date();

/** A recommendation as the history keeps it. What is once kept is read for ever: fields are only added. */
export const RECOMMENDATION_VERSION = z.object({
  meetingId: z.string(),
  number: z.number(),
  wording: z.string(),
  addressee: z.string(),
  madeOn: DAY,
  givenOn: DAY,
  response: z.object({ answer: z.enum(['accepted', 'partly', 'rejected']), reason: z.string().nullable(), on: DAY }).nullable(),
  actions: z.array(z.string()),
  implemented: z.object({ on: DAY, evidence: z.string(), link: z.string().nullable() }).nullable(),
});

export type RecommendationVersion = z.infer<typeof RECOMMENDATION_VERSION>;

export function recommendationVersion(recommendation: Recommendation): RecommendationVersion {
  const { meetingId, number, wording, addressee, madeOn, givenOn, response, actions, implemented } = recommendation;
  return {
    ...{ meetingId, number, wording, addressee, madeOn: madeOn.toString(), givenOn: givenOn.toString() },
    response: response && { answer: response.answer, reason: response.reason, on: response.on.toString() },
    actions: actions.toSorted(),
    implemented: implemented && { evidence: implemented.evidence, link: implemented.link, on: implemented.on.toString() },
  };
}

export function recommendationOfVersion(id: string, version: number, kept: RecommendationVersion): Recommendation {
  const { response, implemented } = kept;
  return {
    ...kept,
    ...{ id, version, madeOn: calendarDate(kept.madeOn), givenOn: calendarDate(kept.givenOn) },
    response: response && { ...response, on: calendarDate(response.on) },
    implemented: implemented && { ...implemented, on: calendarDate(implemented.on) },
  };
}

export function recommendationVersionFacts(version: RecommendationVersion) {
  const form = recommendationForm(recommendationOfVersion('', 0, version));
  return Object.values(RECOMMENDATION_PARTS)
    .flat()
    .map(({ key, label }) => {
      const fact = { label, words: recommendationFieldInWords(key, form[key], (id) => id) };
      // Nobody reads ids.
      return key === 'actions' ? { ...fact, changed: () => `Led to ${counted(version.actions.length, 'action')} of the plan` } : fact;
    });
}

function someOf(some: number, total: number): string {
  if (total === 1) return 'The one recommendation';
  if (some < total) return `${startWithCapital(numberInWords(some))} of ${numberInWords(total)} recommendations`;
  return total === 2 ? 'Both recommendations' : `All ${numberInWords(total)} recommendations`;
}

function readWording(
  form: Readonly<Partial<RecommendationForm>>,
  saved: Recommendation | null,
  today: CalendarDate,
): Result<RecommendationFacts> {
  const read = readForm(WORDING, form);
  if (!read.ok) return read;
  const { madeOn, givenOn } = read.value;
  const problems: Problem[] = [];
  if (isBefore(today, madeOn)) problems.push({ field: 'madeOn', message: 'Enter a date that is not ahead' });
  if (isBefore(givenOn, madeOn)) problems.push({ field: 'givenOn', message: 'Enter a date that is not before the recommendation itself' });
  if (isBefore(today, givenOn)) problems.push({ field: 'givenOn', message: 'Enter a date that is not ahead' });
  if (saved?.response && isBefore(saved.response.on, givenOn)) {
    problems.push({ field: 'givenOn', message: `Enter a date up to ${dateInWords(saved.response.on)}: it was answered then` });
  }
  if (saved?.implemented && isBefore(saved.implemented.on, madeOn)) {
    problems.push({ field: 'madeOn', message: `Enter a date up to ${dateInWords(saved.implemented.on)}: it was implemented then` });
  }
  if (problems.length > 0) return refused(...problems);
  const { response, actions, implemented } = saved ?? { response: null, actions: [], implemented: null };
  return accepted({ ...read.value, response, actions, implemented });
}

function readResponse(
  form: Readonly<Partial<RecommendationForm>>,
  saved: Recommendation,
  known: ReadonlySet<string>,
  today: CalendarDate,
): Result<RecommendationFacts> {
  const read = readForm(RESPONSE, { actions: '', ...form });
  const answer = form.answer ?? '';
  const problems: Problem[] = read.ok ? [] : [...read.problems];
  if (!isResponse(answer)) problems.unshift({ field: 'answer', message: 'Choose what was answered' });
  else if (RESPONSES[answer].asksForReason && (form.reason ?? '').trim() === '') {
    problems.push({ field: 'reason', message: `Give the reason: it was ${RESPONSES[answer].words.toLowerCase()}` });
  } else if (answer === 'rejected' && saved.implemented !== null) {
    problems.push({ field: 'answer', message: 'Choose another response: this recommendation is recorded as implemented' });
  }
  if (read.ok) {
    const { respondedOn, actions } = read.value;
    if (isBefore(respondedOn, saved.givenOn)) {
      problems.push({ field: 'respondedOn', message: `Enter a date from ${dateInWords(saved.givenOn)} on: they were given it then` });
    }
    if (isBefore(today, respondedOn)) problems.push({ field: 'respondedOn', message: 'Enter a date that is not ahead' });
    if (!actions.every((id) => known.has(id))) {
      problems.push({ field: 'actions', message: 'Choose actions from the list: one of those sent is not among them' });
    }
  }
  if (!read.ok || !isResponse(answer) || problems.length > 0) return refused(...problems);
  const { respondedOn: on, reason, actions } = read.value;
  return accepted({ ...factsOf(saved), response: { answer, reason, on }, actions });
}

function readImplementation(
  form: Readonly<Partial<RecommendationForm>>,
  saved: Recommendation,
  today: CalendarDate,
): Result<RecommendationFacts> {
  if (saved.response === null) return refused({ message: 'Record the response first: what is not answered is not implemented' });
  if (saved.response.answer === 'rejected') return refused({ message: 'Correct the response first: this recommendation was rejected' });
  const read = readForm(IMPLEMENTATION, form);
  if (!read.ok) return read;
  const { implementedOn: on, evidence, evidenceLink: link } = read.value;
  const problems: Problem[] = [];
  if (isBefore(on, saved.madeOn))
    problems.push({ field: 'implementedOn', message: 'Enter a date that is not before the recommendation itself' });
  if (isBefore(today, on))
    problems.push({ field: 'implementedOn', message: 'Enter a date that is not ahead: what is planned is an action' });
  if (problems.length > 0) return refused(...problems);
  return accepted({ ...factsOf(saved), implemented: { on, evidence, link } });
}

function factsOf({ wording, addressee, madeOn, givenOn, response, actions, implemented }: RecommendationFacts): RecommendationFacts {
  return { wording, addressee, madeOn, givenOn, response, actions, implemented };
}
