import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import type { Finding } from '@/domain/findings';
import { isSingleArea, type SingleArea } from '@/domain/frameworks';
import { NotFound, type CalendarDate } from '@/domain/shared';
import { listFindings } from '@/database/findings';
import { listIndicatorsOf } from '@/database/indicators';
import { authorise } from './access';
import { viewWhatHelps, type PlanPart } from './improvement';
import { listIndicators, type ListedIndicator } from './indicators';
import { viewCouncilRecord, type CouncilRecord } from './inspections';

/** One area of judgement with all that is known of it, as far as the reader may see it. */
export interface AreaView {
  readonly authority: Authority;
  readonly area: SingleArea;
  readonly record: CouncilRecord;
  /** Published ones, latest event first. */
  readonly findings: readonly Finding[];
  readonly plan: PlanPart;
  /** Those of which the council has a reading: published ones by name, then its own as far as the reader may see them. */
  readonly indicators: readonly ListedIndicator[];
  /** Year of the neighbour model; null where the council is in none. */
  readonly model: string | null;
}

/** Throws `NotFound` for an unknown council, or an area that has no page of its own. */
export async function viewArea(actor: Actor, slug: string, area: string, today: CalendarDate): Promise<AreaView> {
  authorise(actor, 'read-published');
  if (!isSingleArea(area)) throw new NotFound(`No area ${area}`);
  const record = await viewCouncilRecord(actor, slug, today);
  const keys = (await listIndicatorsOf(slug)).filter((indicator) => indicator.area === area).map(({ key }) => key);
  const [findings, plan, listed] = await Promise.all([
    listFindings(slug),
    viewWhatHelps(actor, slug, { area, indicators: keys }, today),
    listIndicators(actor, slug, today, keys),
  ]);
  return {
    authority: record.authority,
    area,
    record,
    findings: findings.filter((finding) => finding.area === area),
    plan,
    indicators: listed.indicators.filter(({ standing }) => standing.newest !== null),
    model: listed.model,
  };
}
