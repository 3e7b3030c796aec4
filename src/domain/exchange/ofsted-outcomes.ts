import { frameworkOf, frameworkProposedBy, gradeFromWords, judgedArea, type FrameworkKey } from '../frameworks';
import { EVENT_TYPES, type EventType, type Judgement, type StatedInspection, type Theme } from '../inspections';
import { dateInWords, isBefore, type CalendarDate } from '../shared';
import type { CouncilRegister } from './councils';
import { parseDay } from './days';
import {
  dayOfOutcomes,
  EVENT_TYPE_WORDS,
  findOutcomeTables,
  OUTCOME_AREAS,
  OUTCOME_HEADINGS,
  OUTCOME_TABLES,
  THEME_WORDS,
  type OutcomeArea,
  type OutcomeColumn,
  type OutcomesFile,
} from './ofsted-tables';
import { identityOf, reconcileInspection, type ReconciledField } from './reconcile';
import { listFirst, quoteCell, withoutRows, type Refusal, type Table, type TableRow } from './sheets';
import type { InspectionStatement, StatedSource } from './statements';

const OUTCOMES_PAGE = 'https://www.gov.uk/government/collections/childrens-social-care-statistics';

const WITHOUT_DAY =
  'Nothing in the file says for which day it speaks (“as at 31 March 2025”). Keep the title above the headings, or put it in the file name: outcomes_as_at_31_March_2025.csv.';

/** What a cell holds that says there is nothing: empty, or one of the government's markers for "not applicable" and "none". */
const NOTHING: readonly string[] = ['', 'z', '-'];

/**
 * Ofsted's yearly statistics of local authority inspection outcomes: a spreadsheet of three tables (latest judgements, activity in the year, every ILACS
 * inspection since 2018), also one table at a time as CSV. One inspection can stand in all three; they must agree.
 *
 * The tables give only the first day on site, and councils by ONS code (some by old ones) with a short name. Columns are found by their headings, so others
 * and another order do no harm. `readable` is false when a table or a column is missing: then nothing of the file can be used.
 */
export function readOfstedOutcomes(file: OutcomesFile, councils: CouncilRegister, today: CalendarDate): OutcomesReading {
  const found = findOutcomeTables(file);
  if ('refusals' in found) return { readable: false, refusals: found.refusals };
  const asAt = dayOfOutcomes(file);
  if (!asAt) return { readable: false, refusals: [{ sheet: null, row: null, column: null, reason: WITHOUT_DAY }] };
  if (isBefore(today, asAt)) return { readable: false, refusals: [{ sheet: null, row: null, column: null, reason: aheadOf(asAt) }] };
  const [first] = found.tables;
  if (first !== undefined && found.tables.every((table) => table.rows.length === 0))
    return { readable: false, refusals: [withoutRows(first.sheet)] };
  const rows = found.tables.flatMap((table) => table.rows.map((row) => readRow(table, row, councils, today)));
  const events = [...Map.groupBy(rows.filter(isRead), ({ statement }) => identityOf(statement)).values()].map(mergeRows);
  const order = found.tables.map(({ sheet }) => sheet);
  return {
    readable: true,
    source: sourceOf(file, asAt, today),
    events: events.filter((event) => 'statement' in event),
    refusals: [...rows, ...events]
      .flatMap((outcome) => ('refusals' in outcome ? outcome.refusals : []))
      .toSorted((left, right) => order.indexOf(left.sheet ?? '') - order.indexOf(right.sheet ?? '') || (left.row ?? 0) - (right.row ?? 0)),
  };
}

function aheadOf(asAt: CalendarDate): string {
  return `The file speaks as at ${dateInWords(asAt)}, which is to come. Correct the day in its title or its name.`;
}

/** Why an event that is not known cannot be added when only the list of latest judgements states it. */
export function refuseWithoutEventType({ places }: StatedEvent): readonly Refusal[] {
  return places.map(({ sheet, row }) => ({
    sheet,
    row,
    column: OUTCOME_HEADINGS.eventType.usual,
    reason: `This inspection is not known yet, and the sheet does not say whether it was a standard or a short one. Import ${OUTCOME_TABLES.history.usual} first.`,
  }));
}

function sourceOf({ sheets, fileName }: OutcomesFile, asAt: CalendarDate, today: CalendarDate): StatedSource {
  const published = sheets.flatMap(({ rows }) => rows).find(({ cells }) => /^published on:?$/i.test(cells[0] ?? ''));
  return {
    key: `ofsted-outcomes-${asAt.toString()}`,
    name: `Local authority inspection outcomes as at ${dateInWords(asAt)}`,
    publisher: 'Ofsted',
    url: OUTCOMES_PAGE,
    file: fileName,
    page: null,
    publishedOn: parseDay(published?.cells[1] ?? ''),
    retrievedOn: today,
  };
}

function readRow(
  table: Table<OutcomeColumn>,
  row: TableRow<OutcomeColumn>,
  councils: CouncilRegister,
  today: CalendarDate,
): ReadRow | Refused {
  const cells = new RowCells(table, row);
  const authority = cells.council(councils);
  const firstDay = cells.day('date', today);
  const publishedOn = cells.day('publishedOn', today);
  if (firstDay && publishedOn && isBefore(publishedOn, firstDay)) {
    cells.refuse(
      'publishedOn',
      `${dateInWords(publishedOn)} lies before the inspection, ${dateInWords(firstDay)}. Correct the one that is wrong.`,
    );
  }
  const framework = firstDay && cells.framework(firstDay);
  const eventType = cells.eventType();
  const graded = eventType === null || (eventType !== undefined && EVENT_TYPES[eventType].graded);
  const judgements =
    framework && eventType !== undefined ? OUTCOME_AREAS.flatMap((area) => cells.judgement(area, framework, graded) ?? []) : [];
  const themes = cells.themes(graded);
  if (cells.refusals.length > 0 || !authority || !firstDay || !framework || eventType === undefined) return { refusals: cells.refusals };
  return {
    place: { sheet: table.sheet, row: row.number },
    cells,
    statement: {
      authority,
      framework,
      eventType,
      dates: [{ start: firstDay, end: firstDay }],
      precision: 'first-day',
      publishedOn,
      judgements,
      themes,
      summary: null,
      reportUrl: null,
    },
  };
}

/** Reads the cells of one row; what cannot be used is refused with its column, and the rest is read on, so that one run names every fault. */
class RowCells {
  readonly refusals: Refusal[] = [];
  readonly #table: Table<OutcomeColumn>;
  readonly #row: TableRow<OutcomeColumn>;

  constructor(table: Table<OutcomeColumn>, row: TableRow<OutcomeColumn>) {
    this.#table = table;
    this.#row = row;
  }

  text(column: OutcomeColumn): string {
    return this.#row.cell(column);
  }

  refuse(column: OutcomeColumn, reason: string): void {
    this.refusals.push(this.refusal(column, reason));
  }

  refusal(column: OutcomeColumn, reason: string): Refusal {
    return { sheet: this.#table.sheet, row: this.#row.number, column: this.#table.heading(column), reason };
  }

  council(councils: CouncilRegister): string | null {
    const found = councils.byCodeAndName(this.text('code'), this.text('name'));
    if (typeof found !== 'string') return found.slug;
    this.refuse('code', found);
    return null;
  }

  day(column: 'date' | 'publishedOn', today: CalendarDate): CalendarDate | null {
    const text = this.text(column);
    const day = parseDay(text);
    if (!day)
      this.refuse(
        column,
        text === '' ? 'The date is missing. Write it as 11/09/2023.' : `${quoteCell(text)} is not a date. Write it as 11/09/2023.`,
      );
    else if (isBefore(today, day)) this.refuse(column, `${dateInWords(day)} lies in the future. Correct the date.`);
    return day;
  }

  framework(firstDay: CalendarDate): FrameworkKey | null {
    const proposed = frameworkProposedBy(firstDay);
    if (proposed?.startsWith('ilacs')) return proposed;
    this.refuse('date', `${dateInWords(firstDay)} lies before the first inspection of this kind, in January 2018. Correct the date.`);
    return null;
  }

  /** Null where the table has no such column, undefined where the cell was refused. */
  eventType(): EventType | null | undefined {
    if (!this.#table.columns.has('eventType')) return null;
    const text = this.text('eventType');
    const eventType = EVENT_TYPE_WORDS.get(text.toLowerCase());
    if (!eventType) this.refuse('eventType', unknownWord(text, 'a kind of inspection', [...EVENT_TYPE_WORDS.keys()]));
    return eventType;
  }

  judgement(area: OutcomeArea, framework: FrameworkKey, graded: boolean): Judgement | null {
    const words = this.text(area);
    const empty = NOTHING.includes(words.toLowerCase());
    const judged = graded ? judgedArea(framework, area) : null;
    if (!judged) {
      const because = graded ? `${frameworkOf(framework).shortName} does not grade this by itself` : 'A visit gives no grades';
      if (!empty) this.refuse(area, `${because}. Empty the cell, or correct the ${graded ? 'date' : 'kind of inspection'}.`);
      return null;
    }
    const grade = gradeFromWords(framework, words);
    const scale = frameworkOf(framework).scale.map((entry) => entry.words);
    // As the report prints it, in whatever capitals the cell has it.
    const printed = scale.find((word) => word.toLowerCase() === words.toLowerCase()) ?? words;
    if (grade) return { area, grade, absence: null, words: printed, covers: judged.covers ?? null };
    this.refuse(area, empty ? `The grade is missing. Write one of: ${scale.join(', ')}.` : unknownWord(words, 'a grade', scale));
    return null;
  }

  themes(graded: boolean): readonly Theme[] {
    const text = this.text('theme');
    if (NOTHING.includes(text.toLowerCase())) return [];
    if (graded) {
      this.refuse('theme', 'Only visits have a theme. Empty the cell, or correct the kind of inspection.');
      return [];
    }
    const whole = THEME_WORDS.get(text.toLowerCase());
    const themes = whole ? [whole] : text.split(/;|,| and /).map((part) => THEME_WORDS.get(part.trim().toLowerCase()));
    if (themes.every((theme) => theme !== undefined)) return [...new Set(themes)];
    this.refuse('theme', unknownWord(text, 'a theme', [...THEME_WORDS.keys()]));
    return [];
  }
}

function unknownWord(text: string, what: string, known: readonly string[]): string {
  return `${text === '' ? 'The empty cell' : quoteCell(text)} is not ${what} that is known. Write one of: ${known.join(', ')}.`;
}

/** What the rows about one event say together; refused, every one of them, when one table has two or when they contradict each other. */
function mergeRows(rows: readonly ReadRow[]): StatedEvent | Refused {
  const repeated = [...Map.groupBy(rows, ({ place }) => place.sheet).values()].filter((same) => same.length > 1);
  if (repeated.length > 0) return { refusals: repeated.flatMap(refuseRepetition) };
  const [first, ...others] = rows.toSorted(
    (left, right) => Number(left.statement.eventType === null) - Number(right.statement.eventType === null),
  );
  if (!first) throw new Error('An event is stated by at least one row');
  const places = rows.map(({ place }) => place);
  const { eventType } = first.statement;
  if (eventType === null) return { places, statement: first.statement };
  let merged: StatedInspection = { ...first.statement, eventType };
  const contradicted = new Set<ReconciledField>();
  for (const { statement } of others) {
    const reconciliation = reconcileInspection(merged, statement, false);
    if (reconciliation.outcome === 'changed') merged = reconciliation.inspection;
    if ('disagreements' in reconciliation) for (const { field } of reconciliation.disagreements) contradicted.add(field);
  }
  if (contradicted.size === 0) return { places, statement: merged };
  return {
    refusals: [...contradicted].map(columnOf).flatMap((column) =>
      rows.map((row) => {
        const said = rows
          .filter((each) => each.cells.text(column) !== '')
          .map((each) => `${quoteCell(each.cells.text(column))} in ${placeInWords(each)}`);
        return row.cells.refusal(column, `The file contradicts itself about this inspection: ${said.join(', ')}. Correct what is wrong.`);
      }),
    ),
  };
}

function refuseRepetition(rows: readonly ReadRow[]): readonly Refusal[] {
  const numbers = listFirst(rows.map(({ place }) => `row ${place.row}`));
  return rows.map(({ cells }) => cells.refusal('code', `The same inspection stands in ${numbers}. Keep one row.`));
}

function placeInWords({ place }: ReadRow): string {
  return `${place.sheet}, row ${place.row}`;
}

/** The column in which two rows about one event can differ; its council and its date are the same. */
function columnOf(field: ReconciledField): OutcomeColumn {
  if (field === 'publishedOn' || field === 'eventType') return field;
  return OUTCOME_AREAS.find((area) => field === `judgement:${area}`) ?? 'theme';
}

function isRead(outcome: ReadRow | Refused): outcome is ReadRow {
  return 'statement' in outcome;
}

export type OutcomesReading =
  | { readonly readable: false; readonly refusals: readonly Refusal[] }
  | {
      readonly readable: true;
      readonly source: StatedSource;
      /** One for each event that no row was refused of. */
      readonly events: readonly StatedEvent[];
      /** By table and row. */
      readonly refusals: readonly Refusal[];
    };

export interface StatedEvent {
  readonly statement: InspectionStatement;
  /** The rows that state it. */
  readonly places: readonly Place[];
}

interface Place {
  readonly sheet: string;
  readonly row: number;
}

interface ReadRow {
  readonly place: Place;
  readonly cells: RowCells;
  readonly statement: InspectionStatement;
}

interface Refused {
  readonly refusals: readonly Refusal[];
}
