// Confirms one import, as the service does when its form is sent, in a process of its own that can be killed. Says when it begins and when it is done.

import type { PersonActor } from '@/domain/access';
import { calendarDate, moment } from '@/domain/shared';
import { closeDatabase } from '@/database/client';
import { confirmImport } from '@/operations/improvement';

const [upload = '', confirms = ''] = process.argv.slice(2);
const manager: PersonActor = {
  kind: 'person',
  id: 'manager',
  sessionId: 'none',
  operator: false,
  roles: [{ authority: 'barnsley', role: 'manager' }],
};
const at = moment('2026-11-20T09:30:00.000Z');

process.stdout.write('begins\n');
const { outcome } = await confirmImport(
  manager,
  'barnsley',
  upload,
  { confirms, seen: at.toString(), reason: 'A trial' },
  { at, today: calendarDate('2026-11-20') },
);
process.stdout.write(`${outcome}\n`);
await closeDatabase();
