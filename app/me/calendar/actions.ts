'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { makeOwnCalendar, revokeOwnCalendar } from '@/operations/calendar';
import { permitted } from '../../permitted';

/** The address is shown once, in the answer to this form. */
export async function submitMake(): Promise<{ readonly address: string | null }> {
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  return { address: await permitted(actor, '/me/calendar', makeOwnCalendar(actor, at)) };
}

export async function submitRevoke(): Promise<void> {
  const { actor } = await currentRequest();
  await permitted(actor, '/me/calendar', revokeOwnCalendar(actor));
  redirect('/me/calendar');
}
