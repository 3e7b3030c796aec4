'use server';

import { redirect } from 'next/navigation';
import { after } from 'next/server';
import type { Actor } from '@/domain/access';
import type { CalendarDate } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { chooseFigures, describeFigures, discardStatistics, goThroughStatistics, loadStatistics } from '@/operations/indicators';
import type { FormState } from '../../form-page';
import { textIn } from '../../form-answers';
import { permittedToSend } from '../../permitted';
import { FILTER, LINE_FIELDS, PUBLICATION_FIELDS } from './fields';

export async function submitChoice(_previous: ChoiceState, form: FormData): Promise<ChoiceState> {
  const { actor } = await currentRequest();
  const columns = form.getAll('column').map(String);
  const filters = Object.fromEntries(
    [...new Set(form.keys())].flatMap((name) => (name.startsWith(FILTER) ? [[name.slice(FILTER.length), textIn(form, name)]] : [])),
  );
  const outcome = await permittedToSend(actor, addressIn(form), chooseFigures(actor, textIn(form, 'upload'), { columns, filters }));
  return outcome.ok ? redirect(addressIn(form)) : { problems: outcome.problems, columns, filters };
}

export async function submitDescriptions(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, today } = await currentRequest();
  const { at } = await currentVisit();
  const publication = Object.fromEntries(PUBLICATION_FIELDS.map((field) => [field, textIn(form, field)]));
  const columns = LINE_FIELDS.map((field) => [field, form.getAll(field).map(String)] as const);
  const removed = new Set(form.getAll('remove').map(String));
  const lines = form
    .getAll('key')
    .flatMap((_, index) =>
      removed.has(String(index))
        ? []
        : [{ ...Object.fromEntries(columns.map(([field, cells]) => [field, cells[index] ?? ''])), ...publication }],
    );
  const outcome = await permittedToSend(actor, addressIn(form), describeFigures(actor, textIn(form, 'upload'), lines, at));
  if (!outcome.ok) return { problems: outcome.problems, values: {} };
  goOn(actor, form, today);
  redirect(addressIn(form));
}

export async function submitLoad(_previous: FormState, form: FormData): Promise<FormState> {
  const { actor, today } = await currentRequest();
  const { at } = await currentVisit();
  const outcome = await permittedToSend(actor, addressIn(form), loadStatistics(actor, textIn(form, 'upload'), at));
  if (!outcome.ok) return { problems: outcome.problems, values: {} };
  goOn(actor, form, today);
  redirect(addressIn(form));
}

/** Takes up again what was broken off. */
export async function submitAgain(form: FormData): Promise<void> {
  const { actor, today } = await currentRequest();
  goOn(actor, form, today);
  redirect(addressIn(form));
}

export async function submitDiscard(form: FormData): Promise<void> {
  const { actor } = await currentRequest();
  await permittedToSend(actor, addressIn(form), discardStatistics(actor, textIn(form, 'upload')));
  redirect('/imports');
}

/** Once the answer is out; it asks itself whether the actor may. */
function goOn(actor: Actor, form: FormData, today: CalendarDate): void {
  after(async () => goThroughStatistics(actor, textIn(form, 'upload'), today));
}

function addressIn(form: FormData): string {
  return `/imports/${encodeURIComponent(textIn(form, 'upload'))}`;
}

export interface ChoiceState {
  readonly problems: FormState['problems'];
  readonly columns: readonly string[];
  /** What rows shall say, by column. */
  readonly filters: Readonly<Record<string, string>>;
}
