'use server';

import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { invitePerson, openAccountAgain, type SentLink } from '@/operations/identity';
import { changeRoles, changeSuspension, endSessionsOf, eraseMember, withdrawInvitation, type MemberChange } from '@/operations/people';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';
import { permittedToSend } from '../../permitted';
import { memberAddress } from './member-address';

/** Sends an invitation; where it cannot be sent, its link comes back, this once. */
export async function submitInvitationOf(_previous: SendingState, form: FormData): Promise<SendingState> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  const roles = form.getAll('roles').map(String);
  const inviting = invitePerson(actor, council, { email: textIn(form, 'email'), roles }, await currentVisit());
  const outcome = await permittedToSend(actor, `/${council}/people/invite`, inviting);
  if (outcome.ok) return { problems: [], values: { email: textIn(form, 'email') }, sent: outcome.value };
  const again = formAgain(outcome.problems, form, ['email']);
  return { ...again, values: { ...again.values, roles: roles.join(',') } };
}

export async function submitWithdrawal(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  await permittedToSend(actor, `/${council}/people`, withdrawInvitation(actor, council, textIn(form, 'invitation')));
  redirect(`/${council}/people`);
}

export async function submitRoles(_previous: MemberState, form: FormData): Promise<MemberState> {
  const { actor } = await currentRequest();
  const { council, person, at } = await whoseIn(form);
  const roles = form.getAll('roles').map(String);
  const saving = changeRoles(actor, council, person, { roles, reason: textIn(form, 'reason'), version: textIn(form, 'version') }, at);
  const outcome = await permittedToSend(actor, memberAddress(council, person, 'roles'), saving);
  if (outcome.ok) redirect(`${memberAddress(council, person)}?done=roles`);
  return memberForm(outcome, form, roles);
}

export async function submitSuspension(_previous: MemberState, form: FormData): Promise<MemberState> {
  const { actor } = await currentRequest();
  const { council, person, at } = await whoseIn(form);
  const suspended = textIn(form, 'suspended') === 'yes';
  const answers = { suspended, reason: textIn(form, 'reason'), version: textIn(form, 'version') };
  const outcome = await permittedToSend(
    actor,
    memberAddress(council, person, 'suspension'),
    changeSuspension(actor, council, person, answers, at),
  );
  if (outcome.ok) redirect(`${memberAddress(council, person)}?done=${suspended ? 'suspended' : 'restored'}`);
  return memberForm(outcome, form, []);
}

export async function submitEndSessions(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  const { council, person } = await whoseIn(form);
  await permittedToSend(actor, memberAddress(council, person, 'sessions'), endSessionsOf(actor, council, person));
  redirect(`${memberAddress(council, person)}?done=sessions`);
}

/** Sends the link by which somebody gets in again; where it cannot be sent, it comes back, this once. */
export async function submitRecovery(_previous: SendingState, form: FormData): Promise<SendingState> {
  const { actor } = await currentRequest();
  const { council, person } = await whoseIn(form);
  const opening = openAccountAgain(actor, council, person, await currentVisit());
  const outcome = await permittedToSend(actor, memberAddress(council, person, 'recovery'), opening);
  return outcome.ok ? { problems: [], values: {}, sent: outcome.value } : formAgain(outcome.problems, form, []);
}

export async function submitErasure(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const { council, person, at } = await whoseIn(form);
  const erasing = eraseMember(actor, council, person, { reason: textIn(form, 'reason') }, at);
  const outcome = await permittedToSend(actor, memberAddress(council, person, 'erasure'), erasing);
  return outcome.ok ? redirect(`/${council}/people`) : formAgain(outcome.problems, form, ['reason']);
}

async function whoseIn(form: FormData) {
  const { at } = await currentVisit();
  return { council: textIn(form, 'council'), person: textIn(form, 'person'), at };
}

/** With the version as it is now, so that the next attempt counts. */
function memberForm(outcome: Exclude<MemberChange, { ok: true }>, form: FormData, roles: readonly string[]): MemberState {
  return { ...formAgain(outcome.problems, form, ['reason']), roles, version: outcome.version };
}

export interface SendingState extends FormState {
  readonly sent?: SentLink;
}

export interface MemberState extends FormState {
  readonly roles: readonly string[];
  /** Of what the form belongs to. */
  readonly version: number;
}
