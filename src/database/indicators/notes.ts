import { noteVersion, type IndicatorNote } from '@/domain/indicators';
import { database, type Prisma } from '../client';
import { fromDateColumn, toDateColumn } from '../rows';
import { saveCouncilsRecord, type HistoryNote, type SavedRecord } from './save';

/** More than anybody reads under one indicator. */
const MOST_NOTES = 500;

const WITH_INDICATOR = {
  authority: { select: { slug: true } },
  indicator: { select: { key: true } },
} as const satisfies Prisma.IndicatorNoteInclude;

/** What a council wrote to explain an indicator, the newest first. */
export async function listNotes(slug: string, indicator: string): Promise<readonly IndicatorNote[]> {
  const rows = await database().indicatorNote.findMany({
    where: { authority: { slug }, indicator: { key: indicator } },
    include: WITH_INDICATOR,
    orderBy: [{ writtenOn: 'desc' }, { id: 'asc' }],
    take: MOST_NOTES,
  });
  return rows.map(noteFromRow);
}

/** Saves a note with its history, if it is still at the version that the change started from, 0 for a new one. Answers whether it did. */
export async function saveNote(note: IndicatorNote, name: string, history: HistoryNote): Promise<boolean> {
  const { id, authority, indicator, about, text, by, on, version } = note;
  const columns = { beginsOn: about && toDateColumn(about), text, version: version + 1 };
  const record: SavedRecord = { type: 'indicator-note', id, version: version + 1, content: noteVersion(note, { name }) };
  return saveCouncilsRecord(authority, indicator, record, history, async (queries, { authorityId, indicatorId }) => {
    const written = { writtenBy: by, writtenOn: toDateColumn(on) };
    const { count } =
      version === 0
        ? await queries.indicatorNote.createMany({ data: [{ ...columns, ...written, id, authorityId, indicatorId }], skipDuplicates: true })
        : await queries.indicatorNote.updateMany({ where: { id, authorityId, indicatorId, version }, data: columns });
    return count;
  });
}

/** Takes a note away; what it said, and why it went, stays in the history. Answers false where somebody was quicker. */
export async function deleteNote({ id, authority, indicator, version }: IndicatorNote, history: HistoryNote): Promise<boolean> {
  const record: SavedRecord = { type: 'indicator-note', id, version: version + 1, content: null };
  return saveCouncilsRecord(authority, indicator, record, history, async (queries, { authorityId }) => {
    const { count } = await queries.indicatorNote.deleteMany({ where: { id, authorityId, version } });
    return count;
  });
}

function noteFromRow(row: Prisma.IndicatorNoteGetPayload<{ include: typeof WITH_INDICATOR }>): IndicatorNote {
  const { id, beginsOn, text, writtenBy, writtenOn, version } = row;
  return {
    id,
    authority: row.authority.slug,
    indicator: row.indicator.key,
    about: beginsOn && fromDateColumn(beginsOn),
    text,
    by: writtenBy,
    on: fromDateColumn(writtenOn),
    version,
  };
}
