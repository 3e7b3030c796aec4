import { cookies } from 'next/headers';
import { momentInWords, type Choices, type Problem } from '@/domain/shared';
import { areCookiesSecure } from '@/operations/access';
import type { FormAgain } from '@/operations/conflict';
import type { Cookie, SignedIn } from '@/operations/identity';
import type { ConflictState } from './form-conflict';
import type { FormState } from './form-page';

/** The form again, with what was wrong and what had been typed: `kept` names the fields that may be shown again. */
export function formAgain(problems: readonly Problem[], form: FormData, kept: readonly string[]): FormState {
  return { problems, values: Object.fromEntries(kept.map((field) => [field, textIn(form, field)])) };
}

/** The same for a form that several people may change at once: after a conflict with both texts. `kept` is what belongs to no field of the record. */
export function formWithConflict<Key extends string>(again: FormAgain<Key>, kept: Readonly<Record<string, string>>): ConflictState {
  const { problems, form, version, conflict } = again;
  return { problems, values: { ...form, ...kept }, version, conflict: conflict && { ...conflict, at: momentInWords(conflict.at) } };
}

/** The same before anything was sent. */
export function unsent(values: Readonly<Record<string, string>>, version: number): ConflictState {
  return { problems: [], values, version, conflict: null };
}

/** What somebody keeps of two texts; null where the form asked no such thing. */
export function choicesIn<Key extends string>(form: FormData, keys: readonly Key[]): Choices<Key> | null {
  if (textIn(form, 'choosing') === '') return null;
  const choices: Partial<Record<Key, 'mine' | 'theirs'>> = {};
  for (const key of keys) {
    const choice = textIn(form, `keep-${key}`);
    if (choice === 'mine' || choice === 'theirs') choices[key] = choice;
  }
  return choices;
}

/** One field of a form as text; a file or nothing at all is empty. */
export function textIn(form: FormData, field: string): string {
  const value = form.get(field);
  return typeof value === 'string' ? value : '';
}

/** Several fields of a form by name; what can be chosen several times stands line by line. */
export function textsIn(form: FormData, fields: readonly string[]): Readonly<Record<string, string>> {
  const chosen = (field: string) => form.getAll(field).flatMap((value) => (typeof value === 'string' ? [value] : []));
  return Object.fromEntries(fields.map((field) => [field, chosen(field).join('\n')]));
}

/** Where signing in leads: on to the page that was wanted, or first to the second factor. */
export function pageAfter({ step }: SignedIn, wanted: string): string {
  const next = `?${new URLSearchParams({ next: wanted }).toString()}`;
  return { 'go-on': wanted, 'answer-second-factor': `/second-factor${next}`, 'set-up-second-factor': `/second-factor/set-up${next}` }[step];
}

/** A parameter of an address that should be there once. */
export function firstOf(parameter: string | string[] | undefined): string {
  return (Array.isArray(parameter) ? parameter[0] : parameter) ?? '';
}

/** Sets and takes back cookies of signing in: for this host and its whole path, never for scripts, and only ever encrypted where the service is. */
export async function setCookies(wanted: readonly Cookie[]): Promise<void> {
  const jar = await cookies();
  for (const cookie of wanted) jar.set({ ...cookie, httpOnly: true, secure: areCookiesSecure(), sameSite: 'lax', path: '/' });
}
