import type { Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** Since when somebody has a calendar with a secret address; null where there is none. */
export async function findCalendarFeed(personId: string): Promise<Moment | null> {
  const row = await database().calendarFeed.findUnique({ where: { personId } });
  return row && fromTimeColumn(row.createdAt);
}

/** Keeps the hash of the address in place of an earlier one, which leads nowhere from then on. */
export async function saveCalendarFeed(personId: string, tokenHash: string, at: Moment): Promise<void> {
  const feed = { tokenHash, createdAt: toTimeColumn(at) };
  await database().calendarFeed.upsert({ where: { personId }, create: { personId, ...feed }, update: feed });
}

export async function removeCalendarFeed(personId: string): Promise<void> {
  await database().calendarFeed.deleteMany({ where: { personId } });
}

/** Id of the person whose calendar has this address; null where nobody's has. */
export async function findPersonOfFeed(tokenHash: string): Promise<string | null> {
  const row = await database().calendarFeed.findUnique({ where: { tokenHash }, select: { personId: true } });
  return row?.personId ?? null;
}
