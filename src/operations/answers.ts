import { z } from 'zod';

/** Without line breaks and other control characters: of those PostgreSQL stores no NUL. */
const ONE_LINE = z.string().transform((typed) => typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim());

/** One line of text that has to be given. */
export function line(longest: number, sentences: { readonly missing: string; readonly tooLong: string }) {
  return ONE_LINE.pipe(z.string().min(1, sentences.missing).max(longest, sentences.tooLong));
}

/** One line of text, or none: null. */
export function optionalLine(longest: number, tooLong: string) {
  return ONE_LINE.pipe(z.string().max(longest, tooLong)).transform((text) => (text === '' ? null : text));
}

/** Why something is done to somebody's roles. It stays in the history for good. */
export const REASON = line(500, {
  missing: 'Say in a few words why. It stays in the history',
  tooLong: 'Shorten the reason to 500 characters',
});
