import type { Actor } from '@/domain/access';
import * as sessions from '@/database/sessions';
import type { Visit } from '@/platform/visit';
import { authorisePerson } from '../access';

/** Where the person asking is signed in, this session marked. */
export async function listOwnSessions(actor: Actor, { at }: Pick<Visit, 'at'>): Promise<readonly OwnSession[]> {
  const { id, sessionId } = authorisePerson(actor);
  const all = await sessions.listSessions(id, at);
  return all.map((session) => ({ ...session, isThisOne: session.id === sessionId }));
}

/** Ends one of the person's own sessions; anybody else's is left alone. Answers whether there was one: it may have ended meanwhile. */
export async function endOwnSession(actor: Actor, sessionId: string): Promise<boolean> {
  return sessions.endSession(authorisePerson(actor).id, sessionId);
}

/** Ends every session of the person, this one too. */
export async function endAllOwnSessions(actor: Actor): Promise<void> {
  await sessions.endSessions(authorisePerson(actor).id);
}

export interface OwnSession extends sessions.Session {
  readonly isThisOne: boolean;
}
