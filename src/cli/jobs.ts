import { OPERATOR } from '@/operations/access';
import { sendReminders } from '@/operations/reminders';
import { sendBriefings } from '@/operations/scrutiny';
import { carryOutRetention } from '@/operations/retention';
import { thisMoment } from '@/platform/clock';
import type { Job } from '@/platform/jobs';

/** What the product does by itself. */
export const JOBS: readonly Job[] = [
  {
    name: 'retention',
    hour: 0,
    days: 'every day',
    work: async () => {
      await carryOutRetention(OPERATOR, thisMoment());
      return true;
    },
  },
  {
    name: 'reminders',
    hour: 8,
    days: 'Monday to Friday',
    work: async (signal) => (await sendReminders(OPERATOR, thisMoment(), signal)).postponed === 0,
  },
  {
    name: 'briefings',
    hour: 'every hour',
    days: 'every day',
    work: async (signal) => (await sendBriefings(OPERATOR, thisMoment(), signal)).postponed === 0,
  },
];
