import { firstDueOn, timesInWords } from '@/domain/improvement';
import { dateInWords } from '@/domain/shared';
import type { ActionAddress } from '../about-action';
import { openChange } from '../open-change';
import { DueDateForm } from './due-date-form';

export const dynamic = 'force-dynamic';

export default async function DueDatePage(address: ActionAddress) {
  return openChange(address, 'move-due-date', ({ standing: { action } }, given) => (
    <DueDateForm
      {...given}
      due={dateInWords(action.dueOn)}
      moved={
        action.moves.length === 0
          ? 'It has never been moved.'
          : `It has been moved ${timesInWords(action.moves.length)}; at first it was due on ${dateInWords(firstDueOn(action))}.`
      }
    />
  ));
}
