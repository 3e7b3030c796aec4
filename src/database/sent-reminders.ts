import { momentDay, type CalendarDate, type Moment } from '@/domain/shared';
import { database } from './client';
import { fromTimeColumn, toTimeColumn } from './rows';

/** Several processes may be at it: each waits for a connection. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/** Everything that was sent and is not forgotten yet: the day, by key. A council writes some thousands of letters a year. */
export async function listSentReminders(): Promise<ReadonlyMap<string, CalendarDate>> {
  const rows = await database().sentReminder.findMany();
  return new Map(rows.map(({ key, sentAt }) => [key, momentDay(fromTimeColumn(sentAt))]));
}

/**
 * Takes all of the keys, or none where one is taken already: of several who want to send the same letter at the same moment one may. What is taken stays so,
 * whatever becomes of this process.
 */
export async function takeReminders(keys: readonly string[], at: Moment): Promise<boolean> {
  try {
    await database().$transaction(async (queries) => {
      // In one order, so that two who want the same keys wait for each other and never both ways.
      const data = keys.toSorted().map((key) => ({ key, sentAt: toTimeColumn(at) }));
      const { count } = await queries.sentReminder.createMany({ data, skipDuplicates: true });
      if (count < keys.length) throw new Taken();
    }, PATIENCE);
    return true;
  } catch (error) {
    if (error instanceof Taken) return false;
    throw error;
  }
}

/** Gives keys back: the letter was not sent. */
export async function giveRemindersBack(keys: readonly string[]): Promise<void> {
  await database().sentReminder.deleteMany({ where: { key: { in: [...keys] } } });
}

/** Forgets what was sent before a moment. Answers how much that was. */
export async function forgetSentReminders(before: Moment): Promise<number> {
  const { count } = await database().sentReminder.deleteMany({ where: { sentAt: { lt: toTimeColumn(before) } } });
  return count;
}

/** Ends a transaction in which a key was somebody else's. */
class Taken extends Error {}
