import { onOneLine } from '../../shared';
import type { Sheet, SheetRow } from '../sheets';

/**
 * The fields of an action in a council's workbook, in the order in which an export has them. `words` heads the column there; `fits` are headings that councils give it.
 * A heading is looked at in lower case, without full stop, colon or asterisk at its end.
 */
export const PLAN_FIELDS = {
  reference: { words: 'Reference', fits: /^(((action|plan) )?(ref|reference|no|nr|number|id)|#)( (no|number))?$/ },
  objectiveNumber: { words: 'Objective number', fits: /^(objective|priority|theme|outcome|workstream) (ref|reference|no|number|id)$/ },
  objective: {
    words: 'Objective',
    fits: /^((improvement|strategic|key) )?(objective|priority|theme|workstream|aim|goal)( title| name| area)?$/,
  },
  title: {
    words: 'Action',
    fits: /^((improvement |key )?action( title| required| to be taken| description)?|what( is to be done| we will do| will we do)?|task|activity)$/,
  },
  change: {
    words: 'What will change for children',
    fits: /^(what will (change|be different)( for children.*)?|(intended |expected |desired )?(impact|outcome)s?( for children.*)?|difference.*)$/,
  },
  measure: {
    words: 'How anybody will know that it worked',
    fits: /^((success|impact|performance) (measure|criteria|criterion|indicator)s?|measures?( of success)?|how (anybody |we |will we )?(will )?know.*|what (does )?(good|success) look.*|kpis?)$/,
  },
  area: { words: 'Judgement', fits: /^((ofsted )?(judgement|judgment)( area)?|(ilacs|ofsted|inspection) area|area)$/ },
  ownerTitle: {
    words: 'Owner’s post',
    fits: /^((action |lead |responsible )?(owner|lead|officer|person|post|job title|role)('s|’s)?( post| officer| role| job title| responsible)?|responsib(le|ility)|who|accountable( officer)?|led by)$/,
  },
  partner: {
    words: 'Partner body',
    fits: /^((lead |responsible )?(partner|agency|organisation|body|service)( body| agency| organisation)?|partners)$/,
  },
  startsOn: { words: 'Starts on', fits: /^(start(s|ing)?( on| date)?|date started|from|begins?( on)?)$/ },
  dueOn: {
    words: 'Due on',
    fits: /^(due( on| date| by)?|(target|end|completion|finish|deadline|by when)( date)?|deadline|timescales?|when|(date )?to be completed by|complete by|until)$/,
  },
  steps: { words: 'Steps', fits: /^(steps?|milestones?|sub-?(actions|tasks)|key (steps|milestones|tasks)|tasks)$/ },
  findings: {
    words: 'Findings it answers',
    fits: /^((ofsted |inspection |inspectors’ |inspectors' )?(finding|recommendation|area for improvement|afi)s?( it answers| answered)?|areas for improvement|source)$/,
  },
  evidence: {
    words: 'Expected evidence',
    fits: /^((expected |required |source of )?evidence( expected| required| of (impact|completion|progress))?|how evidenced|assurance)$/,
  },
} as const satisfies Record<string, FieldEntry>;

export type PlanField = keyof typeof PLAN_FIELDS;

export const PLAN_FIELD_KEYS = Object.keys(PLAN_FIELDS).filter(isPlanField);

/** Kept for a column that is left out, so that it is left out next time. */
export const LEFT_OUT = 'left-out';

/** Columns that an export adds and an import never reads: status follows from the facts, and moves and updates are only ever added to. */
export const DERIVED_COLUMNS = {
  status: 'Status',
  why: 'Why this status',
  silent: 'Days without an update',
  firstDueOn: 'First due on',
  moves: 'Moves of the due date',
  lastUpdateOn: 'Last update on',
  lastUpdate: 'Last update',
  needs: 'Depends on',
  indicators: 'Indicators it should move',
} as const;

/** Status and progress as councils head them. */
const DERIVED = /\b(status|rag|brag|progress|complete[d%]?|% ?complete|update|moved?|moves|days without)\b/;

/** Titles and notes may stand above the headings, but not more rows than this. */
const ROWS_BEFORE_HEADINGS = 30;

export function isPlanField(text: string): text is PlanField {
  return Object.hasOwn(PLAN_FIELDS, text);
}

/** Whether a column says what follows from the facts, and so is never imported. */
export function isDerivedHeading(heading: string): boolean {
  const tidied = tidyHeading(heading);
  return (
    Object.values<string>(DERIVED_COLUMNS).some((words) => tidyHeading(words) === tidied) ||
    (guessField(tidied) === null && DERIVED.test(tidied))
  );
}

/**
 * Which column is which field, by their headings: as last chosen for this council, else as an export heads it, else as councils do. A field is given to one column, the
 * first that it fits best; a heading that fits none is left out.
 */
export function guessColumns(headings: readonly string[], remembered: RememberedColumns): ColumnFields {
  const fields: (PlanField | null)[] = headings.map(() => null);
  const settled = headings.map((heading) => heading.trim() === '');
  const settle = (choose: (heading: string) => PlanField | typeof LEFT_OUT | null) => {
    for (const [index, heading] of headings.entries()) {
      if (settled[index]) continue;
      const field = choose(tidyHeading(heading));
      if (field === null || (field !== LEFT_OUT && fields.includes(field))) continue;
      settled[index] = true;
      if (field !== LEFT_OUT) fields[index] = field;
    }
  };
  settle((heading) => remembered.get(heading) ?? null);
  settle((heading) => PLAN_FIELD_KEYS.find((field) => tidyHeading(PLAN_FIELDS[field].words) === heading) ?? null);
  settle(guessField);
  return fields;
}

/** As a heading is remembered and compared. */
export function tidyHeading(heading: string): string {
  return onOneLine(heading)
    .toLowerCase()
    .replaceAll(/[\s.:*?]+$/g, '');
}

/** The sheet of a file that looks most like a plan, cut at its headings. Null where no sheet has a row with two cells. */
export function findTable(sheets: readonly Sheet[], remembered: RememberedColumns): UploadedTable | null {
  const found = sheets.flatMap((sheet) => {
    const best = headingsOf(sheet, remembered);
    return best === null ? [] : [{ sheet, ...best }];
  });
  const best = found.toSorted((left, right) => right.known - left.known)[0];
  if (best === undefined) return null;
  const { sheet, row } = best;
  return {
    sheet: sheet.name,
    otherSheets: sheets.filter((each) => each !== sheet && each.rows.length > 0).map(({ name }) => name),
    headings: row.cells,
    rows: sheet.rows.filter(({ number }) => number > row.number),
  };
}

/** The row that holds most known headings; of those that hold as many, the first. */
function headingsOf(sheet: Sheet, remembered: RememberedColumns): { readonly row: SheetRow; readonly known: number } | null {
  const candidates = sheet.rows
    .slice(0, ROWS_BEFORE_HEADINGS)
    .filter(({ cells }) => cells.filter((cell) => cell.trim() !== '').length > 1)
    .map((row) => ({ row, known: guessColumns(row.cells, remembered).filter((field) => field !== null).length }));
  return candidates.toSorted((left, right) => right.known - left.known)[0] ?? null;
}

function guessField(heading: string): PlanField | null {
  return PLAN_FIELD_KEYS.find((field) => PLAN_FIELDS[field].fits.test(heading)) ?? null;
}

/** What a heading was last chosen to be, by `tidyHeading`. */
export type RememberedColumns = ReadonlyMap<string, PlanField | typeof LEFT_OUT>;

/** By column; null is left out. */
export type ColumnFields = readonly (PlanField | null)[];

/** A table that was uploaded, below its headings. */
export interface UploadedTable {
  readonly sheet: string;
  /** Those that hold something and were left out. */
  readonly otherSheets: readonly string[];
  readonly headings: readonly string[];
  readonly rows: readonly SheetRow[];
}

interface FieldEntry {
  readonly words: string;
  readonly fits: RegExp;
}
