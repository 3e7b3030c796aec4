import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { isRecordId } from '@/domain/improvement';
import {
  ANSWER_FIELDS,
  isSubjectKind,
  meetingsAhead,
  QUESTION_VERSION,
  questionOfVersion,
  readAnswer,
  readQuestion,
  type AnswerForm,
  type Meeting,
  type Question,
  type QuestionForm,
  type Subject,
} from '@/domain/scrutiny';
import { accepted, NotFound, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { findQuestion, findSubject, listMeetings, saveScrutiny } from '@/database/scrutiny';
import { newId } from '@/platform/tokens';
import { authorise, authorisePerson } from '../access';
import { councilOf } from '../authorities';
import type { FormChange } from '../conflict';
import { historyActor } from '../history';
import { postsOf } from '../posts';
import { saveByForm, type ScrutinySaved } from './saving';
import { meetingOf, withPosts, type ShownQuestion } from './shown';

/** What a form for a question needs. */
export interface QuestionOpened {
  readonly authority: Authority;
  readonly subject: Subject;
  /** Those still to come, earliest first. */
  readonly meetings: readonly Meeting[];
  /** What was asked before, where it is asked again; otherwise empty. */
  readonly text: string;
}

export interface QuestionView {
  readonly authority: Authority;
  readonly shown: ShownQuestion;
  readonly mayAnswer: boolean;
  /** Whether it joins the briefing. */
  readonly mayChoose: boolean;
  /** The meeting does not take place, and nobody has answered: a member can ask before another. */
  readonly mayAskAgain: boolean;
}

/** What is asked about, as an address says it. */
export interface SubjectAsked {
  readonly kind: string;
  readonly id: string;
}

/** Which question: of a meeting the one with an id. */
export interface WhichQuestion {
  readonly meeting: string;
  readonly question: string;
}

/** What can be asked about a finding, action or indicator, and before which meetings. Throws `Forbidden`, and `NotFound` for an unknown council or subject. */
export async function openQuestion(actor: Actor, slug: string, about: SubjectAsked, today: CalendarDate): Promise<QuestionOpened> {
  authorise(actor, 'ask-questions', slug);
  const authority = await councilOf(slug);
  const [subject, meetings] = await Promise.all([subjectOf(slug, about), listMeetings(slug)]);
  return { authority, subject, meetings: meetingsAhead(meetings, today), text: '' };
}

/** The same, about what an earlier question was about and beginning with its words. Throws as `openQuestion`, and `NotFound` for an unknown question. */
export async function openQuestionAgain(actor: Actor, slug: string, which: WhichQuestion, today: CalendarDate): Promise<QuestionOpened> {
  authorise(actor, 'ask-questions', slug);
  const { question } = await savedQuestion(slug, which);
  return { ...(await openQuestion(actor, slug, question.subject, today)), text: question.text };
}

/** Sends a question for a meeting. Answers where it stands. Throws as `openQuestion`. */
export async function askQuestion(
  actor: Actor,
  slug: string,
  about: SubjectAsked,
  form: QuestionForm,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<Result<WhichQuestion>> {
  authorise(actor, 'ask-questions', slug);
  const { id: askedBy } = authorisePerson(actor);
  await councilOf(slug);
  const [subject, meetings] = await Promise.all([subjectOf(slug, about), listMeetings(slug)]);
  const read = readQuestion(form, meetings, today);
  if (!read.ok) return read;
  const { meeting, text } = read.value;
  const facts = { meetingId: meeting.id, askedBy, subject, text, sentAt: at, answer: null, joinsBriefing: false };
  const question: Question = { ...facts, id: newId(), version: 0 };
  // A correction may have removed the finding between our look and our save.
  const isSaved = await saveScrutiny(slug, { questions: [question] }, { actor: askedBy, reason: null, at });
  if (!isSaved) throw new NotFound(`No ${subject.kind} ${subject.id} of ${slug}`);
  return accepted({ meeting: meeting.key, question: question.id });
}

/** One question, for whoever reads the plan. Throws `Forbidden` and `NotFound`. */
export async function viewQuestion(actor: Actor, slug: string, which: WhichQuestion): Promise<QuestionView> {
  authorise(actor, 'read-plan', slug);
  const authority = await councilOf(slug);
  const found = await savedQuestion(slug, which);
  const [shown] = await withPosts(slug, [found]);
  if (shown === undefined) throw new NotFound(`No question ${which.question}`);
  const isInVain = found.meeting.cancelledReason !== null && found.question.answer === null;
  return {
    authority,
    shown,
    mayAnswer: isAllowed(actor, 'change-plan', slug),
    mayChoose: isAllowed(actor, 'keep-scrutiny', slug),
    mayAskAgain: isInVain && isAllowed(actor, 'ask-questions', slug),
  };
}

/** The form in which a manager answers. Throws `Forbidden` and `NotFound`. */
export async function openAnswer(actor: Actor, slug: string, which: WhichQuestion): Promise<QuestionView & { readonly form: AnswerForm }> {
  authorise(actor, 'change-plan', slug);
  const view = await viewQuestion(actor, slug, which);
  return { ...view, form: answerForm(view.shown.question) };
}

/** Saves the answer, unless the form is older than what is saved: then both texts come back. Throws as `openAnswer`. */
export async function saveAnswer(
  actor: Actor,
  slug: string,
  which: WhichQuestion,
  change: FormChange<'answer'>,
  at: Moment,
): Promise<ScrutinySaved<'answer'>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const by = historyActor(actor);
  const post = (await postsOf(slug, [by]))(by);
  return saveByForm<'answer', AnswerForm>(slug, change, { actor: by, at }, async () => {
    const { question } = await savedQuestion(slug, which);
    return {
      key: question.id,
      change: ({ answer: text }) => ({ key: question.id, change: { questions: [{ ...question, answer: { text, by, post, at } }] } }),
      record: {
        type: 'question',
        id: question.id,
        saved: { form: answerForm(question), version: question.version },
        formAt: (content) =>
          content === null ? { answer: '' } : answerForm(questionOfVersion(question.id, 0, QUESTION_VERSION.parse(JSON.parse(content)))),
        read: readAnswer,
        formOf: (form) => form,
        fields: ANSWER_FIELDS,
        inWords: (_, text) => text,
      },
    };
  });
}

/** A question for whoever chooses what joins the briefing. Throws `Forbidden` and `NotFound`. */
export async function openChoice(actor: Actor, slug: string, which: WhichQuestion): Promise<QuestionView> {
  authorise(actor, 'keep-scrutiny', slug);
  return viewQuestion(actor, slug, which);
}

/** Lets a question and its answer join the meeting's briefing, or takes them out of it. Throws `Forbidden` and `NotFound`. */
export async function chooseForBriefing(
  actor: Actor,
  slug: string,
  which: WhichQuestion,
  { joins, version }: { readonly joins: boolean; readonly version: number },
  at: Moment,
): Promise<Result<Meeting>> {
  authorise(actor, 'keep-scrutiny', slug);
  await councilOf(slug);
  const { meeting, question } = await savedQuestion(slug, which);
  if (question.joinsBriefing === joins) return accepted(meeting);
  const note = { actor: historyActor(actor), reason: null, at };
  const isCurrent = question.version === version;
  if (isCurrent && (await saveScrutiny(slug, { questions: [{ ...question, joinsBriefing: joins }] }, note))) return accepted(meeting);
  return refused({ message: 'Read the question again and choose once more: it has been answered or changed meanwhile' });
}

async function savedQuestion(
  slug: string,
  { meeting: key, question: id }: WhichQuestion,
): Promise<{ readonly meeting: Meeting; readonly question: Question }> {
  const meeting = await meetingOf(slug, key);
  const question = isRecordId(id) ? await findQuestion(meeting.id, id) : null;
  if (question === null) throw new NotFound(`No question ${id} of ${key}`);
  return { meeting, question };
}

async function subjectOf(slug: string, { kind, id }: SubjectAsked): Promise<Subject> {
  const isWellFormed = kind === 'indicator' ? /^[a-z0-9-]{1,100}$/.test(id) : isRecordId(id);
  const subject = isSubjectKind(kind) && isWellFormed ? await findSubject(slug, kind, id) : null;
  if (subject === null) throw new NotFound(`No ${kind} ${id} of ${slug}`);
  return subject;
}

function answerForm({ answer }: Question): AnswerForm {
  return { answer: answer?.text ?? '' };
}
