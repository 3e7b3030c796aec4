'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { acceptInvitation } from '@/operations/identity';
import { formAgain, pageAfter, setCookies, textIn } from '../form-answers';
import type { FormState } from '../form-page';

export async function submitInvitation(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  // The first administrator types an address; to everybody else it is given.
  const email = form.has('email') ? { email: textIn(form, 'email') } : {};
  const answers = { name: textIn(form, 'name'), password: textIn(form, 'password'), ...email };
  const outcome = await acceptInvitation(actor, textIn(form, 'token'), answers, await currentVisit());
  if (!outcome.ok) return formAgain(outcome.problems, form, ['name', 'email']);
  await setCookies(outcome.value.cookies);
  return redirect(pageAfter(outcome.value, '/'));
}
