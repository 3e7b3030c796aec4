import { z } from 'zod';
import { calendarDateSchema, type CalendarDate } from './calendar';
import { accepted, refused, type Result } from './problems';
import { onLines, onOneLine } from './typed-text';

const LONGEST_REASON = 500;

/** What people type into forms, as schemas: what is wrong is said in sentences that say what to do. */

const ONE_LINE = z.string().transform(onOneLine);

const PARAGRAPHS = z.string().transform(onLines);

/** One line of text that has to be given. */
export function line(longest: number, { missing, tooLong }: Sentences) {
  return ONE_LINE.pipe(z.string().min(1, missing).max(longest, tooLong));
}

/** One line of text, or none: null. */
export function optionalLine(longest: number, tooLong: string) {
  return ONE_LINE.pipe(z.string().max(longest, tooLong)).transform(nullIfEmpty);
}

/** Text that may have several lines and has to be given. */
export function paragraphs(longest: number, { missing, tooLong }: Sentences) {
  return PARAGRAPHS.pipe(z.string().min(1, missing).max(longest, tooLong));
}

/** Text that may have several lines, or none: null. */
export function optionalParagraphs(longest: number, tooLong: string) {
  return PARAGRAPHS.pipe(z.string().max(longest, tooLong)).transform(nullIfEmpty);
}

/** Why something is done, on one line: it has to be given, and stays in the history for good. */
export function reasonLine(missing: string) {
  return line(LONGEST_REASON, { missing, tooLong: `Shorten the reason to ${LONGEST_REASON} characters` });
}

/** The same where it is asked for beside a form. */
export function readReason(typed: string, missing: string): Result<string> {
  const read = readForm(z.object({ reason: reasonLine(missing) }), { reason: typed });
  return read.ok ? accepted(read.value.reason) : read;
}

/** A list with an item on each line; empty lines do not count. */
export function lineByLine({ most, tooMany, longest, tooLong }: LineLimits) {
  return z
    .string()
    .transform((typed) => linesOf(typed))
    .pipe(z.array(z.string().max(longest, tooLong)).max(most, tooMany));
}

/** A day that has to be given. */
export function day(missing: string) {
  return ONE_LINE.pipe(z.string().min(1, missing)).pipe(calendarDateSchema);
}

/** A day, or none: null. */
export const optionalDay = ONE_LINE.transform((text, context): CalendarDate | null => {
  if (text === '') return null;
  const parsed = calendarDateSchema.safeParse(text);
  if (parsed.success) return parsed.data;
  context.addIssue({ code: 'custom', message: parsed.error.issues[0]?.message ?? `${text} is not a day` });
  return z.NEVER;
});

/** The lines of a text that say something. */
export function linesOf(typed: string): readonly string[] {
  return onLines(typed)
    .split('\n')
    .filter((text) => text !== '');
}

/** What a form holds, or a sentence for each field that is not as it has to be. */
export function readForm<Value>(schema: z.ZodType<Value>, form: unknown): Result<Value> {
  const parsed = schema.safeParse(form);
  if (parsed.success) return accepted(parsed.data);
  const first = new Map(parsed.error.issues.toReversed().map(({ path: [field], message }) => [String(field), message]));
  return refused(...[...first].toReversed().map(([field, message]) => ({ field, message })));
}

function nullIfEmpty(text: string): string | null {
  return text === '' ? null : text;
}

interface Sentences {
  readonly missing: string;
  readonly tooLong: string;
}

interface LineLimits {
  readonly most: number;
  readonly tooMany: string;
  readonly longest: number;
  readonly tooLong: string;
}
