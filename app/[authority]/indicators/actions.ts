'use server';

import { redirect } from 'next/navigation';
import { OWN_FIELDS, type OwnForm } from '@/domain/indicators';
import { currentRequest, momentOfChange } from '@/operations/access';
import { saveOwnIndicator } from '@/operations/indicators';
import { choicesIn, formWithConflict, textIn } from '../../form-answers';
import type { ConflictState } from '../../form-conflict';
import { permittedToSend } from '../../permitted';

const KEYS = OWN_FIELDS.map(({ key }) => key);

/** Defines or changes an indicator of the council's own, or gives the form back with what is wrong, or with what somebody else has saved meanwhile. */
export async function submitOwnIndicator(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const key = textIn(form, 'indicator') || null;
  const reason = textIn(form, 'reason');
  const change = { key, form: typedIn(form), version: Number(textIn(form, 'version')), reason, choices: choicesIn(form, KEYS) };
  const address = `/${council}/indicators/${key === null ? 'new' : `${key}/change`}`;
  const outcome = await permittedToSend(actor, address, saveOwnIndicator(actor, council, change, { today, at }));
  if (!outcome.saved) return formWithConflict(outcome.again, { reason });
  return redirect(`/${council}/indicators/${outcome.key}${key === null ? '/figures' : ''}`);
}

function typedIn(form: FormData): OwnForm {
  const field = (key: keyof OwnForm) => textIn(form, key);
  return {
    name: field('name'),
    unit: field('unit'),
    decimals: field('decimals'),
    polarity: field('polarity'),
    frequency: field('frequency'),
    area: field('area'),
    sourceName: field('sourceName'),
    isPublic: field('isPublic'),
  };
}
