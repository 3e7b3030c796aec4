'use server';

import { redirect } from 'next/navigation';
import { currentRequest, momentOfChange } from '@/operations/access';
import { recordFigure } from '@/operations/indicators';
import { formAgain, textIn } from '../../../../form-answers';
import type { FormState } from '../../../../form-page';
import { permittedToSend } from '../../../../permitted';

/** Enters or corrects a figure, or gives the form back with what is wrong, or with what somebody else has entered meanwhile. */
export async function submitFigure(_previous: FigureState, form: FormData): Promise<FigureState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const field = (name: string) => textIn(form, name);
  const [council, indicator, begins] = [field('council'), field('indicator'), field('begins')];
  const typed = { value: field('value'), base: field('base'), marker: field('marker'), reason: field('reason') };
  const entry = { indicator, begins, form: typed, load: Number(field('load')) };
  const address = `/${council}/indicators/${indicator}/figures`;
  const outcome = await permittedToSend(actor, `${address}/${begins}`, recordFigure(actor, council, entry, { today, at }));
  if (outcome.ok) redirect(address);
  return { ...formAgain(outcome.problems, form, ['value', 'base', 'marker', 'reason']), load: outcome.load };
}

export interface FigureState extends FormState {
  /** Which load said what is there now; 0 for none. */
  readonly load: number;
}
