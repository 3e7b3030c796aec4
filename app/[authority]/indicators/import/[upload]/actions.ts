'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import { currentRequest, momentOfChange } from '@/operations/access';
import { confirmFigures, discardFigureUpload } from '@/operations/indicators';
import { formAgain, textIn } from '../../../../form-answers';
import type { FormState } from '../../../../form-page';
import { permittedToSend } from '../../../../permitted';

/** Imports what was looked at; where it would be something else by now, the page is made anew and shows that. */
export async function submitFigures(_previous: FigureImportState, form: FormData): Promise<FigureImportState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const address = addressIn(form);
  const confirmation = { confirms: textIn(form, 'confirms'), reason: textIn(form, 'reason') };
  const importing = confirmFigures(actor, textIn(form, 'council'), textIn(form, 'upload'), confirmation, { today, at });
  const outcome = await permittedToSend(actor, address, importing);
  if (outcome.outcome === 'imported') redirect(address);
  if (outcome.outcome === 'refused') return { ...formAgain(outcome.problems, form, ['reason']), changed: false };
  refresh();
  return { ...formAgain([], form, ['reason']), changed: true };
}

export async function submitFigureDiscard(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  await permittedToSend(actor, addressIn(form), discardFigureUpload(actor, council, textIn(form, 'upload')));
  redirect(`/${council}/indicators/import`);
}

function addressIn(form: FormData): string {
  return `/${textIn(form, 'council')}/indicators/import/${textIn(form, 'upload')}`;
}

export interface FigureImportState extends FormState {
  /** Something else would be done by now than what was looked at. */
  readonly changed: boolean;
}
