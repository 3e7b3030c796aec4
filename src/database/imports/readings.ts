import type { IndicatorStatement, RowStatement, StatedSource } from '@/domain/exchange';
import { councilsOf, geographyKind, periodBegins, type ReadingImportVersion, type StatedReading } from '@/domain/indicators';
import { NATIONAL_CHAIN } from '@/domain/history';
import { thisMoment } from '@/platform/clock';
import { database, type Queries } from '../client';
import { appendHistory } from '../history';
import { toTimeColumn } from '../rows';
import { hashOfCorrected } from '../reading-corrections';
import { authorityIds, required } from './authorities';
import { saveIndicators } from './indicators';
import { waitForImports } from './lock';
import { saveSource } from './sources';
import { Tally } from './tally';

/** A file of a hundred megabytes takes minutes; an hour means that something is broken. */
const TIMEOUT_MS = 60 * 60 * 1000;

/** Doubled rows that are named. */
const MOST_DOUBLED = 100;

/**
 * Brings the readings of a file into the database in one transaction: `read` hands them on as it reads, and answers how many rows it refused. They wait in a temporary
 * table, so that the memory of this process does not grow with the file. Nothing is saved where a row was refused or two rows say the same thing, and with `check`.
 */
export async function applyReadings(
  { source, indicators, fileName, fileHash, check }: ReadingsFile,
  read: (stage: (rows: readonly RowStatement[]) => Promise<void>) => Promise<{ readonly refused: number }>,
): Promise<AppliedReadings> {
  try {
    return await database().$transaction(
      async (queries) => {
        await waitForImports(queries);
        const reason = `Import of ${fileName}`;
        const sourceId = await saveSource(queries, source, false);
        const indicatorIds = await saveIndicators(queries, indicators, sourceId, new Tally(), reason);
        const staging = new Staging(queries, indicatorIds);
        await staging.begin();
        const { refused } = await read(async (rows) => staging.add(rows));
        const doubled = await staging.listDoubled();
        const counts = await staging.count('file');
        const applied = { ...counts, doubled };
        if (check || refused > 0 || doubled.length > 0) throw new NotSaved({ ...applied, saved: false });
        await staging.save({ kind: 'file', sourceId, sourceName: source.name, fileName, fileHash, reason }, counts);
        await queries.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
        return { ...applied, saved: true };
      },
      { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof NotSaved) return error.applied;
    throw error;
  }
}

/** The readings of one source of the reference set. What another import has said since stays as it is. */
export async function saveReferenceReadings(
  queries: Queries,
  readings: readonly StatedReading[],
  indicatorIds: ReadonlyMap<string, number>,
  facts: Pick<ImportFacts, 'sourceId' | 'sourceName' | 'fileName' | 'fileHash' | 'reason'>,
  tally: Tally,
): Promise<void> {
  if (readings.length === 0) return;
  const staging = new Staging(queries, indicatorIds);
  await staging.begin();
  await staging.add(readings.map((reading, index) => ({ ...reading, row: index + 1 })));
  const counts = await staging.count('reference-set');
  for (const outcome of ['added', 'changed', 'unchanged'] as const) tally.counts[outcome] += counts[outcome];
  if (counts.added + counts.changed > 0) await staging.save({ kind: 'reference-set', ...facts }, counts);
}

/** Rows on their way into the database: gathered in a temporary table, compared with what is stored, saved in one statement. */
class Staging {
  readonly #queries: Queries;
  readonly #indicatorIds: ReadonlyMap<string, number>;
  readonly #geographyIds = new Map<string, number>();

  constructor(queries: Queries, indicatorIds: ReadonlyMap<string, number>) {
    this.#queries = queries;
    this.#indicatorIds = indicatorIds;
  }

  async begin(): Promise<void> {
    await this.#queries.$executeRaw`
      CREATE TEMPORARY TABLE IF NOT EXISTS staged_reading (
        "row" integer, indicator_id integer, geography_id integer, begins_on date, period text, time_identifier text, value text, marker text, base text
      ) ON COMMIT DROP`;
    await this.#queries.$executeRaw`TRUNCATE staged_reading`;
  }

  async add(statements: readonly RowStatement[]): Promise<void> {
    await this.#addGeographies(statements);
    const rows = statements.map(({ row, indicator, geography, period, value, marker, base }) => ({
      row,
      indicator_id: required(this.#indicatorIds, indicator),
      geography_id: required(this.#geographyIds, geography),
      begins_on: periodBegins(period).toString(),
      period: period.period,
      time_identifier: period.identifier.code,
      value,
      marker,
      base,
    }));
    await this.#queries.$executeRaw`
      INSERT INTO staged_reading SELECT * FROM json_to_recordset(${JSON.stringify(rows)}::json) AS (
        "row" integer, indicator_id integer, geography_id integer, begins_on date, period text, time_identifier text, value text, marker text, base text)`;
  }

  /** Where several rows say something of the same indicator, geography and period: the first of them. */
  async listDoubled(): Promise<readonly DoubledRows[]> {
    return this.#queries.$queryRaw<DoubledRows[]>`
      SELECT i.key AS indicator, (array_agg(s."row" ORDER BY s."row"))[1:3] AS rows, count(*)::integer AS count
      FROM staged_reading s JOIN indicator i ON i.id = s.indicator_id
      GROUP BY s.indicator_id, i.key, s.geography_id, s.begins_on, s.value IS NULL AND s.marker IS NULL
      HAVING count(*) > 1 ORDER BY min(s."row"), i.key LIMIT ${MOST_DOUBLED}`;
  }

  /** What saving would do. */
  async count(kind: ImportKind): Promise<ReadingCounts> {
    await this.#queries.$executeRaw`
      UPDATE staged_reading s SET base = b.base FROM staged_reading b
      WHERE s.base IS NULL AND s.value IS NOT NULL AND b.value IS NULL AND b.marker IS NULL
        AND (b.indicator_id, b.geography_id, b.begins_on) = (s.indicator_id, s.geography_id, s.begins_on)`;
    await this.#queries.$executeRaw`DELETE FROM staged_reading WHERE value IS NULL AND marker IS NULL`;
    // Nobody else gathers figures about a temporary table, and without them joins are planned for a handful of rows.
    await this.#queries.$executeRaw`ANALYZE staged_reading`;
    const [counts] = await this.#queries.$queryRaw<ReadingCounts[]>`
      SELECT count(*) FILTER (WHERE outcome = 'added')::integer AS added, count(*) FILTER (WHERE outcome = 'changed')::integer AS changed,
        count(*) FILTER (WHERE outcome = 'unchanged')::integer AS unchanged
      FROM (
        SELECT CASE
          WHEN r.indicator_id IS NULL THEN 'added'
          WHEN (r.value, r.marker, r.base) IS NOT DISTINCT FROM (s.value, s.marker, s.base) THEN 'unchanged'
          WHEN ${kind} = 'reference-set' AND m.kind <> 'reference-set' THEN 'unchanged'
          ELSE 'changed' END AS outcome
        FROM staged_reading s
        LEFT JOIN reading r USING (indicator_id, geography_id, begins_on)
        LEFT JOIN reading_import m ON m.id = r.import_id
      ) outcomes`;
    return counts ?? { added: 0, changed: 0, unchanged: 0 };
  }

  /** Saves what is new and corrects what is said otherwise, with one entry in the history. What was said before, a trigger keeps. */
  async save({ sourceName, ...facts }: ImportFacts, counts: ReadingCounts): Promise<void> {
    const at = thisMoment();
    const { id, version } = await this.#queries.readingImport.create({ data: { ...facts, ...counts, loadedAt: toTimeColumn(at) } });
    await this.#queries.$executeRaw`
      INSERT INTO reading (indicator_id, geography_id, begins_on, period, time_identifier, value, marker, base, import_id)
      SELECT indicator_id, geography_id, begins_on, period, time_identifier, value, marker, base, ${id}
      FROM staged_reading ORDER BY indicator_id, geography_id, begins_on
      ON CONFLICT (indicator_id, geography_id, begins_on) DO UPDATE SET
        period = excluded.period, time_identifier = excluded.time_identifier,
        value = excluded.value, marker = excluded.marker, base = excluded.base, import_id = excluded.import_id
      WHERE (reading.value, reading.marker, reading.base) IS DISTINCT FROM (excluded.value, excluded.marker, excluded.base)
        AND (${facts.kind} <> 'reference-set' OR EXISTS (
          SELECT 1 FROM reading_import m WHERE m.id = reading.import_id AND m.kind = 'reference-set'))`;
    const content: ReadingImportVersion = {
      kind: facts.kind,
      source: sourceName,
      file: facts.fileName,
      fileHash: facts.fileHash,
      indicators: [...this.#indicatorIds.keys()].toSorted(),
      ...counts,
      correctedHash: await hashOfCorrected(this.#queries, id),
      figures: [],
    };
    const record = { recordType: 'reading-import', recordId: String(id), version };
    await appendHistory(this.#queries, {
      chain: NATIONAL_CHAIN,
      ...record,
      council: null,
      at,
      actor: 'operator',
      reason: facts.reason,
      content,
    });
  }

  async #addGeographies(statements: readonly RowStatement[]): Promise<void> {
    const unknown = [...new Set(statements.map(({ geography }) => geography).filter((key) => !this.#geographyIds.has(key)))];
    if (unknown.length === 0) return;
    const rememberStored = async () => {
      const rows = await this.#queries.geography.findMany({ where: { key: { in: unknown } }, select: { id: true, key: true } });
      for (const { id, key } of rows) this.#geographyIds.set(key, id);
    };
    await rememberStored();
    const fresh = unknown.filter((key) => !this.#geographyIds.has(key));
    if (fresh.length === 0) return;
    await this.#queries.geography.createMany({ data: fresh.map((key) => ({ key, kind: geographyKind(key) })) });
    await rememberStored();
    const councilIds = await authorityIds(this.#queries);
    await this.#queries.geographyCouncil.createMany({
      data: fresh.flatMap((key) =>
        councilsOf(key).map((slug) => ({ geographyId: required(this.#geographyIds, key), authorityId: required(councilIds, slug) })),
      ),
    });
  }
}

/** Takes the transaction back, and carries out what it would have done. */
class NotSaved extends Error {
  constructor(readonly applied: AppliedReadings) {
    super('Nothing was saved');
  }
}

/** A file, what its readings are of and where they come from. */
export interface ReadingsFile {
  readonly source: StatedSource;
  readonly indicators: readonly IndicatorStatement[];
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly fileHash: string;
  /** Save nothing, only say what would happen. */
  readonly check: boolean;
}

export interface ReadingCounts {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
}

/** What was done, or, where `saved` is false, what would have been done. */
export interface AppliedReadings extends ReadingCounts {
  readonly saved: boolean;
  readonly doubled: readonly DoubledRows[];
}

export interface DoubledRows {
  readonly indicator: string;
  /** The first three. */
  readonly rows: readonly number[];
  readonly count: number;
}

interface ImportFacts {
  readonly kind: ImportKind;
  readonly sourceId: number;
  readonly sourceName: string;
  readonly fileName: string;
  readonly fileHash: string;
  readonly reason: string;
}

type ImportKind = 'reference-set' | 'file';
