'use server';

import { redirect } from 'next/navigation';
import type { DraftField } from '@/domain/findings';
import { momentInWords } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import {
  beginCorrection,
  beginDraft,
  publishDraft,
  removeDraftFinding,
  saveDraftPart,
  throwAwayDraft,
  type DraftConflict,
  type PublicationView,
} from '@/operations/recording';
import type { ConflictProps } from '@/ui/govuk/conflict';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';
import { permitted } from '../../permitted';
import { draftAddress } from './draft-address';

/** What goes along with a form of a draft and is no answer of it. */
const ACCOMPANYING = ['council', 'draft', 'part', 'version', 'choosing'];

export async function submitNewDraft(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  const answers = answersIn(form);
  const at = await momentOfChange();
  const outcome = await permitted(actor, `/${council}/inspections/record`, beginDraft(actor, council, answers, at));
  return outcome.ok ? redirect(draftAddress(council, outcome.value)) : { problems: outcome.problems, values: answers };
}

export async function submitPart(_previous: PartState, form: FormData): Promise<PartState> {
  const { actor } = await currentRequest();
  const [council, draft, part] = [textIn(form, 'council'), textIn(form, 'draft'), textIn(form, 'part')];
  const answers = answersIn(form);
  const choices = textIn(form, 'choosing') === '' ? null : choicesIn(form);
  const at = await momentOfChange();
  const saving = saveDraftPart(actor, council, draft, { part, form: answers, version: Number(textIn(form, 'version')), choices }, at);
  const outcome = await permitted(actor, draftAddress(council, draft, part), saving);
  if (outcome.outcome === 'saved') redirect(draftAddress(council, draft));
  const { problems, version, fields, conflict } = outcome;
  return { problems, values: answers, part, version, fields, conflict: conflict && shown(conflict) };
}

/** Opens the draft in which a published event is corrected, or begins it. */
export async function submitCorrection(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  const [council, inspection] = [textIn(form, 'council'), textIn(form, 'inspection')];
  const at = await momentOfChange();
  const beginning = beginCorrection(actor, council, inspection, at);
  redirect(draftAddress(council, await permitted(actor, `/${council}/inspections/${inspection}`, beginning)));
}

export async function submitFindingRemoval(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const [council, draft, finding] = [textIn(form, 'council'), textIn(form, 'draft'), textIn(form, 'finding')];
  const at = await momentOfChange();
  const removing = removeDraftFinding(actor, council, draft, { finding, version: Number(textIn(form, 'version')) }, at);
  const outcome = await permitted(actor, draftAddress(council, draft), removing);
  return outcome.ok ? redirect(draftAddress(council, draft)) : { problems: outcome.problems, values: {} };
}

export async function submitDiscard(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor } = await currentRequest();
  const [council, draft] = [textIn(form, 'council'), textIn(form, 'draft')];
  const change = { reason: textIn(form, 'reason'), version: Number(textIn(form, 'version')) };
  const at = await momentOfChange();
  const outcome = await permitted(actor, draftAddress(council, draft, 'discard'), throwAwayDraft(actor, council, draft, change, at));
  return outcome.ok ? redirect(`/${council}/inspections`) : formAgain(outcome.problems, form, ['reason']);
}

export async function submitPublication(_previous: PublicationState, form: FormData): Promise<PublicationState> {
  const { actor, today } = await currentRequest();
  const [council, draft] = [textIn(form, 'council'), textIn(form, 'draft')];
  const change = { reason: textIn(form, 'reason'), version: Number(textIn(form, 'version')), seen: textIn(form, 'seen') };
  const at = await momentOfChange();
  const outcome = await permitted(
    actor,
    draftAddress(council, draft, 'publish'),
    publishDraft(actor, council, draft, change, { today, at }),
  );
  if (outcome.ok) redirect(`/${council}/inspections/${outcome.value}`);
  return { ...formAgain(outcome.problems, form, ['reason']), ...publicationIn(outcome.now) };
}

/** Every answer of the form; several choices with spaces between. */
function answersIn(form: FormData): Readonly<Record<string, string>> {
  const keys = [...new Set(form.keys())].filter((key) => !key.startsWith('$') && !key.startsWith('keep-') && !ACCOMPANYING.includes(key));
  return Object.fromEntries(keys.map((key) => [key, form.getAll(key).filter(isText).join(' ').trim()]));
}

function choicesIn(form: FormData): Readonly<Record<string, 'mine' | 'theirs'>> {
  const kept = [...form.keys()].filter((key) => key.startsWith('keep-'));
  return Object.fromEntries(
    kept.flatMap((key) => {
      const choice = textIn(form, key);
      return choice === 'mine' || choice === 'theirs' ? [[key.replace('keep-', ''), choice]] : [];
    }),
  );
}

function isText(value: FormDataEntryValue): value is string {
  return typeof value === 'string';
}

/** As the page shows it, which has no moments of its own to tell. */
function shown({ who, at, differences }: DraftConflict): ShownConflict {
  return { who, at: momentInWords(at), reason: null, differences };
}

function publicationIn({ version, seen, sentences, needsReason }: PublicationView): ShownPublication {
  return { version, seen, sentences, needsReason };
}

export type ShownConflict = Omit<ConflictProps, 'problems'>;

export interface PartState extends FormState {
  readonly part: string;
  /** Of the draft that the form belongs to. */
  readonly version: number;
  readonly fields: readonly DraftField[];
  readonly conflict: ShownConflict | null;
}

export type ShownPublication = Pick<PublicationView, 'version' | 'seen' | 'sentences' | 'needsReason'>;

export interface PublicationState extends FormState, ShownPublication {}
