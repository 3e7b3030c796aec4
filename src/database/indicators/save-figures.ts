import {
  figureOfPeriodInWords,
  isMarker,
  periodBegins,
  saysTheSame,
  TIME_IDENTIFIERS,
  type OwnFigure,
  type OwnIndicator,
  type ReadingImportVersion,
  type StoredFigure,
} from '@/domain/indicators';
import { database, type Prisma, type Queries } from '../client';
import { appendHistory } from '../history';
import { hashOfCorrected } from '../reading-corrections';
import { toDateColumn, toTimeColumn } from '../rows';
import { finishFigureUpload, type FinishedFigureUpload } from './figure-uploads';
import type { HistoryNote } from './save';

/** Many may save at once, and a file holds thousands of figures. */
const PATIENCE = { maxWait: 15_000, timeout: 60_000 };

/** More are not named in one entry of the history, which counts them. */
const MOST_NAMED = 5;

/** All that a council can have: two hundred indicators with thirty years of months. */
const MOST_FIGURES = 72_000;

/** What a council has said of its own indicators, of all or of one, the earliest first. */
export async function listOwnFigures(slug: string, indicator: string | null = null): Promise<readonly StoredFigure[]> {
  const rows = await database().reading.findMany({
    where: { indicator: { authority: { slug }, ...(indicator === null ? {} : { key: indicator }) } },
    include: { indicator: { select: { key: true } } },
    orderBy: [{ indicatorId: 'asc' }, { beginsOn: 'asc' }],
    take: MOST_FIGURES,
  });
  return rows.map(storedFromRow);
}

/**
 * Saves figures of a council's own indicators, all or nothing, one load with its entry in the history for each indicator. `load` is what each figure was when it was
 * decided on, 0 for none. Where somebody has said something else of one or changed its indicator since, or the upload was imported already, nothing is saved and the answer
 * is false. What a figure said before, the database keeps.
 */
export async function saveOwnFigures(slug: string, change: FigureChange, note: HistoryNote): Promise<boolean> {
  const { figures, indicators, file, upload } = change;
  try {
    await database().$transaction(async (queries) => {
      if (upload !== undefined && !(await finishFigureUpload(queries, upload))) throw new Overtaken();
      const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
      const geographyId = await geographyOf(queries, slug, authorityId);
      const rows = await queries.$queryRaw<IndicatorRow[]>`
        SELECT id, key, source_id, version FROM indicator
        WHERE authority_id = ${authorityId} AND key = ANY(${indicators.map(({ key }) => key)}::text[]) ORDER BY id FOR NO KEY UPDATE`;
      for (const row of rows) {
        const indicator = indicators.find(({ key }) => key === row.key);
        const its = figures.filter((figure) => figure.indicator === row.key);
        if (indicator === undefined || its.length === 0) continue;
        // Counted in something else since, they would say something else.
        if (indicator.version !== row.version) throw new Overtaken();
        await saveOf(queries, { slug, geographyId, row, indicator, its, file, note });
      }
    }, PATIENCE);
    return true;
  } catch (error) {
    if (error instanceof Overtaken) return false;
    throw error;
  }
}

async function saveOf(queries: Queries, { slug, geographyId, row, indicator, its, file, note }: Load): Promise<void> {
  const known = await queries.reading.findMany({
    where: { indicatorId: row.id, geographyId },
    include: { indicator: { select: { key: true } } },
  });
  const before = new Map(known.map((each) => [each.beginsOn.getTime(), storedFromRow(each)]));
  const at = (figure: OwnFigure) => before.get(toDateColumn(periodBegins(figure.period)).getTime());
  if (its.some((figure) => (at(figure)?.load ?? 0) !== figure.load)) throw new Overtaken();
  const added = its.filter((figure) => figure.load === 0);
  const changed = its.filter((figure) => figure.load !== 0 && !saysTheSame(figure, at(figure) ?? figure));
  const counts = { added: added.length, changed: changed.length, unchanged: its.length - added.length - changed.length };
  if (added.length + changed.length === 0) return;
  const facts = {
    kind: file === null ? 'by-hand' : 'file',
    sourceId: row.source_id,
    fileName: file?.name ?? null,
    fileHash: file?.hash ?? null,
  };
  const { id, version } = await queries.readingImport.create({
    data: { ...facts, ...counts, reason: note.reason, loadedAt: toTimeColumn(note.at) },
  });
  const statements = [...added, ...changed].map(({ period, value, marker, base }) => {
    const beginsOn = periodBegins(period).toString();
    return { begins_on: beginsOn, period: period.period, time_identifier: period.identifier.code, value, marker, base };
  });
  await queries.$executeRaw`
    INSERT INTO reading (indicator_id, geography_id, begins_on, period, time_identifier, value, marker, base, import_id)
    SELECT ${row.id}, ${geographyId}, s.begins_on, s.period, s.time_identifier, s.value, s.marker, s.base, ${id}
    FROM json_to_recordset(${JSON.stringify(statements)}::json)
      AS s (begins_on date, period text, time_identifier text, value text, marker text, base text)
    ON CONFLICT (indicator_id, geography_id, begins_on) DO UPDATE SET
      value = excluded.value, marker = excluded.marker, base = excluded.base, import_id = excluded.import_id`;
  const named = [...added, ...changed];
  const content: ReadingImportVersion = {
    ...counts,
    kind: facts.kind,
    source: indicator.source.name,
    file: facts.fileName,
    fileHash: facts.fileHash,
    indicators: [row.key],
    correctedHash: await hashOfCorrected(queries, id),
    figures:
      named.length > MOST_NAMED
        ? []
        : named.map((each) => `“${indicator.name}” for ${figureOfPeriodInWords(each.period, each, indicator)}`),
  };
  await appendHistory(queries, { chain: slug, recordType: 'reading-import', recordId: String(id), version, content, ...note });
}

/** The council's own place among those that figures are of. */
async function geographyOf(queries: Queries, slug: string, authorityId: number): Promise<number> {
  const found = await queries.geography.findUnique({ where: { key: slug }, select: { id: true } });
  if (found) return found.id;
  // Two may enter the first figures of a council at once.
  await queries.geography.createMany({ data: [{ key: slug, kind: 'council' }], skipDuplicates: true });
  const { id } = await queries.geography.findUniqueOrThrow({ where: { key: slug }, select: { id: true } });
  await queries.geographyCouncil.createMany({ data: [{ geographyId: id, authorityId }], skipDuplicates: true });
  return id;
}

function storedFromRow(row: FigureRow): StoredFigure {
  const { value, marker, base, importId, indicator, period, timeIdentifier } = row;
  const identifier = TIME_IDENTIFIERS[timeIdentifier];
  if (identifier === undefined) throw new Error(`A reading is of the unknown kind of period ${timeIdentifier}`);
  if (marker !== null && !isMarker(marker)) throw new Error(`A reading has the unknown marker ${marker}`);
  return { indicator: indicator.key, period: { period, identifier }, value, marker, base, load: importId };
}

/** Ends a transaction that rests on what is no longer so. */
class Overtaken extends Error {}

type FigureRow = Prisma.ReadingGetPayload<{ include: { indicator: { select: { key: true } } } }>;

interface IndicatorRow {
  readonly id: number;
  readonly key: string;
  readonly source_id: number;
  readonly version: number;
}

interface Load {
  readonly slug: string;
  readonly geographyId: number;
  readonly row: IndicatorRow;
  readonly indicator: OwnIndicator;
  readonly its: readonly StoredFigure[];
  readonly file: FigureChange['file'];
  readonly note: HistoryNote;
}

/** Figures to save together. */
export interface FigureChange {
  /** Each with the load that said the one before it, 0 for none. */
  readonly figures: readonly StoredFigure[];
  readonly indicators: readonly OwnIndicator[];
  /** Null where they were typed. */
  readonly file: { readonly name: string; readonly hash: string } | null;
  /** The upload that all this came from: it is imported once. */
  readonly upload?: FinishedFigureUpload;
}
