'use server';

import { refresh } from 'next/cache';
import { redirect } from 'next/navigation';
import type { BulkForm } from '@/domain/improvement';
import type { Problem } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { changeMany } from '@/operations/improvement';
import { textIn } from '../../../form-answers';
import { permitted } from '../../../permitted';

export async function submitBulk(_previous: BulkState, form: FormData): Promise<BulkState> {
  const { actor, today } = await currentRequest();
  const at = await momentOfChange();
  const council = textIn(form, 'council');
  const planId = textIn(form, 'plan');
  const values: BulkForm = {
    dueOn: textIn(form, 'dueOn'),
    owner: textIn(form, 'owner'),
    ownerTitle: textIn(form, 'ownerTitle'),
    partner: textIn(form, 'partner'),
    reason: textIn(form, 'reason'),
  };
  const chosen = form.getAll('actions').map((choice) => {
    const [id = '', version = ''] = (typeof choice === 'string' ? choice : '').split(' ');
    return { id, version: Number(version) };
  });
  const address = `/${council}/plan/bulk?${new URLSearchParams({ plan: planId }).toString()}`;
  const changing = changeMany(actor, council, { planId, chosen, form: values, seen: textIn(form, 'seen') }, { at, today });
  const outcome = await permitted(actor, address, changing);
  if (outcome.outcome === 'saved') redirect(`${address}&changed=${outcome.count}`);
  // The page is made anew, with the actions as they are now.
  refresh();
  return { problems: outcome.problems, values, chosen: chosen.map(({ id }) => id), since: outcome.since };
}

export interface BulkState {
  readonly problems: readonly Problem[];
  readonly values: BulkForm;
  /** Ids. */
  readonly chosen: readonly string[];
  /** What others have changed meanwhile. */
  readonly since: readonly string[];
}
