'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { stopLetters } from '@/operations/people';
import { textIn } from '../../form-answers';

export async function submitStop(form: FormData): Promise<void> {
  const token = textIn(form, 'token');
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  await stopLetters(actor, token, at);
  redirect(`/letters/stop?${new URLSearchParams({ token }).toString()}`);
}
