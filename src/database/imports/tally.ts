import type { InspectionStatement, Reconciliation } from '@/domain/exchange';

/** What came of a load so far. */
export class Tally {
  readonly counts = { added: 0, changed: 0, unchanged: 0, disagreements: 0 };
  readonly inspections: AppliedInspection[] = [];
  readonly neighbours: AppliedNeighbours[] = [];
  readonly incomplete: InspectionStatement[] = [];

  count(outcome: Outcome): void {
    this.counts[outcome] += 1;
  }

  neighboursApplied(applied: AppliedNeighbours): void {
    this.count(applied.outcome);
    this.neighbours.push(applied);
  }

  reconciled(stated: InspectionStatement, storedId: string | null, reconciliation: Reconciliation): void {
    if (reconciliation.outcome === 'incomplete') {
      this.incomplete.push(stated);
      return;
    }
    this.count(reconciliation.outcome);
    if ('disagreements' in reconciliation) this.counts.disagreements += reconciliation.disagreements.length;
    this.inspections.push({ stated, storedId, reconciliation });
  }
}

export interface AppliedInspection {
  readonly stated: InspectionStatement;
  /** Id of the event it was matched with, null for a new one. */
  readonly storedId: string | null;
  readonly reconciliation: Exclude<Reconciliation, { readonly outcome: 'incomplete' }>;
}

export interface AppliedNeighbours {
  /** Slug of the council. */
  readonly authority: string;
  readonly model: string;
  readonly outcome: Outcome;
}

type Outcome = 'added' | 'changed' | 'unchanged';
