import type { Finding } from '../../findings';
import type { AreaKey } from '../../frameworks';
import type { CalendarDate } from '../../shared';
import type { SheetRow } from '../sheets';
import {
  readArea,
  readDay,
  readEvidence,
  readFindings,
  readLine,
  readObjective,
  readObjectiveNumber,
  readReference,
  readSteps,
  readText,
  type Read,
  type StatedEvidence,
  type StatedStep,
} from './cells';
import type { ColumnFields, PlanField, UploadedTable } from './fields';

/** As many actions as a plan may have. */
export const MOST_ROWS = 2_000;

/** Why a row of a workbook cannot be imported. */
export interface RowProblem {
  /** As a spreadsheet numbers it; null where the whole table is meant. */
  readonly row: number | null;
  readonly field: PlanField | null;
  /** What to do about it, without full stop. */
  readonly message: string;
}

/** What a row says of an action. A field is absent where the file has no column for it: it is then left as it is. */
export interface StatedAction {
  readonly row: number;
  readonly reference: { readonly objective: number; readonly action: number } | null;
  /** The objective's number and title, as far as they are stated; both null where the row leaves it to the row above. */
  readonly objective: { readonly number: number | null; readonly title: string | null };
  readonly title: string;
  readonly dueOn: CalendarDate;
  readonly facts: Partial<StatedFacts>;
}

export interface StatedFacts {
  readonly change: string | null;
  readonly measure: string | null;
  readonly area: AreaKey | null;
  readonly ownerTitle: string | null;
  readonly partner: string | null;
  readonly startsOn: CalendarDate | null;
  readonly steps: readonly StatedStep[];
  /** Ids. */
  readonly findings: readonly string[];
  readonly evidence: readonly StatedEvidence[];
}

/** Columns without which no row says enough. */
export function missingFields(columns: ColumnFields): readonly PlanField[] {
  const missing: PlanField[] = [];
  if (!columns.includes('title')) missing.push('title');
  if (!columns.includes('dueOn')) missing.push('dueOn');
  if (!(['reference', 'objectiveNumber', 'objective'] as const).some((field) => columns.includes(field))) missing.push('objective');
  return missing;
}

/**
 * Reads the rows of a table: what each says, and everything that is wrong with any. Rows with nothing in a matched column are left out. A row with problems is answered
 * as far as it could be read, for looking for more; it is not to be imported.
 */
export function readRows(
  { rows }: Pick<UploadedTable, 'rows'>,
  columns: ColumnFields,
  { findings, today }: { readonly findings: readonly Finding[]; readonly today: CalendarDate },
): { readonly stated: readonly StatedAction[]; readonly problems: readonly RowProblem[] } {
  const problems: RowProblem[] = [];
  const filled = rows.filter(({ cells }) => columns.some((field, index) => field !== null && (cells[index] ?? '').trim() !== ''));
  if (filled.length > MOST_ROWS) {
    const most = MOST_ROWS.toLocaleString('en-GB');
    return {
      stated: [],
      problems: [
        { row: null, field: null, message: `Import at most ${most} rows; this table has ${filled.length.toLocaleString('en-GB')}` },
      ],
    };
  }
  const stated = filled.flatMap((row) => {
    const reader = new RowReader(row, columns);
    const action = readAction(reader, findings, today);
    problems.push(...reader.problems);
    return action === null ? [] : [action];
  });
  return { stated, problems };
}

/** Null where the row does not say what is to be done. */
function readAction(row: RowReader, findings: readonly Finding[], today: CalendarDate): StatedAction | null {
  const hasNumbers = row.has('objectiveNumber') || row.has('reference');
  const reference = row.read('reference', readReference) ?? null;
  const objectiveNumber = row.read('objectiveNumber', readObjectiveNumber) ?? null;
  const objective = row.read('objective', (text) => readObjective(text, hasNumbers)) ?? { number: null, title: null };
  const title = row.read('title', readLine) ?? null;
  const dueOn = row.read('dueOn', readDay) ?? null;
  const facts: Partial<StatedFacts> = {
    ...row.fact('change', readText),
    ...row.fact('measure', readText),
    ...row.fact('area', readArea),
    ...row.fact('ownerTitle', readLine),
    ...row.fact('partner', readLine),
    ...row.fact('startsOn', readDay),
    ...row.fact('steps', (text) => readSteps(text, today)),
    ...row.fact('findings', (text) => readFindings(text, findings)),
    ...row.fact('evidence', readEvidence),
  };
  if (title === null && row.isSound('title')) row.refuse('title', 'Write what is to be done');
  if (dueOn === null && row.isSound('dueOn')) row.refuse('dueOn', 'Give the day on which it is due');
  const number = objectiveNumber ?? objective.number ?? reference?.objective ?? null;
  if (reference !== null && number !== reference.objective) {
    row.refuse(
      'reference',
      `Make these agree: the reference belongs to objective ${reference.objective}, the row says objective ${number}`,
    );
  }
  if (title === null) return null;
  return { row: row.number, reference, objective: { number, title: objective.title }, title, dueOn: dueOn ?? today, facts };
}

class RowReader {
  readonly problems: RowProblem[] = [];
  readonly number: number;
  readonly #cells: readonly string[];
  readonly #columns: ColumnFields;

  constructor({ number, cells }: SheetRow, columns: ColumnFields) {
    this.number = number;
    this.#cells = cells;
    this.#columns = columns;
  }

  has(field: PlanField): boolean {
    return this.#columns.includes(field);
  }

  /** Undefined where there is no such column, or what stands there was refused. */
  read<Value>(field: PlanField, read: (text: string) => Read<Value>): Value | undefined {
    const index = this.#columns.indexOf(field);
    if (index < 0) return undefined;
    const answer = read(this.#cells[index] ?? '');
    if ('value' in answer) return answer.value;
    this.refuse(field, answer.problem);
    return undefined;
  }

  /** `{ change: … }`, or nothing. */
  fact<Field extends PlanField & keyof StatedFacts>(field: Field, read: (text: string) => Read<StatedFacts[Field]>): Partial<StatedFacts> {
    const value = this.read(field, read);
    return value === undefined ? {} : { [field]: value };
  }

  /** Whether nothing is wrong yet with what stands in the field's column. */
  isSound(field: PlanField): boolean {
    return !this.problems.some((problem) => problem.field === field);
  }

  refuse(field: PlanField, message: string): void {
    this.problems.push({ row: this.number, field, message });
  }
}
