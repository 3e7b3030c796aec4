import { randomUUID } from 'node:crypto';

import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';

import { publishBriefing, saveScrutiny } from '@/database/scrutiny';
import { OPERATOR } from '@/domain/access';
import { Forbidden, moment } from '@/domain/shared';
import { saveOwnPage } from '@/operations/people';
import { sendBriefings } from '@/operations/scrutiny';
import { thisMoment } from '@/platform/clock';
import { aBriefing } from '../support/briefings';
import { startMailServer, type MailServer } from '../support/mail-server';
import { aPerson, good, type TestPerson } from '../support/people';
import { withReferenceSet } from '../support/reference-set';
import { aCommittee, aMeeting } from '../support/scrutiny';

const PUBLISHED = moment('2026-11-20T15:10:00.000Z');
const NOON = moment('2026-11-20T16:00:00.000Z');

let mail: MailServer;
let owner: TestPerson;
/** Of another council: no briefing of Barnsley's is theirs. */
let stranger: TestPerson;

beforeAll(async () => {
  await withReferenceSet();
  mail = await startMailServer();
  owner = await aPerson(['action-owner']);
  stranger = await aPerson(['member'], 'leeds');
});

afterAll(async () => {
  await mail.stop();
});

beforeEach(async () => {
  await mail.during(async () => sendBriefings(OPERATOR, NOON));
  mail.letters.length = 0;
});

test('a published briefing goes as text to those who read briefings in its council, with its address and a link that stops them', async () => {
  const member = await aPerson(['member']);
  const key = await publish(1);
  await mail.during(async () => sendBriefings(OPERATOR, NOON));
  const [letter] = lettersTo(member, key);
  expect(letter?.headers.get('subject')).toBe('Briefing for the Overview and Scrutiny Committee, 1 December 2026');
  expect(letter?.text).toContain(`http://localhost:3000/barnsley/scrutiny/${key}/briefing\n`);
  expect(letter?.text).toContain('Which partners have not sent a return');
  expect(letter?.headers.get('list-unsubscribe')).toContain('/api/letters/stop?token=briefings.');
  expect([owner, stranger].map((person) => lettersTo(person, key).length)).toEqual([0, 0]);
});

test('it is sent once, however often and by however many processes', async () => {
  const member = await aPerson(['member']);
  const key = await publish(1);
  await mail.during(async () => Promise.all(Array.from({ length: 10 }, async () => sendBriefings(OPERATOR, NOON))));
  await mail.during(async () => sendBriefings(OPERATOR, NOON.add({ hours: 24 })));
  expect(lettersTo(member, key)).toHaveLength(1);
});

test('of a meeting’s briefings only the newest is sent, and none that is a week old', async () => {
  const member = await aPerson(['member']);
  const key = await publish(2);
  expect(await mail.during(async () => sendBriefings(OPERATOR, PUBLISHED.add({ hours: 7 * 24 + 1 })))).toMatchObject({ sent: 0 });
  await mail.during(async () => sendBriefings(OPERATOR, NOON));
  expect(lettersTo(member, key).map(({ text }) => /Briefing 2, as/.test(text))).toEqual([true]);
});

test('whoever has declined them gets none, and nobody but the installation’s keeper sends them', async () => {
  const member = await aPerson(['member']);
  good(await saveOwnPage(member.actor, { name: 'A', jobTitle: '', letters: ['roles'] }, thisMoment()));
  const key = await publish(1);
  await mail.during(async () => sendBriefings(OPERATOR, NOON));
  expect(lettersTo(member, key)).toEqual([]);
  await expect(sendBriefings(member.actor, NOON)).rejects.toThrow(Forbidden);
});

/** As many briefings as asked for a meeting of its own, one after the other. */
async function publish(count: number): Promise<string> {
  const by = { actor: 'operator', reason: null, at: PUBLISHED };
  const committee = aCommittee();
  const meeting = aMeeting(committee);
  await saveScrutiny('barnsley', { committees: [committee], meetings: [meeting] }, by);
  for (let number = 1; number <= count; number += 1) {
    const briefing = { id: randomUUID(), meetingId: meeting.id, draft: 0, content: aBriefing({ number }) };
    expect(await publishBriefing('barnsley', briefing, by)).not.toBeNull();
  }
  return meeting.key;
}

/** About one meeting: whoever is new gets those of the week before as well. */
function lettersTo(person: TestPerson, meeting: string) {
  return mail.letters.filter(({ to, text }) => to === person.email && text.includes(meeting));
}
