import { forbidden, notFound, redirect } from 'next/navigation';
import type { Actor } from '@/domain/access';
import { Forbidden, NotFound } from '@/domain/shared';

/**
 * What an operation answers to whoever asks for a page. Somebody who is not signed in is led to signing in and back to `address`; somebody who may not sees
 * that, and what does not exist is not found.
 */
export async function permitted<View>(actor: Actor, address: string, answer: Promise<View>): Promise<View> {
  return answeredOr(forbidden, actor, address, answer);
}

/** The same for a form that was sent. Next answers a refusal there, without script, with the page for what does not exist: hence the way round. */
export async function permittedToSend<Outcome>(actor: Actor, address: string, answer: Promise<Outcome>): Promise<Outcome> {
  return answeredOr(() => redirect('/no-access'), actor, address, answer);
}

async function answeredOr<View>(refuse: () => never, actor: Actor, address: string, answer: Promise<View>): Promise<View> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    if (!(error instanceof Forbidden)) throw error;
    if (actor.kind === 'public') redirect(`/sign-in?${new URLSearchParams({ next: address }).toString()}`);
    return refuse();
  }
}
