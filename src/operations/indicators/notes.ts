import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  EMPTY_NOTE,
  formOfNote,
  NOTE_FIELDS,
  NOTE_VERSION,
  noteFieldInWords,
  noteOfVersion,
  readNote,
  seriesOf,
  type Indicator,
  type IndicatorNote,
  type NoteFacts,
  type NoteField,
  type NoteForm,
  type Period,
} from '@/domain/indicators';
import { accepted, NotFound, onOneLine, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { deleteNote, geographiesOf, listNotes, listReadings, saveNote as save } from '@/database/indicators';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormRecord } from '../conflict';
import { historyActor } from '../history';
import { findIndicator } from './find';
import { CHANGED_MEANWHILE, problemsInReason, type RecordChange, type RecordOutcome, type Removal } from './record-change';

/** Periods that a note can be about: thirty years of months. */
const MOST_PERIODS = 360;

/** What the form for a note needs. */
export interface NoteOpened {
  readonly authority: Authority;
  readonly indicator: Indicator;
  readonly form: NoteForm;
  readonly version: number;
  /** Those of which the council has a reading, newest first. */
  readonly periods: readonly Period[];
}

/** The form for a note, or for a new one (`id` null). Throws `Forbidden`, and `NotFound` for an unknown council, indicator or note. */
export async function openNote(actor: Actor, slug: string, key: string, id: string | null): Promise<NoteOpened> {
  authorise(actor, 'change-plan', slug);
  const [authority, indicator] = await Promise.all([councilOf(slug), findIndicator(actor, slug, key)]);
  const [notes, periods] = await Promise.all([listNotes(slug, key), periodsOf(slug, key)]);
  const saved = noteAmong(notes, id);
  return { authority, indicator, form: saved === null ? EMPTY_NOTE : formOfNote(saved), version: saved?.version ?? 0, periods };
}

/**
 * Writes or changes a note, unless the form is older than what is saved: then both texts come back, and the person chooses. Throws `Forbidden`, and `NotFound` for an
 * unknown council, indicator or note.
 */
export async function saveNote(
  actor: Actor,
  slug: string,
  key: string,
  change: RecordChange<NoteField>,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<RecordOutcome<NoteField>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const { name } = await findIndicator(actor, slug, key);
  const periods = await periodsOf(slug, key);
  const settle = async () => {
    const saved = noteAmong(await listNotes(slug, key), change.id);
    return { saved, settled: await settleForm(change, recordOf(saved, periods), problemsInReason(change)) };
  };
  let { saved, settled } = await settle();
  if (settled.outcome === 'save') {
    const [by, on] = saved === null ? [historyActor(actor), today] : [saved.by, saved.on];
    const note = { ...settled.value, id: saved?.id ?? newId(), authority: slug, indicator: key, by, on, version: change.version };
    if (await save(note, name, { actor: historyActor(actor), reason: onOneLine(change.reason) || null, at })) return { saved: true };
    // Somebody was quicker between our look and our save.
    ({ saved, settled } = await settle());
  }
  return settled.outcome === 'again' ? { saved: false, again: settled.again } : { saved: true };
}

/** Takes a note away, with a reason. Throws `Forbidden`, and `NotFound` for an unknown council, indicator or note. */
export async function removeNote(actor: Actor, slug: string, key: string, removal: Removal, at: Moment): Promise<Result<null>> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  await findIndicator(actor, slug, key);
  const note = noteAmong(await listNotes(slug, key), removal.id);
  const problems = problemsInReason(removal);
  if (note === null || problems.length > 0) return refused(...problems);
  const isCurrent = note.version === removal.version;
  const history = { actor: historyActor(actor), reason: onOneLine(removal.reason), at };
  return isCurrent && (await deleteNote(note, history)) ? accepted(null) : refused({ message: CHANGED_MEANWHILE });
}

function recordOf(saved: IndicatorNote | null, periods: readonly Period[]): FormRecord<NoteField, NoteFacts> {
  return {
    type: 'indicator-note',
    id: saved?.id ?? '',
    saved: { form: saved === null ? EMPTY_NOTE : formOfNote(saved), version: saved?.version ?? 0 },
    formAt: (content) => (content === null ? EMPTY_NOTE : formOfNote(noteOfVersion(NOTE_VERSION.parse(JSON.parse(content))))),
    read: (form) => readNote(form, periods),
    formOf: formOfNote,
    fields: NOTE_FIELDS,
    inWords: (field, text) => noteFieldInWords(field, text, periods),
  };
}

async function periodsOf(slug: string, key: string): Promise<readonly Period[]> {
  const places = (await geographiesOf([slug])).get(slug) ?? [];
  const series = seriesOf(await listReadings([key], places, MOST_PERIODS, slug));
  return series.map(({ period }) => period).toReversed();
}

/** Null for a new one. */
function noteAmong(notes: readonly IndicatorNote[], id: string | null): IndicatorNote | null {
  if (id === null) return null;
  const found = notes.find((note) => note.id === id);
  if (found === undefined) throw new NotFound(`No note ${id}`);
  return found;
}
