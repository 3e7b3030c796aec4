import type { Actor } from '@/domain/access';
import type { CalendarDate } from '@/domain/shared';
import { confirmImport, matchColumns, uploadPlan, viewUpload } from '@/operations/improvement';
import { thisMoment } from '@/platform/clock';

import { good } from './people';

/** Uploads workbooks into a council's plan in force and takes them on as far as is wanted, as a manager does. */
export function uploading(manager: Actor, council: string, today: CalendarDate) {
  const look = async (id: string) => (await viewUpload(manager, council, id, { today, rematch: false })).next;

  async function upload(bytes: Buffer, name = 'plan.xlsx'): Promise<string> {
    return good(await uploadPlan(manager, council, async () => ({ planId: null, name, bytes }), thisMoment())).id;
  }

  /** With its columns settled as guessed. */
  async function matched(bytes: Buffer, name?: string): Promise<string> {
    const id = await upload(bytes, name);
    const next = await look(id);
    if (next.step !== 'match') throw new Error(`It is at ${next.step}`);
    const fields = next.columns.map(({ field }) => field ?? '');
    good(await matchColumns(manager, council, id, fields));
    return id;
  }

  async function imported(bytes: Buffer, name?: string): Promise<string> {
    const id = await matched(bytes, name);
    const next = await look(id);
    if (next.step !== 'confirm') throw new Error(`It is at ${JSON.stringify(next)}`);
    const confirmation = { confirms: next.confirms, seen: '', reason: 'A reason' };
    const { outcome } = await confirmImport(manager, council, id, confirmation, { at: thisMoment(), today });
    if (outcome !== 'imported') throw new Error(`It was ${outcome}`);
    return id;
  }

  return { upload, matched, imported };
}
