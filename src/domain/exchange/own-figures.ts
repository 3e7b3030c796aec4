import { z } from 'zod';
import {
  FREQUENCIES,
  hasBase,
  isOwnFrequency,
  periodBegins,
  periodEnds,
  periodExample,
  periodInWords,
  readSaid,
  readTypedPeriod,
  saysTheSame,
  type OwnFigure,
  type OwnIndicator,
  type Period,
  type SaidFigure,
  type StoredFigure,
} from '../indicators';
import { isBefore, type CalendarDate } from '../shared';
import { columnsFound, listFirst, quoteCell, readTable, type Headings, type Sheet, type TableRow } from './sheets';

/** A council's own figures in a file: a row for each indicator and period. */

/** Thirty years of months of a dozen indicators. */
const MOST_ROWS = 5_000;

/** What the columns are called; others are left alone, in whatever order they stand. */
const FIGURE_HEADINGS = {
  indicator: { usual: 'Indicator', fits: /^(indicator|measure|name)$/i },
  period: { usual: 'Period', fits: /^(period|month|quarter|year|date)$/i },
  value: { usual: 'Figure', fits: /^(figure|value|actual|result)$/i },
  base: { usual: 'Out of', fits: /^(out of|of how many|base|denominator)$/i },
  marker: { usual: 'Why no figure', fits: /^why no figure$/i },
} as const satisfies Headings<string>;

type FigureColumn = keyof typeof FIGURE_HEADINGS;

const REQUIRED = ['indicator', 'period', 'value'] as const satisfies readonly FigureColumn[];

/** The sheet of an upload, as it is kept until it is imported or thrown away. */
export const FIGURE_UPLOAD_TABLE = z.object({
  sheet: z.string(),
  rows: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
});

export type FigureUploadTable = z.infer<typeof FIGURE_UPLOAD_TABLE>;

export const FIGURE_UPLOAD_RESULT = z.discriminatedUnion('step', [
  /** The file could not be read; `problem` is the sentence that says why. Nothing of it is kept. */
  z.object({ step: z.literal('unreadable'), problem: z.string() }),
  /** It has been imported; what it held is gone. */
  z.object({ step: z.literal('imported'), added: z.number(), changed: z.number(), unchanged: z.number() }),
]);

export type FigureUploadResult = z.infer<typeof FIGURE_UPLOAD_RESULT>;

/** Why something cannot be imported. */
export interface FigureProblem {
  /** As a spreadsheet numbers it; null where the whole table is meant. */
  readonly row: number | null;
  /** The heading there. */
  readonly column: string | null;
  /** What to do about it, without full stop. */
  readonly message: string;
}

/** What the import of a file would do. */
export interface FigureEffect {
  readonly added: readonly StoredFigure[];
  /** Each as it would be; `load` is that of what it corrects. */
  readonly changed: readonly { readonly before: StoredFigure; readonly after: StoredFigure }[];
  readonly unchanged: number;
  /** Rows that say neither a figure nor why there is none. */
  readonly empty: number;
}

/** The sheet that holds the figures: the one with the most of their headings. Null for a file without a row. */
export function figureSheet(sheets: readonly Sheet[]): FigureUploadTable | null {
  const filled = sheets.filter(({ rows }) => rows.length > 0);
  const [best] = filled.toSorted((left, right) => columnsFound(right, FIGURE_HEADINGS).size - columnsFound(left, FIGURE_HEADINGS).size);
  if (best === undefined) return null;
  const rows = best.rows.map(({ number, cells }) => ({ number, cells: cells.map((cell) => cell.replaceAll(/\s+/g, ' ').trim()) }));
  return { sheet: best.name, rows };
}

/** What a file would do to a council's own figures, or everything that is wrong with it: all or nothing. */
export function decideFigures(
  { sheet, rows }: FigureUploadTable,
  { indicators, stored, today }: FigureBasis,
): { readonly effect: FigureEffect } | { readonly problems: readonly FigureProblem[] } {
  const read = readTable<FigureColumn>({ name: sheet, rows }, FIGURE_HEADINGS, REQUIRED);
  if ('refusals' in read) {
    return { problems: read.refusals.map(({ row, column, reason }) => ({ row, column, message: reason.replace(/\.$/, '') })) };
  }
  const { table } = read;
  if (table.rows.length > MOST_ROWS) {
    const most = MOST_ROWS.toLocaleString('en-GB');
    const message = `Import at most ${most} rows; this table has ${table.rows.length.toLocaleString('en-GB')}`;
    return { problems: [{ row: null, column: null, message }] };
  }
  const problems: FigureProblem[] = [];
  const stated: StatedRow[] = [];
  let empty = 0;
  for (const row of table.rows) {
    const refuse = (column: FigureColumn, message: string) => problems.push({ row: row.number, column: table.heading(column), message });
    const place = readPlace(row, indicators, today, refuse);
    if (row.cell('value') === '' && row.cell('base') === '' && row.cell('marker') === '') empty += 1;
    else if (place !== null) {
      const read = readSaid({ value: row.cell('value'), base: row.cell('base'), marker: row.cell('marker') }, place.indicator);
      for (const { field, message } of read.problems) refuse(field, message);
      if (read.said !== null) stated.push({ ...place, row: row.number, said: read.said });
    }
  }
  problems.push(...doubled(stated, table.heading('period')));
  if (problems.length > 0) return { problems: problems.toSorted((left, right) => (left.row ?? 0) - (right.row ?? 0)) };
  return { effect: effectOf(stated, stored, empty) };
}

export function changesNoFigure({ added, changed }: FigureEffect): boolean {
  return added.length + changed.length === 0;
}

/** The same for the same effect and for no other. */
export function figureEffectText({ added, changed }: FigureEffect): string {
  const text = ({ indicator, period, value, marker, base, load }: StoredFigure) => [
    ...[indicator, period.identifier.code, period.period, value, marker, base, load],
  ];
  return JSON.stringify([added.map(text), changed.map(({ before, after }) => [text(before), text(after)])]);
}

/** A council's own figures as rows that can be filled in, and brought back: brought back as they are they change nothing. */
export function figureRows(
  indicators: readonly OwnIndicator[],
  stored: readonly StoredFigure[],
  words: (marker: NonNullable<SaidFigure['marker']>) => string,
): { readonly columns: readonly string[]; readonly rows: readonly (readonly (string | null)[])[] } {
  const columns = Object.values(FIGURE_HEADINGS).map(({ usual }) => usual);
  const rows = indicators.flatMap((indicator) => {
    const its = stored.filter((figure) => figure.indicator === indicator.key);
    const line = ({ period, value, base, marker }: OwnFigure) => [
      ...[indicator.name, periodInWords(period), value, hasBase(indicator) ? base : null, marker && words(marker)],
    ];
    // One without a figure shows how its periods are written.
    return its.length > 0
      ? its.map(line)
      : [[indicator.name, isOwnFrequency(indicator.frequency) ? periodExample(indicator.frequency) : null, null, null, null]];
  });
  return { columns, rows };
}

/** Of which indicator and period a row is; null where that cannot be read. */
function readPlace(
  row: TableRow<FigureColumn>,
  indicators: readonly OwnIndicator[],
  today: CalendarDate,
  refuse: (column: FigureColumn, message: string) => void,
): { readonly indicator: OwnIndicator; readonly period: Period } | null {
  const name = row.cell('indicator');
  const indicator = indicators.find((each) => each.key === name || each.name.toLowerCase() === name.toLowerCase());
  if (indicator === undefined) {
    refuse(
      'indicator',
      name === '' ? 'Write which indicator this is' : `Write one of the council’s own indicators by its name, and not ${quoteCell(name)}`,
    );
    return null;
  }
  const { frequency } = indicator;
  if (!isOwnFrequency(frequency)) throw new Error(`${indicator.key} comes at an unknown interval`);
  const text = row.cell('period');
  const period = readTypedPeriod(text, frequency);
  if (period === null) {
    const kind = FREQUENCIES[frequency].once.toLowerCase();
    refuse('period', `Write the ${kind} like “${periodExample(frequency)}”${text === '' ? '' : `, and not ${quoteCell(text)}`}`);
    return null;
  }
  if (periodBegins(period).year < 2000 || !isBefore(periodEnds(period, null), today)) {
    refuse(
      'period',
      `Check the period: ${periodInWords(period)} ${periodBegins(period).year < 2000 ? 'is in another century' : 'has not ended'}`,
    );
    return null;
  }
  return { indicator, period };
}

/** Each row after the first that says something of the same indicator and period. */
function doubled(stated: readonly StatedRow[], column: string): readonly FigureProblem[] {
  const groups = Map.groupBy(stated, ({ indicator, period }) => `${indicator.key} ${periodBegins(period).toString()}`);
  return [...groups.values()].flatMap(([first, ...others]) => {
    if (first === undefined || others.length === 0) return [];
    const rows = others.map(({ row }) => `row ${row}`);
    return [
      {
        row: first.row,
        column,
        message: `Keep one row for “${first.indicator.name}” in ${periodInWords(first.period)}: ${listFirst(rows)} ${others.length === 1 ? 'says' : 'say'} it too`,
      },
    ];
  });
}

function effectOf(stated: readonly StatedRow[], stored: readonly StoredFigure[], empty: number): FigureEffect {
  const key = (indicator: string, period: Period) => `${indicator} ${periodBegins(period).toString()}`;
  const known = new Map(stored.map((figure) => [key(figure.indicator, figure.period), figure]));
  const added: StoredFigure[] = [];
  const changed: { before: StoredFigure; after: StoredFigure }[] = [];
  for (const { indicator, period, said } of stated) {
    const before = known.get(key(indicator.key, period));
    const after = { ...said, indicator: indicator.key, period, load: before?.load ?? 0 };
    if (before === undefined) added.push(after);
    else if (!saysTheSame(before, after)) changed.push({ before, after });
  }
  return { added, changed, unchanged: stated.length - added.length - changed.length, empty };
}

interface StatedRow {
  readonly row: number;
  readonly indicator: OwnIndicator;
  readonly period: Period;
  readonly said: SaidFigure;
}

/** What a file is held against. */
export interface FigureBasis {
  /** The council's own. */
  readonly indicators: readonly OwnIndicator[];
  readonly stored: readonly StoredFigure[];
  readonly today: CalendarDate;
}
