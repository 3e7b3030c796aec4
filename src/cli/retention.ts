import { counted } from '@/domain/shared';
import { OPERATOR } from '@/operations/access';
import { carryOutRetention } from '@/operations/retention';
import { thisMoment } from '@/platform/clock';
import { PlainFault } from '@/platform/plain-fault';

/** `npm run retention`: does now what the service does once a day, and says what it did. */
export async function retain(commandArguments: readonly string[]): Promise<number> {
  if (commandArguments.length > 0)
    throw new PlainFault(
      'Give nothing: npm run retention. How long is set with KEEP_PEOPLE_DAYS, KEEP_SIGN_INS_DAYS and KEEP_DRAFTS_DAYS.',
    );
  const done = await carryOutRetention(OPERATOR, thisMoment());
  process.stdout.write(
    done === null
      ? 'Another process is doing this at the moment.\n'
      : `Erased ${counted(done.erased, 'person', 'people')} without a role for ${done.peopleDays} days; forgot ${counted(done.signIns, 'sign-in')} older than ${done.signInDays} days; removed ${counted(done.drafts, 'draft')} and ${counted(done.uploads, 'uploaded workbook')} untouched for ${done.draftDays} days.\n`,
  );
  return 0;
}
