import { committeeKey, meetingKey, type Committee, type Meeting, type Question, type Recommendation } from '@/domain/scrutiny';
import { calendarDate, momentAt } from '@/domain/shared';
import { findQuestion, findSubject, saveScrutiny, type ScrutinyChange } from '@/database/scrutiny';
import { COUNCIL, idOf } from './plans';

/**
 * What the demonstration's committee has done as seen on 20 November 2026: a recommendation answered in time and implemented, one answered late, one overdue, one that
 * still has time, and two questions before the next meeting. All of it is made up, and the banner on every page says so.
 */

const PLACE = 'Council Chamber, Town Hall';
const CABINET_MEMBER = 'Cabinet member for children’s services';
const PLAN = 'plan-2022';
const REPEATED_FINDING = '2023-private-fostering';

/** Tells it, each save in the order in which it was made, unless it was told before. A start that was broken off is made good by the next. */
export async function tellScrutiny({ member, officer, manager, managerTitle }: ScrutinyCast): Promise<void> {
  const committee = committeeOf('Children and Families Scrutiny Committee');
  const june = meetingOf(committee, '2026-06-16', '7');
  const september = meetingOf(committee, '2026-09-08', '6');
  const december = meetingOf(committee, '2026-12-08', '5');
  const moved = recommendationOf(june, 1, 'Report every quarter which due dates of the plan were moved, and why', CABINET_MEMBER);
  const attendance = recommendationOf(
    june,
    2,
    'Check how often each partner comes to core groups, and publish the result',
    'Safeguarding Children Partnership',
  );
  const fostering = recommendationOf(
    september,
    1,
    'Show what the reassessment of private fostering arrangements found, and what the children say',
    'Director of children’s services',
  );
  const staffing = {
    ...recommendationOf(september, 2, 'Bring agency and caseload figures of every quarter to each meeting', CABINET_MEMBER),
    givenOn: calendarDate('2026-09-30'),
  };
  const questions = await questionsFor(december, member);
  const last = questions.at(-1);
  if (last !== undefined && (await findQuestion(december.id, last.id)) !== null) return;

  const tell = async (day: string, time: string, actor: string, change: ScrutinyChange) => {
    // What was told before stays as it is: nothing is saved over it.
    await saveScrutiny(COUNCIL, change, { actor, reason: null, at: momentAt(calendarDate(day), time) });
  };
  await tell('2026-05-12', '09:00', officer, { committees: [committee], meetings: [june] });
  await tell('2026-06-17', '10:00', officer, { recommendations: [moved, attendance] });
  const juneMinuted = { ...june, version: 1, minutedOn: calendarDate('2026-07-07') };
  await tell('2026-07-07', '09:00', officer, { meetings: [juneMinuted, september] });
  const accepted = {
    ...moved,
    version: 1,
    response: { answer: 'accepted', reason: 'Each report will list every moved date with its reason.', on: calendarDate('2026-07-28') },
  } as const;
  await tell('2026-07-28', '11:00', officer, { recommendations: [accepted] });
  const partly = {
    ...attendance,
    version: 1,
    response: {
      answer: 'partly',
      reason: 'Attendance is checked every quarter. Publishing it partner by partner waits for figures from the police.',
      on: calendarDate('2026-09-07'),
    },
    actions: [idOf(`${PLAN}/Check partner attendance at core groups every quarter`)],
  } as const;
  await tell('2026-09-07', '15:00', officer, { recommendations: [partly] });
  await tell('2026-09-09', '10:00', officer, { recommendations: [fostering, staffing] });
  const implemented = {
    ...accepted,
    version: 2,
    implemented: {
      on: calendarDate('2026-09-30'),
      evidence: 'The plan as published on 30 September lists every moved date with its reason.',
      link: null,
    },
  };
  await tell('2026-10-01', '10:00', officer, { recommendations: [implemented] });
  const septemberMinuted = { ...september, version: 1, minutedOn: calendarDate('2026-10-13') };
  await tell('2026-10-13', '09:00', officer, { meetings: [septemberMinuted, december] });
  for (const [index, question] of questions.entries()) await tell('2026-11-12', `19:${index}0`, member, { questions: [question] });
  const [first] = questions;
  if (first === undefined) return;
  const answer = {
    text: 'A dedicated worker has been in post since September 2023. Two thirds of known arrangements are reassessed, the rest by February.',
    by: manager,
    post: managerTitle,
    at: momentAt(calendarDate('2026-11-17'), '14:00'),
  };
  await tell('2026-11-17', '14:00', manager, { questions: [{ ...first, version: 1, answer }] });
  await tell('2026-11-18', '10:00', officer, { questions: [{ ...first, version: 2, answer, joinsBriefing: true }] });
}

function committeeOf(name: string): Committee {
  const key = committeeKey(name);
  const remit =
    'Services for children, young people and their families: what inspectors found, and whether the plan that answers it works.';
  return { id: idOf(`committee ${key}`), authority: COUNCIL, key, name, remit, link: null, endedOn: null, version: 0 };
}

function meetingOf(committee: Committee, day: string, agendaItem: string): Meeting {
  const { id, key, name } = committee;
  const heldOn = calendarDate(day);
  return {
    ...{ id: idOf(`meeting ${day}`), authority: COUNCIL, committee: { id, key, name }, key: meetingKey(committee, heldOn), heldOn },
    ...{ startsAt: '18:00', place: PLACE, agendaItem, papersLink: null, cancelledReason: null, minutedOn: null, minutesLink: null },
    version: 0,
  };
}

function recommendationOf({ id: meetingId, heldOn }: Meeting, number: number, wording: string, addressee: string): Recommendation {
  const id = idOf(`recommendation ${heldOn.toString()} ${number}`);
  const nothingYet = { response: null, actions: [], implemented: null };
  return { id, meetingId, number, wording, addressee, madeOn: heldOn, givenOn: heldOn, ...nothingYet, version: 0 };
}

/** On a finding and on an indicator, as far as these are there. */
async function questionsFor(meeting: Meeting, askedBy: string): Promise<readonly Question[]> {
  const finding = await findSubject(COUNCIL, 'finding', idOf(REPEATED_FINDING));
  const indicator = await findSubject(COUNCIL, 'indicator', 'agency-rate');
  const asked = [
    { subject: finding, text: 'This was raised in 2018 already. What is different now for a child who lives with somebody else’s family?' },
    { subject: indicator, text: 'Who still works through an agency, and in which teams?' },
  ];
  return asked.flatMap(({ subject, text }, index) => {
    if (subject === null) return [];
    const sentAt = momentAt(calendarDate('2026-11-12'), `19:${index}0`);
    const id = idOf(`question ${index + 1}`);
    return [{ id, meetingId: meeting.id, askedBy, subject, text, sentAt, answer: null, joinsBriefing: false, version: 0 }];
  });
}

/** Ids of the people, and the post in which the manager answers. */
interface ScrutinyCast {
  readonly member: string;
  readonly officer: string;
  readonly manager: string;
  readonly managerTitle: string;
}
