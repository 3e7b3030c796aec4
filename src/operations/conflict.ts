import {
  differencesOf,
  keepChosen,
  type Choices,
  type Difference,
  type Moment,
  type Problem,
  type Result,
  type Texts,
} from '@/domain/shared';
import { findVersion } from '@/database/history';
import { nameActors } from './history';

/** What somebody sends to be saved. */
export interface FormChange<Key extends string> {
  readonly form: Texts<Key>;
  /** The version that the form showed, or after a conflict the other person's; 0 for a new record. */
  readonly version: number;
  /** After a conflict: what to keep of both. Null before one. */
  readonly choices: Choices<Key> | null;
}

/** The form to be shown again: with what is wrong, or with both texts where somebody else saved first. */
export interface FormAgain<Key extends string> {
  readonly problems: readonly Problem[];
  readonly form: Texts<Key>;
  readonly version: number;
  readonly conflict: FormConflict<Key> | null;
}

/** Somebody else saved first: who, when and why, and where the two differ. Nothing is lost and nothing is decided. */
export interface FormConflict<Key extends string> {
  readonly who: string;
  readonly at: Moment;
  readonly reason: string | null;
  readonly differences: readonly Difference<Key>[];
}

/** The record that a form changes. */
export interface FormRecord<Key extends string, Value> {
  /** As the history names it. */
  readonly type: string;
  readonly id: string;
  /** As it is saved; version 0 with an empty form while it is not. */
  readonly saved: { readonly form: Texts<Key>; readonly version: number };
  /** A version in the history as the form showed it; null for the record that was not there yet. */
  readonly formAt: (content: string | null) => Texts<Key>;
  readonly read: (form: Texts<Key>) => Result<Value>;
  readonly formOf: (value: Value) => Texts<Key>;
  readonly fields: readonly { readonly key: Key; readonly label: string }[];
  readonly inWords: (key: Key, text: string) => string;
}

/** What to save; or that the other person has saved the very same; or the form again. */
export type Settled<Key extends string, Value> =
  | { readonly outcome: 'save'; readonly value: Value }
  | { readonly outcome: 'saved-already' }
  | { readonly outcome: 'again'; readonly again: FormAgain<Key> };

/**
 * What comes of a form that several people may have before them at once: a form older than what is saved is refused and shows both texts, and what is chosen of them can
 * be overtaken again. `problems` are those with what is no field of the record, such as the reason.
 */
export async function settleForm<Key extends string, Value>(
  { form, version, choices }: FormChange<Key>,
  record: FormRecord<Key, Value>,
  problems: readonly Problem[],
): Promise<Settled<Key, Value>> {
  const { saved, read, formOf } = record;
  const again = (found: readonly Problem[], shown = form, conflict: FormConflict<Key> | null = null): Settled<Key, Value> => ({
    outcome: 'again',
    again: { problems: found, form: shown, version: conflict === null ? version : saved.version, conflict },
  });
  if (!Number.isInteger(version) || version < 0 || version > saved.version)
    return again([{ message: 'Open the page afresh: this form belongs to nothing that is saved' }]);
  const typed = read(form);
  if (choices === null && (!typed.ok || problems.length > 0)) return again([...(typed.ok ? [] : typed.problems), ...problems]);
  const base = await versionAt(record, version);
  // After a conflict they are as they were read before it, and need not fit what the other person has saved.
  const own = typed.ok ? formOf(typed.value) : form;
  const mine = choices === null ? own : keepChosen(own, base, choices);
  if (version !== saved.version) {
    const conflict = await conflictBetween(mine, base, record);
    return conflict.differences.length === 0 ? { outcome: 'saved-already' } : again([], mine, conflict);
  }
  if (choices !== null) {
    const conflict = await conflictBetween(own, base, record);
    const open = conflict.differences.filter(({ key }) => choices[key] === undefined);
    if (open.length > 0) {
      const differences = conflict.differences.map((each) => ({ ...each, proposed: choices[each.key] ?? null }));
      const unchosen = open.map(({ key, label }) => ({ field: `keep-${key}`, message: `Choose what to keep for “${label}”` }));
      return again(unchosen, own, { ...conflict, differences });
    }
  }
  // Texts of two people need not fit each other.
  const wanted = read(mine);
  if (!wanted.ok || problems.length > 0) return again([...(wanted.ok ? [] : wanted.problems), ...problems], mine);
  if (differencesOf({ mine, theirs: saved.form, base }, record.fields, record.inWords).length === 0) {
    return again([{ message: 'Nothing is different from what is saved' }], mine);
  }
  return { outcome: 'save', value: wanted.value };
}

async function conflictBetween<Key extends string, Value>(
  mine: Texts<Key>,
  base: Texts<Key>,
  { type, id, saved, fields, inWords }: FormRecord<Key, Value>,
): Promise<FormConflict<Key>> {
  const entry = await findVersion(type, id, saved.version);
  if (entry === null) throw new Error(`${type} ${id} is at version ${saved.version}, of which there is no history`);
  const nameOf = await nameActors([entry.actor]);
  const differences = differencesOf({ mine, theirs: saved.form, base }, fields, inWords);
  return { who: nameOf(entry.actor), at: entry.at, reason: entry.reason, differences };
}

async function versionAt<Key extends string, Value>({ type, id, formAt }: FormRecord<Key, Value>, version: number): Promise<Texts<Key>> {
  const entry = version === 0 ? null : await findVersion(type, id, version);
  return formAt(entry?.content ?? null);
}
