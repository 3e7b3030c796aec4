import { expect, test } from 'vitest';

import { changeInBulk, EMPTY_BULK, readBulk, type ActionStanding, type BulkChange } from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';

import { sentencesOf, good } from '../support/people';
import { anAction, anObjective, aPlan } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const DOING = { by: 'me', today: TODAY };
const ADA = { personId: 'ada', jobTitle: 'Head of Learning', words: 'Head of Learning (Ada)' };
const OBJECTIVE = anObjective(aPlan());

test('nothing is read without a reason, and without anything to change', () => {
  expect(sentencesOf(readBulk(EMPTY_BULK, []))).toEqual([
    'Enter a due date or an owner: nothing would change',
    'Give a reason: it stands in the history of each action, and with each date that moves',
  ]);
  expect(sentencesOf(readBulk({ ...EMPTY_BULK, dueOn: 'soon', reason: 'Late' }, []))).toEqual([
    'Write the date as year-month-day, for example 2023-09-11',
  ]);
  expect(sentencesOf(readBulk({ ...EMPTY_BULK, owner: 'nobody', reason: 'Late' }, [ADA]))).toEqual([
    'Choose somebody who can own actions here',
  ]);
});

test('an owner with an account brings a post; without any field each keeps its owner', () => {
  expect(good(readBulk({ ...EMPTY_BULK, owner: 'ada', reason: 'New head' }, [ADA]))).toEqual({
    dueOn: null,
    owner: { personId: 'ada', title: 'Head of Learning', partner: null },
    reason: 'New head',
  });
  expect(good(readBulk({ ...EMPTY_BULK, dueOn: '2027-03-31', reason: 'Late' }, [ADA])).owner).toBeNull();
});

test('each due date moves from its own with the one reason, and what is so already stays', () => {
  const first = standing('1.1', { dueOn: calendarDate('2026-12-18') });
  const second = standing('1.2', { dueOn: calendarDate('2027-03-31') });
  const changed = good(changeInBulk([first, second], change({ dueOn: calendarDate('2027-03-31') }), DOING));
  expect(changed.map(({ id, moves }) => [id, moves])).toEqual([
    [first.action.id, [{ from: first.action.dueOn, to: calendarDate('2027-03-31'), reason: 'Because', on: TODAY, by: 'me' }]],
  ]);
  expect(sentencesOf(changeInBulk([second], change({ dueOn: calendarDate('2027-03-31') }), DOING))).toEqual([
    'Choose other actions: these are due on 31 March 2027 already',
  ]);
});

test('owner and date change together; a new owner alone is no moved date', () => {
  const owner = { personId: null, title: 'Head of Learning', partner: 'South Yorkshire Police' };
  const [changed] = good(changeInBulk([standing('1.1')], change({ owner }), DOING));
  expect(changed).toMatchObject({ owner, moves: [] });
  const [both] = good(changeInBulk([standing('1.1')], change({ owner, dueOn: calendarDate('2027-03-31') }), DOING));
  expect(both).toMatchObject({ owner, dueOn: calendarDate('2027-03-31') });
});

test('one that cannot be changed keeps all from being changed, by its reference', () => {
  const closed = standing('1.1', { closed: { on: TODAY, by: 'ben' } });
  const late = standing('1.2', { startsOn: calendarDate('2027-06-01'), dueOn: calendarDate('2027-07-01') });
  expect(sentencesOf(changeInBulk([standing('1.3'), closed, late], change({ dueOn: calendarDate('2027-03-31') }), DOING))).toEqual([
    '1.1: The action is closed. Reopen it first',
    '1.2: Choose a day on or after 1 June 2027, when the action starts',
  ]);
});

function standing(reference: string, overrides: Parameters<typeof anAction>[1] = {}): ActionStanding {
  return { action: anAction(OBJECTIVE, overrides), reference, lastUpdate: null, evidence: [], indicators: [] };
}

function change(overrides: Partial<BulkChange>): BulkChange {
  return { dueOn: null, owner: null, reason: 'Because', ...overrides };
}
