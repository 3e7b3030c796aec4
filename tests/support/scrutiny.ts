import { randomUUID } from 'node:crypto';

import type { Committee, Meeting, Question, Recommendation, RecommendationMade } from '@/domain/scrutiny';
import { committeeKey, meetingKey } from '@/domain/scrutiny';
import { calendarDate, moment } from '@/domain/shared';

/** Valid things of scrutiny, new to the database (version 0), of Barnsley unless something else is asked for. */

export function aCommittee(overrides: Partial<Committee> = {}): Committee {
  // Names and so keys of their own: tests share a database.
  const { name = `People Scrutiny ${randomUUID().slice(0, 8)}` } = overrides;
  return {
    ...{ id: randomUUID(), authority: 'barnsley', key: committeeKey(name), name, remit: null, link: null, endedOn: null, version: 0 },
    ...overrides,
  };
}

export function aMeeting(committee: Committee, overrides: Partial<Meeting> = {}): Meeting {
  const { heldOn = calendarDate('2026-06-16') } = overrides;
  const { id, key, name, authority } = committee;
  return {
    ...{ id: randomUUID(), authority, committee: { id, key, name }, key: meetingKey(committee, heldOn), heldOn, startsAt: '18:00' },
    ...{
      place: 'Council Chamber, Town Hall',
      agendaItem: null,
      papersLink: null,
      cancelledReason: null,
      minutedOn: null,
      minutesLink: null,
    },
    version: 0,
    ...overrides,
  };
}

export function aRecommendation(meeting: Meeting, overrides: Partial<Recommendation> = {}): Recommendation {
  return {
    ...{ id: randomUUID(), meetingId: meeting.id, number: 1, wording: 'Report the reasons for moved dates every quarter' },
    ...{ addressee: 'Cabinet member for children’s services', madeOn: meeting.heldOn, givenOn: meeting.heldOn },
    ...{ response: null, actions: [], implemented: null, version: 0 },
    ...overrides,
  };
}

export function aQuestion(meeting: Meeting, overrides: Partial<Question> & Pick<Question, 'subject'>): Question {
  return {
    ...{ id: randomUUID(), meetingId: meeting.id, askedBy: randomUUID(), text: 'Why did the date move twice?' },
    ...{ sentAt: moment('2026-06-01T09:00:00.000Z'), answer: null, joinsBriefing: false, version: 0 },
    ...overrides,
  };
}

/** A recommendation of a meeting of September 2026. */
export function aRecommendationMade(overrides: Partial<Recommendation> = {}): RecommendationMade {
  const meeting = aMeeting(aCommittee({ name: 'People Scrutiny' }), { heldOn: calendarDate('2026-09-08') });
  return { recommendation: aRecommendation(meeting, overrides), meeting: meeting.key };
}
