import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { clocksSettledBy } from '@/domain/findings';
import {
  expectedPublication,
  firstDayOnSite,
  isGraded,
  latestGraded,
  newestFirst,
  returnWindow,
  type Clock,
  type Disagreement,
  type Inspection,
  type ReturnWindow,
} from '@/domain/inspections';
import { isBefore, NotFound, type CalendarDate, type Spread } from '@/domain/shared';
import { listFindings } from '@/database/findings';
import * as inspections from '@/database/inspections';
import { authorise } from './access';
import { viewAuthority } from './authorities';
import { nationalPicture } from './national-picture';

/** A council has had at most thirty events since 2009; the limit keeps a page bounded whatever is loaded. */
const MOST_ON_A_PAGE = 200;

/** All recorded events of one council, newest first, with what its overview and ratings pages say about them. */
export interface CouncilRecord {
  readonly authority: Authority;
  readonly events: readonly Inspection[];
  /** The graded one last on site, and the graded one before it. */
  readonly latest: Inspection | null;
  readonly previous: Inspection | null;
  readonly visits: readonly Inspection[];
  readonly returning: ReturnWindow | null;
  readonly disagreements: readonly Disagreement[];
  /** Publication of the newest report of any council: how fresh the record is. */
  readonly newestReport: CalendarDate | null;
}

/** One event with what runs from it and what stood before it. */
export interface InspectionView {
  readonly authority: Authority;
  readonly inspection: Inspection;
  /** The graded inspection before this one; also for a visit. */
  readonly previous: Inspection | null;
  readonly next: Inspection | null;
  readonly clocks: readonly Clock[];
  /** While the report is not published. */
  readonly expected: { readonly from: CalendarDate; readonly to: CalendarDate } | null;
  readonly publication: Spread | null;
  readonly disagreements: readonly Disagreement[];
  /** By which the history knows it; null for those who may not read that. */
  readonly historyOf: string | null;
}

/** Throws `NotFound` for an unknown council. An abolished council has a record and no return window. */
export async function viewCouncilRecord(actor: Actor, slug: string, today: CalendarDate): Promise<CouncilRecord> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  const [page, disagreements, picture] = await Promise.all([
    inspections.listInspections(slug, { limit: MOST_ON_A_PAGE, offset: 0 }),
    inspections.listDisagreements(slug),
    nationalPicture(),
  ]);
  const latest = latestGraded(page.inspections);
  return {
    authority,
    events: page.inspections,
    latest,
    previous: latest && gradedBefore(page.inspections, latest),
    visits: page.inspections.filter((event) => !isGraded(event)),
    returning: latest && authority.abolishedOn === null ? returnWindow(latest, picture.waits, today) : null,
    disagreements,
    newestReport: picture.newestReport,
  };
}

/** Events of a council, newest first, a page at a time, with what other sources say differently of any of its events. Throws `NotFound` for an unknown council. */
export async function listInspections(
  actor: Actor,
  slug: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{
  readonly authority: Authority;
  readonly inspections: readonly Inspection[];
  readonly disagreements: readonly Disagreement[];
  readonly total: number;
}> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  const [list, disagreements] = await Promise.all([inspections.listInspections(slug, page), inspections.listDisagreements(slug)]);
  return { authority, ...list, disagreements };
}

/** One event. Throws `NotFound` for an unknown council or event. */
export async function viewInspection(actor: Actor, slug: string, id: string): Promise<InspectionView> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  const [page, findings, { publication }] = await Promise.all([
    inspections.listInspections(slug, { limit: MOST_ON_A_PAGE, offset: 0 }),
    listFindings(slug),
    nationalPicture(),
  ]);
  const inspection = page.inspections.find((event) => event.id === id);
  if (!inspection) throw new NotFound(`No inspection ${id} of ${slug}`);
  const awaited = inspection.publishedOn === null && inspection.precision === 'day' && isGraded(inspection);
  return {
    authority,
    inspection,
    previous: gradedBefore(page.inspections, inspection),
    next:
      newestFirst(page.inspections).findLast((event) => isGraded(event) && isBefore(firstDayOnSite(inspection), firstDayOnSite(event))) ??
      null,
    clocks: clocksSettledBy(inspection, findings),
    expected: awaited && publication ? expectedPublication(inspection, publication) : null,
    publication,
    disagreements: await inspections.listDisagreements(slug, inspection.id),
    historyOf: isAllowed(actor, 'read-history', slug) ? await inspections.findInspectionRecordId(slug, inspection.id) : null,
  };
}

function gradedBefore(events: readonly Inspection[], inspection: Inspection): Inspection | null {
  const earlier = events.filter((event) => isBefore(firstDayOnSite(event), firstDayOnSite(inspection)));
  return latestGraded(earlier);
}
