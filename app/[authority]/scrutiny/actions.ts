'use server';

import { redirect } from 'next/navigation';
import {
  COMMITTEE_FIELDS,
  EMPTY_COMMITTEE,
  EMPTY_MEETING,
  EMPTY_RECOMMENDATION,
  isRecommendationPart,
  MEETING_FIELDS,
  RECOMMENDATION_PARTS,
} from '@/domain/scrutiny';
import { currentRequest, momentOfChange } from '@/operations/access';
import { askQuestion, chooseForBriefing, saveAnswer, saveCommittee, saveMeeting, saveRecommendation } from '@/operations/scrutiny';
import { choicesIn, formAgain, formWithConflict, textIn, textsIn } from '../../form-answers';
import type { ConflictState } from '../../form-conflict';
import type { FormState } from '../../form-page';
import { permittedToSend } from '../../permitted';

/** Saves a committee, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitCommittee(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, when, council } = await whoSends(form);
  const key = textIn(form, 'record') || null;
  const change = changeIn(form, COMMITTEE_FIELDS, EMPTY_COMMITTEE);
  const saving = saveCommittee(actor, council, key, change, when);
  const outcome = await permittedToSend(actor, `/${council}/scrutiny/committees/${key ?? 'new'}`, saving);
  return outcome.saved ? redirect(`/${council}/scrutiny#committees`) : formWithConflict(outcome.again, {});
}

/** The same of a meeting. */
export async function submitMeeting(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, when, council } = await whoSends(form);
  const key = textIn(form, 'record') || null;
  const change = changeIn(form, MEETING_FIELDS, EMPTY_MEETING);
  const saving = saveMeeting(actor, council, key, change, when);
  const outcome = await permittedToSend(actor, `/${council}/scrutiny/${key === null ? 'new' : `${key}/change`}`, saving);
  return outcome.saved ? redirect(`/${council}/scrutiny/${outcome.key}`) : formWithConflict(outcome.again, {});
}

/** The same of one part of a recommendation. */
export async function submitRecommendation(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, when, council } = await whoSends(form);
  const meeting = textIn(form, 'meeting');
  const number = textIn(form, 'record');
  const asked = textIn(form, 'part');
  const part = isRecommendationPart(asked) ? asked : 'wording';
  const change = changeIn(form, RECOMMENDATION_PARTS[part], EMPTY_RECOMMENDATION);
  const which = { meeting, number: number === '' ? null : Number(number) };
  const saving = saveRecommendation(actor, council, which, { part, change }, when);
  const home = `/${council}/scrutiny/${meeting}`;
  const outcome = await permittedToSend(actor, `${home}/recommendations/${number === '' ? 'new' : `${number}/${part}`}`, saving);
  return outcome.saved ? redirect(`${home}#recommendations`) : formWithConflict(outcome.again, {});
}

/** Sends a question. */
export async function submitQuestion(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, when, council } = await whoSends(form);
  const about = { kind: textIn(form, 'kind'), id: textIn(form, 'id') };
  const typed = { meeting: textIn(form, 'meeting'), text: textIn(form, 'text') };
  const asking = askQuestion(actor, council, about, typed, when);
  const outcome = await permittedToSend(actor, `/${council}/scrutiny/ask?${new URLSearchParams(about).toString()}`, asking);
  if (!outcome.ok) return formAgain(outcome.problems, form, ['meeting', 'text']);
  return redirect(`/${council}/scrutiny/${outcome.value.meeting}/questions/${outcome.value.question}`);
}

/** Saves the answer to a question, or gives the form back. */
export async function submitAnswer(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, when, council } = await whoSends(form);
  const which = { meeting: textIn(form, 'meeting'), question: textIn(form, 'record') };
  const change = changeIn(form, [{ key: 'answer' }], { answer: '' });
  const address = `/${council}/scrutiny/${which.meeting}/questions/${which.question}`;
  const outcome = await permittedToSend(actor, `${address}/answer`, saveAnswer(actor, council, which, change, when.at));
  return outcome.saved ? redirect(address) : formWithConflict(outcome.again, {});
}

/** Lets a question join the briefing, or takes it out. */
export async function submitChoice(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, when, council } = await whoSends(form);
  const which = { meeting: textIn(form, 'meeting'), question: textIn(form, 'record') };
  const choice = { joins: textIn(form, 'joins') === 'yes', version: Number(textIn(form, 'version')) };
  const address = `/${council}/scrutiny/${which.meeting}/questions/${which.question}`;
  const outcome = await permittedToSend(actor, `${address}/briefing`, chooseForBriefing(actor, council, which, choice, when.at));
  return outcome.ok ? redirect(address) : formAgain(outcome.problems, form, ['joins']);
}

async function whoSends(form: FormData) {
  const { actor, today } = await currentRequest();
  return { actor, when: { today, at: await momentOfChange() }, council: textIn(form, 'council') };
}

/** What of a record a form holds, the other fields empty; what can be chosen several times stands line by line. */
function changeIn<Key extends string>(form: FormData, fields: readonly { readonly key: Key }[], empty: Readonly<Record<Key, string>>) {
  const keys = fields.map(({ key }) => key);
  const typed: Readonly<Record<Key, string>> = { ...empty, ...textsIn(form, keys) };
  return { form: typed, version: Number(textIn(form, 'version')), choices: choicesIn(form, keys) };
}
