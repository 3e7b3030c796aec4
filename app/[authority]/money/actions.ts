'use server';

import { redirect } from 'next/navigation';
import { AIM_FIELDS, EMPTY_AIMS, INVESTMENT_FIELDS, type InvestmentForm } from '@/domain/improvement';
import { currentRequest, momentOfChange } from '@/operations/access';
import { saveInvestment } from '@/operations/improvement';
import { choicesIn, formWithConflict, textIn, textsIn } from '../../form-answers';
import type { ConflictState } from '../../form-conflict';
import { permittedToSend } from '../../permitted';

const FIELDS = INVESTMENT_FIELDS.map(({ key }) => key);

/** Saves an investment, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitInvestment(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const id = textIn(form, 'investment') || null;
  const reason = textIn(form, 'reason');
  const change = { id, form: typedIn(form), version: Number(textIn(form, 'version')), reason, choices: choicesIn(form, FIELDS) };
  const saving = saveInvestment(actor, council, change, { today, at });
  const outcome = await permittedToSend(actor, `/${council}/money/${id ?? 'new'}`, saving);
  if (outcome.saved) redirect(`/${council}/money`);
  return formWithConflict(outcome.again, { reason });
}

function typedIn(form: FormData): InvestmentForm {
  const field = (key: keyof InvestmentForm) => textIn(form, key);
  return {
    title: field('title'),
    purpose: field('purpose'),
    kind: field('kind'),
    amount: field('amount'),
    firstYear: field('firstYear'),
    lastYear: field('lastYear'),
    word: field('word'),
    by: field('by'),
    on: field('on'),
    sourceName: field('sourceName'),
    sourceUrl: field('sourceUrl'),
    note: field('note'),
    actions: form.getAll('actions').map(String).join(' '),
    ...EMPTY_AIMS,
    ...textsIn(
      form,
      AIM_FIELDS.map(({ key }) => key),
    ),
  };
}
