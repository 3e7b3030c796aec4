'use server';

import { redirect } from 'next/navigation';
import { currentRequest } from '@/operations/access';
import { endAllOwnSessions, endOwnSession, signOut } from '@/operations/identity';
import { setCookies, textIn } from '../../form-answers';

export async function submitEndSession(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  await endOwnSession(actor, textIn(form, 'session'));
  redirect('/me/sessions');
}

export async function submitEndAllSessions(): Promise<void> {
  const { actor } = await currentRequest();
  await endAllOwnSessions(actor);
  await setCookies(await signOut(actor));
  redirect('/sign-out');
}
