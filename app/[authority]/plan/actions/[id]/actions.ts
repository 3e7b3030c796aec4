'use server';

import { redirect } from 'next/navigation';
import type { Actor } from '@/domain/access';
import { currentRequest, momentOfChange } from '@/operations/access';
import {
  addEvidence,
  checkEvidence,
  closeAction,
  giveEvidence,
  moveDueDate,
  reopenAction,
  reportProgress,
  stopAction,
  takeUpAgain,
  type ActionChanged,
  type FormText,
  type When,
} from '@/operations/improvement';
import { textIn, textsIn } from '../../../../form-answers';
import { permittedToSend } from '../../../../permitted';
import { actionAddress, type ActionFormState } from './about-action';

const EVIDENCE = ['title', 'kind', 'datedOn', 'link', 'shows'];

/** Whoever reports on an own action goes on with the next one. */
export async function submitReport(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  const fields = ['done', 'difference', 'stepsFinished', 'outlook', 'confidence', 'blockers'];
  return submit(form, 'report', fields, reportProgress, '/plan/mine?reported=yes');
}

export async function submitDueDate(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'due-date', ['dueOn', 'reason'], moveDueDate);
}

export async function submitStop(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'stop', ['reason'], stopAction);
}

export async function submitTakingUp(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'reopen', ['reason'], takeUpAgain);
}

export async function submitReopening(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'reopen', ['reason'], reopenAction);
}

export async function submitClosing(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'close', [], closeAction);
}

export async function submitNewEvidence(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  return submit(form, 'evidence/new', EVIDENCE, addEvidence);
}

export async function submitEvidence(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  const evidence = textIn(form, 'evidence');
  return submit(form, `evidence/${evidence}`, EVIDENCE, async (actor, slug, id, typed, when) =>
    giveEvidence(actor, slug, [id, evidence], typed, when),
  );
}

export async function submitCheck(_previous: ActionFormState, form: FormData): Promise<ActionFormState> {
  const evidence = textIn(form, 'evidence');
  return submit(form, `evidence/${evidence}`, ['verdict', 'why'], async (actor, slug, id, typed, when) =>
    checkEvidence(actor, slug, [id, evidence], typed, when),
  );
}

/** What is done leads to the action, or for its owner to `ownPage`; what is refused comes back with what was typed and the version that the next attempt starts from. */
async function submit(form: FormData, page: string, fields: readonly string[], change: Change, ownPage?: string): Promise<ActionFormState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const id = textIn(form, 'action');
  const values = textsIn(form, fields);
  const changing = change(actor, council, id, { ...values, version: textIn(form, 'version') }, { today, at });
  const outcome = await permittedToSend(actor, actionAddress(council, id, page), changing);
  if (outcome.ok) redirect(ownPage !== undefined && outcome.isOwn ? `/${council}${ownPage}` : actionAddress(council, id));
  return { problems: outcome.problems, values, version: outcome.version };
}

type Change = (actor: Actor, slug: string, actionId: string, form: FormText, when: When) => Promise<ActionChanged>;
