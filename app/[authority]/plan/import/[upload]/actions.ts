'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { Problem } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { confirmImport, discardUpload, matchColumns } from '@/operations/improvement';
import { textIn } from '../../../../form-answers';
import { permitted } from '../../../../permitted';

export async function submitColumns(_previous: ColumnsState, form: FormData): Promise<ColumnsState> {
  const { actor } = await currentRequest();
  const address = addressIn(form);
  const fields = form.getAll('column').map(String);
  const outcome = await permitted(actor, address, matchColumns(actor, textIn(form, 'council'), textIn(form, 'upload'), fields));
  return outcome.ok ? redirect(address) : { problems: outcome.problems, fields };
}

/** Imports what was looked at; where it would be something else by now, the page is made anew and shows that. */
export async function submitImport(_previous: ImportState, form: FormData): Promise<ImportState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const address = addressIn(form);
  const reason = textIn(form, 'reason');
  const confirmation = { confirms: textIn(form, 'confirms'), seen: textIn(form, 'seen'), reason };
  const importing = confirmImport(actor, textIn(form, 'council'), textIn(form, 'upload'), confirmation, { at, today });
  const outcome = await permitted(actor, address, importing);
  if (outcome.outcome === 'imported') redirect(address);
  if (outcome.outcome === 'refused') return { problems: outcome.problems, reason, since: null };
  refresh();
  return { problems: [], reason, since: outcome.since };
}

export async function submitDiscard(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  const council = textIn(form, 'council');
  await permitted(actor, addressIn(form), discardUpload(actor, council, textIn(form, 'upload')));
  redirect(`/${council}/plan/import`);
}

function addressIn(form: FormData): string {
  return `/${textIn(form, 'council')}/plan/import/${textIn(form, 'upload')}`;
}

export interface ColumnsState {
  readonly problems: readonly Problem[];
  /** What is chosen for each column. */
  readonly fields: readonly string[];
}

export interface ImportState {
  readonly problems: readonly Problem[];
  readonly reason: string;
  /** What others have changed since it was looked at, where that changes the import; else null. */
  readonly since: readonly string[] | null;
}
