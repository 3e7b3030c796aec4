'use server';

import { redirect } from 'next/navigation';
import { currentRequest, momentOfChange } from '@/operations/access';
import { publishPlan } from '@/operations/improvement';
import { formAgain, textIn } from '../../../form-answers';
import type { FormState } from '../../../form-page';
import { permitted } from '../../../permitted';

export async function submitPublication(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const input = {
    planId: textIn(form, 'plan'),
    number: textIn(form, 'number'),
    confirms: textIn(form, 'confirms'),
    note: textIn(form, 'note'),
  };
  const outcome = await permitted(actor, `/${council}/plan/publish`, publishPlan(actor, council, input, { at, today }));
  return outcome.ok ? redirect(`/${council}/plan/published`) : formAgain(outcome.problems, form, ['note']);
}
