import { firstDueOn, targetInWords, type PlanState, type StandingWithStatus, STATUSES } from '../../improvement';
import { dateInWords, momentDay, type CalendarDate } from '../../shared';
import { writeArea, writeEvidence, writeFindings, writeSteps } from './cells';
import { DERIVED_COLUMNS, PLAN_FIELD_KEYS, PLAN_FIELDS, type PlanField } from './fields';

/** What stands in a cell of an export. */
export type ExportCell = string | number | CalendarDate | null;

/**
 * A plan's actions as a table: every field that an import reads, as it reads it, then what follows from the facts. `standings` are those that were chosen, in their
 * order.
 */
export function planTable(
  { objectives, actions, findings }: PlanState,
  standings: readonly StandingWithStatus[],
): { readonly columns: readonly string[]; readonly rows: readonly (readonly ExportCell[])[] } {
  const referenceOf = new Map(actions.map(({ action, reference }) => [action.id, reference]));
  const rows = standings.map((standing) => {
    const { action, evidence, indicators, lastUpdate, reference, status, why, silentDays } = standing;
    const objective = objectives.find(({ id }) => id === action.objectiveId);
    const fields: Readonly<Record<PlanField, ExportCell>> = {
      reference,
      objectiveNumber: objective?.number ?? null,
      objective: objective?.title ?? null,
      title: action.title,
      change: action.change,
      measure: action.measure,
      area: writeArea(action.area),
      ownerTitle: action.owner.title,
      partner: action.owner.partner,
      startsOn: action.startsOn,
      dueOn: action.dueOn,
      steps: writeSteps(action.steps),
      findings: writeFindings(action.findings, findings),
      evidence: writeEvidence(evidence),
    };
    const derived: Readonly<Record<keyof typeof DERIVED_COLUMNS, ExportCell>> = {
      status: STATUSES[status].word,
      why,
      silent: silentDays,
      firstDueOn: firstDueOn(action),
      moves: action.moves.map(({ from, to, reason }) => `From ${dateInWords(from)} to ${dateInWords(to)}: ${reason}`).join('\n'),
      lastUpdateOn: lastUpdate === null ? null : momentDay(lastUpdate.at),
      lastUpdate: lastUpdate === null ? null : lastUpdate.done,
      needs: action.needs.flatMap((id) => referenceOf.get(id) ?? []).join(', '),
      indicators: indicators.map((aim) => [aim.indicator.name, targetInWords(aim)].filter((part) => part !== null).join(', ')).join('\n'),
    };
    return [...PLAN_FIELD_KEYS.map((field) => fields[field]), ...Object.values(derived)];
  });
  return { columns: [...PLAN_FIELD_KEYS.map((field) => PLAN_FIELDS[field].words), ...Object.values(DERIVED_COLUMNS)], rows };
}
