'use server';

import { redirect } from 'next/navigation';
import { currentRequest, momentOfChange } from '@/operations/access';
import { saveSelfEvaluation } from '@/operations/self-evaluation';
import { choicesIn, formWithConflict, textIn } from '../../form-answers';
import type { ConflictState } from '../../form-conflict';
import { permittedToSend } from '../../permitted';
import { yearIn } from './year';

/** Saves a year's self-evaluation, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitSelfEvaluation(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const year = yearIn(textIn(form, 'year'));
  const reason = textIn(form, 'reason');
  const address = `/${council}/self-evaluation/${year}`;
  const names = [...form.keys()];
  // The operation takes out of these what the year asks for.
  const typed = Object.fromEntries(names.map((name) => [name, textIn(form, name)]));
  const change = { form: typed, version: Number(textIn(form, 'version')), reason, choices: choicesIn(form, names) };
  const saving = saveSelfEvaluation(actor, council, year, change, { today, at });
  const outcome = await permittedToSend(actor, `${address}/change`, saving);
  if (outcome.saved) redirect(address);
  return formWithConflict(outcome.again, { reason });
}
