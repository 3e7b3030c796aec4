import type { EventType, Theme } from '../inspections';
import { calendarDate, type CalendarDate } from '../shared';
import { parseDay } from './days';
import { columnsFound, otherSeparatorOf, readTable, type Headings, type Refusal, type Sheet, type Table } from './sheets';

/** The tables of Ofsted's yearly statistics of inspection outcomes, and the words they are written in. */

/** Columns by what they are headed. Regions, links and the status of a council are not needed. */
export const OUTCOME_HEADINGS = {
  code: { usual: 'Local authority area code', fits: /^(local authority )?(area|ons) code$/i },
  name: { usual: 'Local authority name', fits: /^local authority name$/i },
  date: { usual: 'Inspection date', fits: /^inspection ?(\/ ?visit)? date$/i },
  publishedOn: { usual: 'Publication date', fits: /^publication date$/i },
  eventType: { usual: 'Inspection type', fits: /^inspection ?(\/ ?visit)? type$/i },
  'overall-effectiveness': { usual: 'Overall effectiveness', fits: /^overall effectiveness$/i },
  leadership: { usual: 'The impact of leaders on social work practice with children and families', fits: /^the impact of leaders\b/i },
  'help-and-protection': {
    usual: 'The experiences and progress of children who need help and protection',
    fits: /children who need help and protection$/i,
  },
  'in-care': { usual: 'The experiences and progress of children in care', fits: /children in care( and care leavers)?$/i },
  'care-leavers': { usual: 'The experiences and progress of care leavers', fits: /progress of care leavers$/i },
  theme: { usual: 'Visit Theme', fits: /^visit themes?$/i },
} as const satisfies Headings<string>;

/** The columns that hold grades. */
export const OUTCOME_AREAS = ['overall-effectiveness', 'leadership', 'help-and-protection', 'in-care', 'care-leavers'] as const;

/** What each of the three tables is published as, and the columns it cannot do without. */
export const OUTCOME_TABLES = {
  latest: { usual: 'Inspections_as_at_31_March', named: /as.at/i, required: ['code', 'name', 'date', 'publishedOn', ...OUTCOME_AREAS] },
  'in-year': {
    usual: 'In-year_inspections',
    named: /in.?year/i,
    required: ['code', 'name', 'date', 'publishedOn', 'eventType', ...OUTCOME_AREAS, 'theme'],
  },
  history: {
    usual: 'ILACS_inspection_history',
    named: /history/i,
    required: ['code', 'name', 'date', 'publishedOn', 'eventType', ...OUTCOME_AREAS],
  },
} as const satisfies Record<string, { usual: string; named: RegExp; required: readonly OutcomeColumn[] }>;

const TABLE_KINDS = ['latest', 'in-year', 'history'] as const satisfies readonly TableKind[];

/** Ofsted's words for what it did, in lower case. */
export const EVENT_TYPE_WORDS: ReadonlyMap<string, EventType> = new Map([
  ['ilacs standard inspection', 'standard-inspection'],
  ['ilacs short inspection', 'short-inspection'],
  ['ilacs focused visit', 'focused-visit'],
  ['la monitoring visit', 'monitoring-visit'],
  ['ilacs monitoring visit', 'monitoring-visit'],
  ['ilacs assurance visit', 'assurance-visit'],
]);

/** Ofsted's words for the themes of visits, in lower case. */
export const THEME_WORDS: ReadonlyMap<string, Theme> = new Map([
  ['front door', 'front-door'],
  ['the front door', 'front-door'],
  ['children in need/subject to a plan', 'children-in-need-or-protection-plan'],
  ['children in need or subject to a protection plan', 'children-in-need-or-protection-plan'],
  ['vulnerable adolescents', 'vulnerable-adolescents'],
  ['children in care', 'children-in-care'],
  ['achieving permanence', 'achieving-permanence'],
  ['planning and achieving permanence', 'achieving-permanence'],
  ['care leavers', 'care-leavers'],
  ['placement decisions for older children', 'placement-decisions-for-older-children'],
]);

/** Titles and the cover's lines stand above the tables. */
const ROWS_OF_TITLES = 10;

/** The three tables of the spreadsheet, or the one of a CSV file. Refused when a table or a column is missing, or stands there twice. */
export function findOutcomeTables(
  file: OutcomesFile,
): { readonly tables: readonly Table<OutcomeColumn>[] } | { readonly refusals: readonly Refusal[] } {
  const sheets = file.sheets.flatMap((sheet) => {
    const kind = kindOf(sheet);
    return kind ? [{ kind, sheet }] : [];
  });
  const refusals: Refusal[] = [];
  const tables: Table<OutcomeColumn>[] = [];
  for (const kind of TABLE_KINDS) {
    const [candidate, second] = sheets.filter((each) => each.kind === kind);
    const { usual, required } = OUTCOME_TABLES[kind];
    if (second) {
      const reason = `There are two sheets of the kind ${usual}: “${candidate?.sheet.name}” and “${second.sheet.name}”. Keep one.`;
      refusals.push({ sheet: second.sheet.name, row: null, column: null, reason });
    } else if (candidate) {
      const read = readTable(candidate.sheet, OUTCOME_HEADINGS, required);
      if ('table' in read) tables.push(read.table);
      else refusals.push(...read.refusals);
    } else if (!file.singleTable) {
      refusals.push({
        sheet: usual,
        row: null,
        column: null,
        reason: `The sheet ${usual} is missing. Use the file as Ofsted publishes it.`,
      });
    }
  }
  if (file.singleTable && sheets.length === 0) {
    const reason = `No row of headings was found. A CSV file must hold one of Ofsted's tables, with headings such as “${OUTCOME_HEADINGS.code.usual}”, “${OUTCOME_HEADINGS.date.usual}” and “${OUTCOME_HEADINGS['overall-effectiveness'].usual}”.${file.sheets.map(otherSeparatorOf).find((words) => words !== '') ?? ''}`;
    refusals.push({ sheet: file.sheets[0]?.name ?? null, row: null, column: null, reason });
  }
  return refusals.length > 0 ? { refusals } : { tables };
}

/** By its name where it has kept it, else by the columns that only one of the tables has. Null for covers and notes. */
function kindOf(sheet: Sheet): TableKind | null {
  const found = columnsFound(sheet, OUTCOME_HEADINGS);
  const named = TABLE_KINDS.find((kind) => OUTCOME_TABLES[kind].named.test(sheet.name));
  if (found.size === 0) return null;
  if (named) return named;
  if (found.has('theme')) return 'in-year';
  return found.has('eventType') ? 'history' : 'latest';
}

/** The day of which the file says “as at”; null when it does not say. */
export function dayOfOutcomes({ sheets, fileName }: OutcomesFile): CalendarDate | null {
  const titles = sheets.flatMap(({ rows }) => rows.slice(0, ROWS_OF_TITLES).map(({ cells }) => cells[0] ?? ''));
  for (const text of [...titles, fileName.replaceAll(/[_-]/g, ' ')]) {
    const asAt = /as at (\d{1,2} [a-z]+ \d{4})/i.exec(text)?.[1];
    const day = asAt === undefined ? null : parseDay(asAt);
    if (day) return day;
  }
  for (const text of titles) {
    // "in-year inspection activity 2024-25", "inspection history from 2018-2025": Ofsted's year ends on 31 March.
    const lastYear = /\b20\d{2}-(?:20)?(\d{2})$/.exec(text)?.[1];
    if (lastYear !== undefined) return calendarDate(`20${lastYear}-03-31`);
  }
  return null;
}

export interface OutcomesFile {
  readonly fileName: string;
  readonly sheets: readonly Sheet[];
  /** A CSV file: one of the tables alone. */
  readonly singleTable: boolean;
}

export type OutcomeColumn = keyof typeof OUTCOME_HEADINGS;
export type OutcomeArea = (typeof OUTCOME_AREAS)[number];
type TableKind = keyof typeof OUTCOME_TABLES;
