'use server';

import { redirect } from 'next/navigation';
import { enterDemonstration } from '@/operations/demonstration';
import { safeDestination } from '@/domain/access';
import { currentRequest, currentVisit } from '@/operations/access';
import { signIn } from '@/operations/identity';
import { formAgain, pageAfter, setCookies, textIn } from '../form-answers';
import type { FormState } from '../form-page';
import { permitted } from '../permitted';

export async function submitSignIn(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const outcome = await signIn(actor, { email: textIn(form, 'email'), password: textIn(form, 'password') }, await currentVisit());
  if (!outcome.ok) return formAgain(outcome.problems, form, ['email']);
  await setCookies(outcome.value.cookies);
  const next = safeDestination(textIn(form, 'next'));
  return redirect(pageAfter(outcome.value, next));
}

export async function submitDemonstrationEntry(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const visit = await currentVisit();
  const outcome = await permitted(actor, '/', enterDemonstration(actor, { role: textIn(form, 'role') }, visit));
  if (!outcome.ok) return formAgain(outcome.problems, form, []);
  await setCookies(outcome.value.cookies);
  return redirect(safeDestination(textIn(form, 'next')));
}
