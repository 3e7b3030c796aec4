import type { Actor } from '@/domain/access';
import { planTable } from '@/domain/exchange';
import { NotFound, type CalendarDate } from '@/domain/shared';
import { planCsv, planWorkbook } from '@/documents/plan-file';
import { selectFromPlan, type PlanQuery } from './view';

const FORMATS = {
  csv: { write: (_: string, table: Table) => planCsv(table), type: 'text/csv; charset=utf-8' },
  xlsx: { write: planWorkbook, type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
} as const;

/**
 * The actions that a plan's page shows for the same query, as a file: all that an import reads, and what follows from it. Throws `Forbidden`, and `NotFound` for an unknown
 * council or plan, and where there is no plan.
 */
export async function planFile(
  actor: Actor,
  slug: string,
  query: PlanQuery,
  format: keyof typeof FORMATS,
  today: CalendarDate,
): Promise<PlanFileAnswer> {
  const { state, selected, day, isPast } = await selectFromPlan(actor, slug, query, today);
  if (state === null) throw new NotFound(`No plan of ${slug}`);
  const { write, type } = FORMATS[format];
  const table = planTable(state, selected);
  return { fileName: `${slug}-plan${isPast ? `-${day.toString()}` : ''}.${format}`, type, body: write(state.plan.title, table) };
}

type Table = ReturnType<typeof planTable>;

export interface PlanFileAnswer {
  readonly fileName: string;
  /** Media type. */
  readonly type: string;
  readonly body: Uint8Array<ArrayBuffer>;
}
