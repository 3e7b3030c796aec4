'use server';

import { redirect } from 'next/navigation';
import { ACTION_FIELDS, EMPTY_ACTION, EMPTY_OBJECTIVE, EMPTY_PLAN, OBJECTIVE_FIELDS, PLAN_FIELDS } from '@/domain/improvement';
import { currentRequest, momentOfChange } from '@/operations/access';
import { saveAction, saveObjective, savePlan } from '@/operations/improvement';
import { choicesIn, formWithConflict, textIn, textsIn } from '../../form-answers';
import type { ConflictState } from '../../form-conflict';
import { permittedToSend } from '../../permitted';

/** Saves a plan; a new one leads to its first objective. */
export async function submitPlan(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, council, id, version, at } = await sentBy(form);
  const keys = PLAN_FIELDS.map(({ key }) => key);
  const change = { form: { ...EMPTY_PLAN, ...textsIn(form, keys) }, version, choices: choicesIn(form, keys) };
  const outcome = await permittedToSend(actor, `/${council}/plan`, savePlan(actor, council, id, change, at));
  if (!outcome.saved) return formWithConflict(outcome.again, {});
  redirect(id === null ? `/${council}/plan/objectives/new?plan=${outcome.id}` : `/${council}/plan?plan=${outcome.id}`);
}

/** Saves an objective; a new one leads to its first action. */
export async function submitObjective(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, council, id, version, at } = await sentBy(form);
  const keys = OBJECTIVE_FIELDS.map(({ key }) => key);
  const change = { form: { ...EMPTY_OBJECTIVE, ...textsIn(form, keys) }, version, choices: choicesIn(form, keys) };
  const which = id === null ? { planId: textIn(form, 'plan') } : { objectiveId: id };
  const outcome = await permittedToSend(actor, `/${council}/plan`, saveObjective(actor, council, which, change, at));
  if (!outcome.saved) return formWithConflict(outcome.again, {});
  redirect(id === null ? `/${council}/plan/actions/new?objective=${outcome.id}` : `/${council}/plan/objectives/${outcome.id}`);
}

export async function submitAction(_previous: ConflictState, form: FormData): Promise<ConflictState> {
  const { actor, council, id, version, at } = await sentBy(form);
  const keys = ACTION_FIELDS.map(({ key }) => key);
  const change = { form: { ...EMPTY_ACTION, ...textsIn(form, keys) }, version, choices: choicesIn(form, keys) };
  const which = id === null ? { objectiveId: textIn(form, 'objective') } : { actionId: id };
  const outcome = await permittedToSend(actor, `/${council}/plan`, saveAction(actor, council, which, change, at));
  if (!outcome.saved) return formWithConflict(outcome.again, {});
  redirect(`/${council}/plan/actions/${outcome.id}`);
}

/** Who sends a form, of which record (null for a new one), and at which version of it. */
async function sentBy(form: FormData) {
  const { actor } = await currentRequest();
  const at = await momentOfChange();
  return { actor, at, council: textIn(form, 'council'), id: textIn(form, 'record') || null, version: Number(textIn(form, 'version')) };
}
