'use server';

import { redirect } from 'next/navigation';
import { NOTE_FIELDS, TARGET_FIELDS } from '@/domain/indicators';
import { currentRequest, momentOfChange } from '@/operations/access';
import { removeNote, removeTarget, saveNote, saveTarget } from '@/operations/indicators';
import { choicesIn, formAgain, formWithConflict, textIn } from '../../../form-answers';
import type { ConflictState } from '../../../form-conflict';
import type { FormState } from '../../../form-page';
import { permittedToSend } from '../../../permitted';

const TARGET_KEYS = TARGET_FIELDS.map(({ key }) => key);
const NOTE_KEYS = NOTE_FIELDS.map(({ key }) => key);

/** Sets or changes a target, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitTarget(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  const { council, indicator, record, address } = about(form);
  const typed = { value: textIn(form, 'value'), by: textIn(form, 'by') };
  const change = { ...changeIn(form), id: record, form: typed, choices: choicesIn(form, TARGET_KEYS) };
  const saving = saveTarget(actor, council, indicator, change, at);
  const outcome = await permittedToSend(actor, `${address}/targets/${record ?? 'new'}`, saving);
  return outcome.saved ? redirect(`${address}#targets`) : formWithConflict(outcome.again, { reason: change.reason });
}

/** The same of a note. */
export async function submitNote(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const { council, indicator, record, address } = about(form);
  const typed = { about: textIn(form, 'about'), text: textIn(form, 'text') };
  const change = { ...changeIn(form), id: record, form: typed, choices: choicesIn(form, NOTE_KEYS) };
  const saving = saveNote(actor, council, indicator, change, { today, at });
  const outcome = await permittedToSend(actor, `${address}/notes/${record ?? 'new'}`, saving);
  return outcome.saved ? redirect(`${address}#notes`) : formWithConflict(outcome.again, { reason: change.reason });
}

/** Takes a target or a note away: the form says which. */
export async function submitRemoval(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  const { council, indicator, record, address } = about(form);
  const kind = textIn(form, 'kind') === 'notes' ? 'notes' : 'targets';
  const remove = kind === 'notes' ? removeNote : removeTarget;
  const removing = remove(actor, council, indicator, { ...changeIn(form), id: record ?? '' }, at);
  const outcome = await permittedToSend(actor, `${address}/${kind}/${record}/remove`, removing);
  return outcome.ok ? redirect(`${address}#${kind}`) : formAgain(outcome.problems, form, ['reason']);
}

function about(form: FormData) {
  const [council, indicator] = [textIn(form, 'council'), textIn(form, 'indicator')];
  return { council, indicator, record: textIn(form, 'record') || null, address: `/${council}/indicators/${indicator}` };
}

function changeIn(form: FormData) {
  return { version: Number(textIn(form, 'version')), reason: textIn(form, 'reason') };
}
