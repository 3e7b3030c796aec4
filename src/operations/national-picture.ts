import { latestOfEach, observedPublication, observedWaits, type CouncilHistory, type ObservedWaits } from '@/domain/inspections';
import { byDate, type CalendarDate, type Spread } from '@/domain/shared';
import { database } from '@/database/client';
import * as inspections from '@/database/inspections';

/** Everything that national figures are computed from, at one version of the data. All of it is published. */
export interface NationalPicture {
  readonly councils: readonly CouncilHistory[];
  readonly waits: ObservedWaits;
  readonly publication: Spread | null;
  /** Publication of the newest report there is: how fresh everything shown is. */
  readonly newestReport: CalendarDate | null;
}

// Kept per process for as long as its database says that nothing changed, so processes cannot differ (see nationalVersion).
let kept: { readonly owner: object; readonly version: bigint; readonly picture: Promise<NationalPicture> } | null = null;

/** The picture at the data's present version. No operation: those that use it authorise. */
export async function nationalPicture(): Promise<NationalPicture> {
  const owner = database();
  const version = await inspections.nationalVersion();
  if (kept?.owner !== owner || kept.version !== version) {
    const picture = readPicture();
    kept = { owner, version, picture };
    // A failed read must not be kept.
    picture.catch(() => {
      if (kept?.picture === picture) kept = null;
    });
  }
  return kept.picture;
}

async function readPicture(): Promise<NationalPicture> {
  const councils = await inspections.listCouncilHistories();
  const histories = councils.map(({ inspections: events }) => events);
  const published = latestOfEach(histories).flatMap(({ publishedOn }) => publishedOn ?? []);
  return {
    councils,
    waits: observedWaits(histories),
    publication: observedPublication(histories),
    newestReport: published.toSorted(byDate).at(-1) ?? null,
  };
}
