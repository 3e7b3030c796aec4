import type { InspectionStatement, SourceStatements } from '@/domain/exchange';
import { database } from '../client';
import { saveAuthorities } from './authorities';
import { saveIndicators } from './indicators';
import { saveInspections } from './inspections';
import { waitForImports } from './lock';
import { saveNeighbours } from './neighbours';
import { saveReferenceReadings } from './readings';
import { saveSource } from './sources';
import { Tally, type AppliedInspection, type AppliedNeighbours } from './tally';

export { listCouncilIdentities } from './authorities';
export { waitForImports } from './lock';
export { applyReadings, type AppliedReadings } from './readings';
export type { AppliedInspection, AppliedNeighbours } from './tally';

/** An import waits for the one before it and then takes seconds; longer means that something is broken. */
const TIMEOUT_MS = 120_000;

/**
 * Brings what sources state into the database in one transaction, source after source, reconciled with what is stored (`reconcileInspection`), and writes
 * down the load. One import runs at a time; a second waits and then finds what the first has stored.
 *
 * Whatever is not saved has still been tried in full, so a check finds what the real import would meet. Throws when a statement names a council that does
 * not exist or says two things about one event: whoever reads a file refuses those first.
 */
export async function applyStatements(
  statements: readonly SourceStatements[],
  load: LoadFacts,
  save: Save = 'all-or-nothing',
): Promise<AppliedStatements> {
  try {
    return await database().$transaction(
      async (queries) => {
        await waitForImports(queries);
        const tally = new Tally();
        const reason = load.kind === 'reference-set' ? 'Load of the reference set' : `Import of ${load.fileName}`;
        const sourceIds: number[] = [];
        for (const stated of statements) {
          const sourceId = await saveSource(queries, stated.source, load.kind === 'reference-set');
          sourceIds.push(sourceId);
          await saveAuthorities(queries, stated.authorities ?? [], sourceId, tally, reason);
          await saveNeighbours(queries, stated.neighbours ?? [], sourceId, tally, reason);
          await saveInspections(queries, stated.inspections ?? [], { id: sourceId, key: stated.source.key }, tally, reason);
          const indicatorIds = await saveIndicators(queries, stated.indicators ?? [], sourceId, tally, reason);
          const facts = { sourceId, sourceName: stated.source.name, fileName: load.fileName, fileHash: load.fileHash, reason };
          await saveReferenceReadings(queries, stated.readings ?? [], indicatorIds, facts, tally);
        }
        // Rules that wait for the end of a transaction would otherwise not be met by a check.
        await queries.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
        const refused = (load.refused ?? 0) + tally.incomplete.length;
        const saved = save === 'what-is-valid' || (save === 'all-or-nothing' && refused === 0);
        const { counts, inspections, neighbours, incomplete } = tally;
        const applied: AppliedStatements = { ...counts, saved, inspections, neighbours, incomplete };
        if (!saved) throw new NotSaved(applied);
        await queries.load.create({
          data: {
            kind: load.kind,
            fileName: load.fileName,
            fileHash: load.fileHash,
            sourceId: sourceIds.length === 1 ? (sourceIds[0] ?? null) : null,
            refused,
            ...counts,
          },
        });
        return applied;
      },
      { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof NotSaved) return error.applied;
    throw error;
  }
}

/** Takes the transaction back, and carries out what it would have done. */
class NotSaved extends Error {
  constructor(readonly applied: AppliedStatements) {
    super('Nothing was saved');
  }
}

/** Whether to save: only when nothing at all was refused, all that is valid, or nothing (a check). */
export type Save = 'all-or-nothing' | 'what-is-valid' | 'nothing';

export interface LoadFacts {
  readonly kind: 'reference-set' | 'ofsted-outcomes' | 'neighbours';
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly fileHash: string;
  /** Rows refused while reading. */
  readonly refused?: number;
}

/** What was done, or, where `saved` is false, what would have been done. Counts are of councils, lists of neighbours and events together. */
export interface AppliedStatements {
  readonly saved: boolean;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Fields in which stored inspections and this load say different things, noticed now or before. */
  readonly disagreements: number;
  /** Every event stated, with what came of it. */
  readonly inspections: readonly AppliedInspection[];
  /** Every list of neighbours stated, with what came of it. */
  readonly neighbours: readonly AppliedNeighbours[];
  /** Statements about events that are not known and whose kind is not stated. */
  readonly incomplete: readonly InspectionStatement[];
}
