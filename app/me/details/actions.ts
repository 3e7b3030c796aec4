'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { currentRequest, currentVisit } from '@/operations/access';
import { saveOwnPage } from '@/operations/people';
import { formAgain, textIn } from '../../form-answers';
import type { FormState } from '../../form-page';
import { permitted } from '../../permitted';

export async function submitDetails(_previous: DetailsState, form: FormData): Promise<DetailsState> {
  const { actor } = await currentRequest();
  const letters = form.getAll('letters').map(String);
  const { at } = await currentVisit();
  const saving = saveOwnPage(actor, { name: textIn(form, 'name'), jobTitle: textIn(form, 'jobTitle'), letters }, at);
  const outcome = await permitted(actor, '/me/details', saving);
  if (!outcome.ok) return { ...formAgain(outcome.problems, form, ['name', 'jobTitle']), letters };
  // The header says the job title, and a layout is not made anew by itself.
  revalidatePath('/', 'layout');
  return redirect('/me?saved=yes');
}

export interface DetailsState extends FormState {
  readonly letters: readonly string[];
}
