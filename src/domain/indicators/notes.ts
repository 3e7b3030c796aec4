import { z } from 'zod';
import { accepted, calendarDate, dateInWords, paragraphs, readForm, refused, type CalendarDate, type Result } from '../shared';
import { periodBegins, periodInWords, type Period } from './periods';

const LONGEST_NOTE = 1_000;

/** What explains a point of an indicator, or the indicator as a whole, in a council's words. */
export interface IndicatorNote {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  /** Key of the indicator. */
  readonly indicator: string;
  /** The period it is about, by its beginning; null for the indicator as a whole. */
  readonly about: CalendarDate | null;
  readonly text: string;
  /** Id of a person. */
  readonly by: string;
  readonly on: CalendarDate;
  readonly version: number;
}

export type NoteFacts = Pick<IndicatorNote, 'about' | 'text'>;

/** The fields of the form in its order, with what they are called there and where two people's texts are set side by side. */
export const NOTE_FIELDS = [
  { key: 'about', label: 'What it explains' },
  { key: 'text', label: 'Explanation' },
] as const;

export type NoteField = (typeof NOTE_FIELDS)[number]['key'];
export type NoteForm = Readonly<Record<NoteField, string>>;

export const EMPTY_NOTE: NoteForm = { about: '', text: '' };

/** A note as the history keeps it. What is once kept is read for ever: fields are only added. */
export const NOTE_VERSION = z.object({ indicator: z.string(), name: z.string(), about: z.iso.date().nullable(), text: z.string() });

export type NoteVersion = z.infer<typeof NOTE_VERSION>;

/** What somebody typed, or a sentence for each field that says what to do. `periods` are those that a note can be about. */
export function readNote(form: NoteForm, periods: readonly Period[]): Result<NoteFacts> {
  const read = readForm(
    z.object({
      about: z.string(),
      text: paragraphs(LONGEST_NOTE, {
        missing: 'Write what explains it',
        tooLong: `Shorten the explanation to ${LONGEST_NOTE.toLocaleString('en-GB')} characters`,
      }),
    }),
    form,
  );
  const period = periods.find((each) => periodBegins(each).toString() === form.about);
  const chosen = form.about === '' || period !== undefined;
  const problems = [
    ...(chosen ? [] : [{ field: 'about', message: 'Choose what it explains: one of the periods, or the indicator as a whole' }]),
    ...(read.ok ? [] : read.problems),
  ];
  if (!read.ok || !chosen) return refused(...problems);
  return accepted({ about: period === undefined ? null : periodBegins(period), text: read.value.text });
}

export function formOfNote({ about, text }: NoteFacts): NoteForm {
  return { about: about?.toString() ?? '', text };
}

export function noteFieldInWords(key: NoteField, text: string, periods: readonly Period[]): string {
  return key === 'about' ? aboutInWords(text === '' ? null : calendarDate(text), periods) : text || 'Nothing';
}

/** `2023`, or `The indicator as a whole`. Of a period that has no reading any more: by the day on which it began. */
export function aboutInWords(about: CalendarDate | null, periods: readonly Period[]): string {
  if (about === null) return 'The indicator as a whole';
  const period = periods.find((each) => periodBegins(each).equals(about));
  return period === undefined ? `The period from ${dateInWords(about)}` : periodInWords(period);
}

/** Those of the indicator as a whole first, then by period, the newest first. */
export function byWhatTheyExplain(left: IndicatorNote, right: IndicatorNote): number {
  const [one, other] = [left.about?.toString() ?? '9999', right.about?.toString() ?? '9999'];
  if (one === other) return 0;
  return one > other ? -1 : 1;
}

export function noteVersion({ indicator, about, text }: IndicatorNote, { name }: { readonly name: string }): NoteVersion {
  return { indicator, name, about: about?.toString() ?? null, text };
}

export function noteOfVersion({ about, text }: NoteVersion): NoteFacts {
  return { about: about === null ? null : calendarDate(about), text };
}

export function noteFacts({ about, text }: NoteVersion): readonly { readonly label: string; readonly words: string }[] {
  return [
    {
      label: 'What it explains',
      words: about === null ? 'the indicator as a whole' : `the period from ${dateInWords(calendarDate(about))}`,
    },
    { label: 'Explanation', words: text },
  ];
}
