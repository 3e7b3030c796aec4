'use server';

import { redirect } from 'next/navigation';
import { currentRequest } from '@/operations/access';
import { signOut } from '@/operations/identity';
import { setCookies } from '../form-answers';

export async function submitSignOut(): Promise<void> {
  const { actor } = await currentRequest();
  await setCookies(await signOut(actor));
  redirect('/sign-out?done');
}
