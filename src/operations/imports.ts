import type { Actor } from '@/domain/access';
import {
  CouncilRegister,
  identityOf,
  readNeighbours,
  readOfstedOutcomes,
  refuseWithoutEventType,
  type FieldChange,
  type FieldDisagreement,
  type Refusal,
  type StatedSource,
} from '@/domain/exchange';
import { firstDayOnSite, inspectionId } from '@/domain/inspections';
import type { CalendarDate } from '@/domain/shared';
import { applyStatements, listCouncilIdentities, type AppliedInspection, type AppliedStatements, type Save } from '@/database/imports';
import { readSpreadsheet, UnreadableFile, type NamedFile, type Spreadsheet } from '@/platform/spreadsheets';
import { authorise } from './access';

/**
 * Imports Ofsted's yearly statistics of inspection outcomes: its spreadsheet, or one of its tables as CSV. All or nothing, unless `acceptValid`; with `check`
 * nothing is saved and the report says what would be. What the file says of a stored inspection follows `reconcileInspection`.
 *
 * A file that cannot be read, and rows that cannot be used, are in the report as refusals. Throws Forbidden for anybody but the operator.
 */
export async function importOfstedOutcomes(actor: Actor, file: NamedFile, options: ImportOptions): Promise<ImportReport> {
  authorise(actor, 'change-national-data');
  const spreadsheet = await readOrRefuse(file);
  if ('refusals' in spreadsheet) return nothingRead(spreadsheet.refusals);
  const { sheets, format, hash } = spreadsheet;
  const councils = new CouncilRegister(await listCouncilIdentities());
  const reading = readOfstedOutcomes({ fileName: file.name, sheets, singleTable: format === 'csv' }, councils, options.today);
  if (!reading.readable) return nothingRead(reading.refusals);
  const applied = await applyStatements(
    [{ source: reading.source, inspections: reading.events.map(({ statement }) => statement) }],
    { kind: 'ofsted-outcomes', fileName: file.name, fileHash: hash, refused: rowsIn(reading.refusals) },
    saveWith(options),
  );
  const eventOf = new Map(reading.events.map((event) => [identityOf(event.statement), event]));
  const incomplete = applied.incomplete.flatMap((statement) => {
    const event = eventOf.get(identityOf(statement));
    return event ? refuseWithoutEventType(event) : [];
  });
  return report(reading.source, applied, [...reading.refusals, ...incomplete]);
}

/** Imports the Department for Education's statistical neighbours of one year's model (CSV). Options, report and errors as for `importOfstedOutcomes`. */
export async function importNeighbours(actor: Actor, file: NamedFile, options: ImportOptions): Promise<ImportReport> {
  authorise(actor, 'change-national-data');
  const spreadsheet = await readOrRefuse(file);
  if ('refusals' in spreadsheet) return nothingRead(spreadsheet.refusals);
  const councils = new CouncilRegister(await listCouncilIdentities());
  const reading = readNeighbours({ fileName: file.name, sheets: spreadsheet.sheets }, councils, options.today);
  if (!reading.readable) return nothingRead(reading.refusals);
  const applied = await applyStatements(
    [{ source: reading.source, neighbours: reading.neighbours }],
    { kind: 'neighbours', fileName: file.name, fileHash: spreadsheet.hash, refused: rowsIn(reading.refusals) },
    saveWith(options),
  );
  return report(reading.source, applied, reading.refusals);
}

async function readOrRefuse(file: NamedFile): Promise<Spreadsheet | { readonly refusals: readonly Refusal[] }> {
  try {
    return await readSpreadsheet(file);
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    return { refusals: [{ sheet: error.sheet, row: error.row, column: null, reason: error.message }] };
  }
}

function saveWith({ check, acceptValid }: ImportOptions): Save {
  if (check) return 'nothing';
  return acceptValid ? 'what-is-valid' : 'all-or-nothing';
}

function nothingRead(refusals: readonly Refusal[]): ImportReport {
  const nothing = { added: 0, changed: 0, unchanged: 0, disagreements: 0 };
  return { ...nothing, source: null, saved: false, refused: rowsIn(refusals), refusals, items: [] };
}

function report(source: StatedSource, applied: AppliedStatements, refusals: readonly Refusal[]): ImportReport {
  const { saved, added, changed, unchanged, disagreements } = applied;
  const items = [
    ...applied.inspections.map(itemOfInspection),
    ...applied.neighbours.map(({ authority, model, outcome }) => ({
      authority,
      id: `neighbours-${model}`,
      outcome,
      changes: [],
      disagreements: [],
    })),
  ];
  return {
    source: source.name,
    saved,
    added,
    changed,
    unchanged,
    disagreements,
    refused: rowsIn(refusals),
    refusals,
    items: items.filter((item) => item.outcome !== 'unchanged' || item.disagreements.length > 0),
  };
}

function itemOfInspection({ stated, storedId, reconciliation }: AppliedInspection): ImportedItem {
  const { outcome } = reconciliation;
  return {
    authority: stated.authority,
    id: storedId ?? (outcome === 'added' ? inspectionId(firstDayOnSite(stated), reconciliation.inspection.eventType) : ''),
    outcome,
    changes: outcome === 'changed' ? reconciliation.changes : [],
    disagreements: outcome === 'added' ? [] : reconciliation.disagreements,
  };
}

/** A row can be refused for several columns; a whole sheet or file counts as one. */
function rowsIn(refusals: readonly Refusal[]): number {
  return new Set(refusals.map(({ sheet, row }) => `${row ?? ''} ${sheet ?? ''}`)).size;
}

export interface ImportOptions {
  /** Save nothing, only say what would happen. */
  readonly check: boolean;
  /** Save what is valid although something was refused. */
  readonly acceptValid: boolean;
  readonly today: CalendarDate;
}

/** What an import did, or would have done where `saved` is false. */
export interface ImportReport {
  /** The name of the source; null when the file could not be read. */
  readonly source: string | null;
  readonly saved: boolean;
  /** Counts of events, or of lists of neighbours. */
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Fields in which the file says something else than is stored, from another source. Both are kept. */
  readonly disagreements: number;
  /** Rows refused. */
  readonly refused: number;
  readonly refusals: readonly Refusal[];
  /** What is added, changed or in disagreement, one by one. */
  readonly items: readonly ImportedItem[];
}

export interface ImportedItem {
  /** Slug of the council. */
  readonly authority: string;
  /** Of the inspection, or `neighbours-2025`. */
  readonly id: string;
  readonly outcome: 'added' | 'changed' | 'unchanged';
  readonly changes: readonly FieldChange[];
  readonly disagreements: readonly FieldDisagreement[];
}
