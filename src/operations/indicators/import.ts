import type { Actor } from '@/domain/access';
import {
  applyMap,
  CouncilRegister,
  hasIndicator,
  MAP_COLUMNS,
  offerMap,
  offerOf,
  readMap,
  StatisticsProfile,
  StatisticsReader,
  type IndicatorStatement,
  type Layout,
  type MapCells,
  type MapLine,
  type Refusal,
  type RowStatement,
  type StatedSource,
  type StatisticsOffer,
} from '@/domain/exchange';
import type { Indicator } from '@/domain/indicators';
import type { CalendarDate } from '@/domain/shared';
import { csvFile } from '@/documents/csv';
import { applyReadings, listCouncilIdentities } from '@/database/imports';
import { listPublishedIndicators } from '@/database/indicators';
import { PlainFault } from '@/platform/plain-fault';
import { readCsvFile } from '@/platform/reference-files';
import { streamCsv, UnreadableFile, type NamedFile } from '@/platform/spreadsheets';
import { authorise } from '../access';

/** Refusals that are named; they are all counted. */
const MOST_REFUSALS = 100;

/** More published indicators than can be told apart by their columns are not looked for. */
const MOST_KNOWN = 5_000;

/**
 * Imports a file of figures in the layout of explore education statistics. Which of its cells are which indicator's, a map says (its columns: `MAP_COLUMNS`); without
 * one, indicators are recognised whose column and filters the file has, as remembered from the import before. A file of which nothing is recognised is refused, and a
 * map for it offered. All or nothing; with `check` nothing is saved and the report says what would be. The file is read twice, in memory that does not grow with it.
 *
 * What cannot be used is in the report as refusals. Throws Forbidden for anybody but the operator.
 */
export async function importIndicators(
  actor: Actor,
  file: NamedFile,
  map: NamedFile | ChosenLines | null,
  { check, today, onProgress }: IndicatorImportOptions,
): Promise<IndicatorImportReport> {
  authorise(actor, 'change-national-data');
  try {
    const profiled = await profile(file, onProgress);
    if ('refusals' in profiled) return nothingRead(profiled.refusals);
    const { layout, hash } = profiled;
    const { indicators: known } = await listPublishedIndicators({ limit: MOST_KNOWN, offset: 0 });
    const chosen = map === null ? recognise(file.name, layout, known, today) : await choose(file.name, layout, map, known, today);
    const offer = offerOf(layout);
    if ('refusals' in chosen) return { ...nothingRead(chosen.refusals), offered: map === null ? offeredMap(layout) : null, offer };
    const reader = new StatisticsReader(layout, chosen.indicators, new CouncilRegister(await listCouncilIdentities()));
    const found = new Findings();
    const applied = await applyReadings(
      { source: chosen.source, indicators: chosen.indicators, fileName: file.name, fileHash: hash, check },
      async (stage) => {
        const again = await streamCsv(
          file,
          async (rows) => {
            const statements: RowStatement[] = [];
            for (const row of rows) if (row.number > 1) statements.push(...found.take(reader.read(row)));
            // What is refused is not saved, and so need not be compared with what is stored.
            if (found.refused === 0 && statements.length > 0) await stage(statements);
          },
          (read, size) => onProgress?.({ step: 'load', read, size }),
        );
        if (again !== hash) throw new UnreadableFile('The file changed while it was read. Import it again.');
        return { refused: found.refused };
      },
    );
    const doubled = applied.doubled.map((each): Refusal => {
      const others = each.rows.slice(1).map((row) => `row ${row}`);
      const reason = `The row says the same indicator (${each.indicator}), place and period as ${others.join(' and ')}${each.count > each.rows.length ? ' and others' : ''}. Keep one, or name the filter that tells them apart in the map.`;
      return { sheet: null, row: each.rows[0] ?? null, column: null, reason };
    });
    return {
      source: chosen.source.name,
      indicators: chosen.indicators.map(({ key, name }) => ({ key, name })),
      saved: applied.saved,
      ...(found.refused > 0 ? NOTHING_COUNTED : { added: applied.added, changed: applied.changed, unchanged: applied.unchanged }),
      rows: layout.rows,
      refused: found.refused + doubled.length,
      refusals: [...found.refusals, ...doubled],
      leftOut: found.leftOut(),
      offered: null,
      offer,
    };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return nothingRead([{ sheet: error.sheet, row: error.row, column: null, reason: error.message }]);
  }
}

/** The first time through the file: what its columns hold. */
async function profile(
  file: NamedFile,
  onProgress: IndicatorImportOptions['onProgress'],
): Promise<{ readonly layout: Layout; readonly hash: string } | { readonly refusals: readonly Refusal[] }> {
  let profile: StatisticsProfile | undefined;
  const hash = await streamCsv(
    file,
    (rows) => {
      for (const row of rows) {
        if (profile === undefined) profile = new StatisticsProfile(row);
        else profile.add(row);
      }
    },
    (read, size) => onProgress?.({ step: 'look', read, size }),
  );
  if (profile === undefined)
    return { refusals: [{ sheet: null, row: null, column: null, reason: 'The file has no row. Check that it is the right file.' }] };
  const finished = profile.finish();
  return 'layout' in finished ? { ...finished, hash } : finished;
}

/** The published indicators whose cells the file has, each described as before. */
function recognise(fileName: string, layout: Layout, known: readonly Indicator[], today: CalendarDate): Chosen {
  const recognised = known.filter((indicator) => hasIndicator(layout, indicator));
  const [first] = recognised;
  if (first === undefined) {
    const reason =
      'None of the known indicators is in this file. Choose from the map that is offered, correct names and units, and import the file with it.';
    return { refusals: [{ sheet: null, row: null, column: null, reason }] };
  }
  const { name, publisher, url } = first.source;
  return {
    indicators: recognised,
    source: sourceOf(fileName, { name, publisher, url }, today),
  };
}

async function choose(
  fileName: string,
  layout: Layout,
  map: NamedFile | ChosenLines,
  known: readonly Indicator[],
  today: CalendarDate,
): Promise<Chosen> {
  const read = await readMapFile(map);
  if ('refusals' in read) return read;
  const applied = applyMap(map.name, read.lines, layout, known);
  if ('refusals' in applied) return applied;
  const [first] = read.lines;
  const { publication: name, publisher, url = null } = first?.described ?? { publication: null, publisher: null };
  const refusals = read.lines.flatMap((line) => refuseOther(map.name, line, { first, layout, known }));
  if (refusals.length > 0) return { refusals };
  const source = sourceOf(fileName, { name: name ?? fileName, publisher: publisher ?? 'Not named', url }, today);
  return { indicators: applied.indicators, source };
}

/** A file is one publication's, and an indicator's figures come as often as they always did. */
function refuseOther(
  map: string,
  { row, key, described: { publication } }: MapLine,
  { first, layout, known }: { readonly first: MapLine | undefined; readonly layout: Layout; readonly known: readonly Indicator[] },
): readonly Refusal[] {
  const stored = known.find((each) => each.key === key);
  return [
    ...(publication === (first?.described.publication ?? null)
      ? []
      : [{ sheet: map, row, column: 'publication', reason: 'A file is of one publication. Name the same in every line.' }]),
    ...(stored === undefined || stored.frequency === layout.frequency
      ? []
      : [
          {
            sheet: map,
            row,
            column: 'key',
            reason: `Figures of ${stored.name} are of another kind of period (${stored.frequency}) than those of this file (${layout.frequency}). Give these a key of their own.`,
          },
        ]),
  ];
}

async function readMapFile(map: NamedFile | ChosenLines): Promise<ReturnType<typeof readMap>> {
  if ('lines' in map) return readMap(map.name, map.lines);
  try {
    return readMap(map.name, await readCsvFile(map.path));
  } catch (error) {
    if (!(error instanceof PlainFault)) throw error;
    return { refusals: [{ sheet: map.name, row: null, column: null, reason: error.message }] };
  }
}

function sourceOf(
  fileName: string,
  { name, publisher, url }: Pick<StatedSource, 'name' | 'publisher' | 'url'>,
  today: CalendarDate,
): StatedSource {
  const key = `statistics ${name} ${fileName}`
    .toLowerCase()
    .replace(/\.csv$/, '')
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
  return { key, name, publisher, url, file: fileName, page: null, publishedOn: null, retrievedOn: today };
}

function offeredMap(layout: Layout): string {
  const rows = offerMap(layout).map((line) => MAP_COLUMNS.map((column) => line[column]));
  return new TextDecoder().decode(csvFile([...MAP_COLUMNS], rows)).replaceAll('\r\n', '\n');
}

/** What was found wrong while reading: bounded, however much it is. */
class Findings {
  readonly refusals: Refusal[] = [];
  readonly #leftOut = new Map<string, number>();
  refused = 0;

  take(reading: ReturnType<StatisticsReader['read']>): readonly RowStatement[] {
    if (reading.refusals.length > 0) {
      this.refused += 1;
      if (this.refusals.length < MOST_REFUSALS) this.refusals.push(...reading.refusals);
    }
    if (reading.leftOut !== null) this.#leftOut.set(reading.leftOut, (this.#leftOut.get(reading.leftOut) ?? 0) + 1);
    return reading.statements;
  }

  leftOut(): IndicatorImportReport['leftOut'] {
    return [...this.#leftOut].map(([level, rows]) => ({ level, rows }));
  }
}

const NOTHING_COUNTED = { added: 0, changed: 0, unchanged: 0 };

function nothingRead(refusals: readonly Refusal[]): IndicatorImportReport {
  return {
    ...NOTHING_COUNTED,
    source: null,
    indicators: [],
    saved: false,
    rows: 0,
    refused: refusals.length,
    refusals,
    leftOut: [],
    offered: null,
    offer: null,
  };
}

export interface IndicatorImportOptions {
  /** Save nothing, only say what would happen. */
  readonly check: boolean;
  readonly today: CalendarDate;
  /** Told often, while the file is looked through and then loaded; in bytes. */
  readonly onProgress?: (progress: ImportProgress) => void;
}

export interface ImportProgress {
  readonly step: 'look' | 'load';
  readonly read: number;
  readonly size: number;
}

/** What an import did, or would have done where `saved` is false. */
export interface IndicatorImportReport {
  /** The name of the publication; null where nothing could be read. */
  readonly source: string | null;
  readonly indicators: readonly { readonly key: string; readonly name: string }[];
  readonly saved: boolean;
  /** Counts of readings. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Rows in the file, without the headings. */
  readonly rows: number;
  /** Rows refused. */
  readonly refused: number;
  /** The first of them, by row. */
  readonly refusals: readonly Refusal[];
  /** Rows of levels that are not kept. */
  readonly leftOut: readonly { readonly level: string; readonly rows: number }[];
  /** For a file of which nothing is known: a map to choose from, as CSV. */
  readonly offered: string | null;
  /** What of the file can be chosen; null where its columns could not be told. */
  readonly offer: StatisticsOffer | null;
}

/** A map that is no file: its lines, by column. */
export interface ChosenLines {
  readonly name: string;
  readonly lines: readonly MapCells[];
}

type Chosen =
  { readonly indicators: readonly IndicatorStatement[]; readonly source: StatedSource } | { readonly refusals: readonly Refusal[] };
