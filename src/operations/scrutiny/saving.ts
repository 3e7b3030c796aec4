import type { Moment } from '@/domain/shared';
import { saveScrutiny, type ScrutinyChange } from '@/database/scrutiny';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from '../conflict';

/** How often something is saved anew where others save at the same moment: a number taken, a record overtaken. */
const ATTEMPTS = 50;

/** Saved under a name for addresses, or the form again. */
export type ScrutinySaved<Key extends string> =
  { readonly saved: true; readonly key: string } | { readonly saved: false; readonly again: FormAgain<Key> };

/** A record as it is saved at this moment, and what saving a value of it means. */
export interface Prepared<Key extends string, Value> {
  readonly record: FormRecord<Key, Value>;
  readonly change: (value: Value) => { readonly key: string; readonly change: ScrutinyChange };
  /** What the record is called in addresses as it is saved. */
  readonly key: string;
}

/** Saves what a form holds, unless somebody else has saved the record since: then both texts come back. Decides anew where somebody was quicker between look and save. */
export async function saveByForm<Key extends string, Value>(
  slug: string,
  change: FormChange<Key>,
  { actor, at }: { readonly actor: string; readonly at: Moment },
  prepare: () => Promise<Prepared<Key, Value>>,
): Promise<ScrutinySaved<Key>> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { record, key, change: changeTo } = await prepare();
    const settled = await settleForm(change, record, []);
    if (settled.outcome === 'again') return { saved: false, again: settled.again };
    if (settled.outcome === 'saved-already') return { saved: true, key };
    const next = changeTo(settled.value);
    if (await saveScrutiny(slug, next.change, { actor, reason: null, at })) return { saved: true, key: next.key };
  }
  throw new Error(`Others were quicker ${ATTEMPTS} times: the records of scrutiny of ${slug} cannot be saved`);
}
