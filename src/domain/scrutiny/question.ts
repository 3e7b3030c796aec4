import { z } from 'zod';
import {
  accepted,
  counted,
  moment,
  momentText,
  numberInWords,
  paragraphs,
  readForm,
  refused,
  startWithCapital,
  type CalendarDate,
  type Moment,
  type Problem,
  type Result,
  type Texts,
} from '../shared';
import { meetingsAhead, type Meeting } from './meeting';
import { LONGEST_TEXT } from './typed';

/** What a member can ask about. */
export const SUBJECT_KINDS = {
  finding: { words: 'Finding' },
  action: { words: 'Action' },
  indicator: { words: 'Indicator' },
} as const;

export type SubjectKind = keyof typeof SUBJECT_KINDS;

export function isSubjectKind(text: string): text is SubjectKind {
  return Object.hasOwn(SUBJECT_KINDS, text);
}

/** What a question is about. */
export interface Subject {
  readonly kind: SubjectKind;
  /** Of a finding or action its id, of an indicator its key. */
  readonly id: string;
  readonly title: string;
}

/** What a member asks before a meeting. What was asked is never changed. */
export interface Question {
  readonly id: string;
  readonly meetingId: string;
  /** Id of a person. */
  readonly askedBy: string;
  readonly subject: Subject;
  readonly text: string;
  readonly sentAt: Moment;
  readonly answer: {
    readonly text: string;
    /** Id of a person. */
    readonly by: string;
    /** The post in which that person answered. */
    readonly post: string | null;
    readonly at: Moment;
  } | null;
  /** Question and answer become part of the meeting's briefing. */
  readonly joinsBriefing: boolean;
  readonly version: number;
}

/** Where a subject's own page is, below the council's address. */
export function subjectPath({ kind, id }: Pick<Subject, 'kind' | 'id'>): string {
  return { finding: 'findings', action: 'plan/actions', indicator: 'indicators' }[kind].concat('/', encodeURIComponent(id));
}

/** What became of several questions, in a sentence without its full stop: "One of two questions is answered". */
export function questionsInWords(questions: readonly Pick<Question, 'answer'>[]): string {
  const total = questions.length;
  if (total === 0) return 'Nobody has asked a question yet';
  const answered = questions.filter(({ answer }) => answer !== null).length;
  if (total === 1) return `One question is asked, and ${answered === 1 ? 'answered' : 'not answered yet'}`;
  if (answered === total) return `${total === 2 ? 'Both' : `All ${numberInWords(total)}`} questions are answered`;
  if (answered === 0) return `None of ${counted(total, 'question')} is answered yet`;
  return `${startWithCapital(numberInWords(answered))} of ${numberInWords(total)} questions ${answered === 1 ? 'is' : 'are'} answered`;
}

/** What somebody typed as a question: for which meeting, by its id, and what. */
export type QuestionForm = Texts<'meeting' | 'text'>;

const QUESTION = z.object({
  meeting: z.string(),
  text: paragraphs(LONGEST_TEXT, { missing: 'Write what you want to know', tooLong: `Shorten the question to ${LONGEST_TEXT} characters` }),
});

/** A question for one of the meetings that are still ahead, or a sentence for each field that says what to do. */
export function readQuestion(
  form: QuestionForm,
  meetings: readonly Meeting[],
  today: CalendarDate,
): Result<{ readonly meeting: Meeting; readonly text: string }> {
  const read = readForm(QUESTION, form);
  const meeting = meetingsAhead(meetings, today).find(({ id }) => id === form.meeting);
  const problems: Problem[] = read.ok ? [] : [...read.problems];
  if (meeting === undefined) problems.unshift({ field: 'meeting', message: 'Choose a meeting that is still to come' });
  if (!read.ok || meeting === undefined || problems.length > 0) return refused(...problems);
  return accepted({ meeting, text: read.value.text });
}

/** The field of the form in which a question is answered. */
export const ANSWER_FIELDS = [{ key: 'answer', label: 'Answer' }] as const;

export type AnswerForm = Texts<'answer'>;

const ANSWER = z.object({
  answer: paragraphs(LONGEST_TEXT, { missing: 'Write the answer', tooLong: `Shorten the answer to ${LONGEST_TEXT} characters` }),
});

export function readAnswer(form: AnswerForm): Result<AnswerForm> {
  return readForm(ANSWER, form);
}

/** A question as the history keeps it. What is once kept is read for ever: fields are only added. */
export const QUESTION_VERSION = z.object({
  meetingId: z.string(),
  askedBy: z.string(),
  subject: z.object({ kind: z.enum(['finding', 'action', 'indicator']), id: z.string(), title: z.string() }),
  text: z.string(),
  sentAt: z.string(),
  answer: z.object({ text: z.string(), by: z.string(), post: z.string().nullable(), at: z.string() }).nullable(),
  joinsBriefing: z.boolean(),
});

export type QuestionVersion = z.infer<typeof QUESTION_VERSION>;

export function questionVersion({ meetingId, askedBy, subject, text, sentAt, answer, joinsBriefing }: Question): QuestionVersion {
  return {
    ...{ meetingId, askedBy, subject: { kind: subject.kind, id: subject.id, title: subject.title }, text, sentAt: momentText(sentAt) },
    answer: answer && { text: answer.text, by: answer.by, post: answer.post, at: momentText(answer.at) },
    joinsBriefing,
  };
}

export function questionOfVersion(id: string, version: number, kept: QuestionVersion): Question {
  const { answer } = kept;
  return { ...kept, id, version, sentAt: moment(kept.sentAt), answer: answer && { ...answer, at: moment(answer.at) } };
}

export function questionVersionFacts({ subject, text, answer, joinsBriefing }: QuestionVersion) {
  return [
    { label: 'About', words: `${SUBJECT_KINDS[subject.kind].words.toLowerCase()} “${subject.title}”` },
    { label: 'Question', words: text },
    { label: 'Answer', words: answer === null ? '' : `“${answer.text}”`, changed: answerChanged },
    { label: 'Joins the briefing', words: joinsBriefing ? 'yes' : 'no' },
  ];
}

function answerChanged(before: string, after: string): string {
  if (after === '') return `Answer taken back: it was ${before}`;
  return before === '' ? `Answered: ${after}` : `Answer corrected from ${before} to ${after}`;
}
