import type { Finding } from '../findings';
import { AREAS } from '../frameworks';
import { EVENT_TYPES, isEventType } from '../inspections';
import {
  calendarDateSchema,
  counted,
  dateInWords,
  daysBetween,
  isBefore,
  isOrAre,
  listInWords,
  momentDay,
  monthInWords,
  numberInWords,
  shortDateInWords,
  startSmall,
  startWithCapital,
  type CalendarDate,
} from '../shared';
import type { FindingChain } from './answers';
import { firstDueOn, stateOfEvidence, type Action, type Evidence, type EvidenceState } from './plan';
import type { StandingWithStatus } from './state';
import { isOpen } from './status';

/** What a plan has come to, in one sentence without full stop: "Seven of 18 actions are done; two are overdue". */
export function planInWords(standings: readonly { readonly status: string }[]): string {
  const total = standings.length;
  if (total === 0) return 'The plan has no action yet';
  const count = (wanted: string) => standings.filter(({ status }) => status === wanted).length;
  const [done, overdue, stopped] = [count('done'), count('overdue'), count('stopped')];
  if (total === 1)
    return `The plan’s one action is ${overdue === 1 ? 'overdue' : done === 1 ? 'done' : stopped === 1 ? 'stopped' : 'not done yet'}`;
  if (done === total) return total === 2 ? 'Both actions are done' : `All ${numberInWords(total)} actions are done`;
  const first =
    done === 0
      ? `None of ${numberInWords(total)} actions is done yet`
      : `${countWords(done)} of ${numberInWords(total)} actions ${isOrAre(done)} done`;
  return `${first}; ${overdue === 0 ? 'none is overdue' : `${numberInWords(overdue)} ${isOrAre(overdue)} overdue`}`;
}

/** `Showing 4 of 18 actions`; of more pages also which: `Showing actions 1 to 200 of 350`. */
export function selectedInWords(selected: number, total: number): string {
  return `Showing ${selected.toLocaleString('en-GB')} of ${counted(total, 'action')}`;
}

/** `Moved twice, first due 31 Mar 2026`; null where the date never moved. Moves are never hidden, also when the action is done. */
export function movedInWords(action: Pick<Action, 'dueOn' | 'moves'>): string | null {
  const { moves } = action;
  return moves.length === 0 ? null : `Moved ${timesInWords(moves.length)}, first due ${shortDateInWords(firstDueOn(action))}`;
}

/** What became of the due date, in one sentence without full stop: "The date has moved 213 days and has passed again". */
export function dueDateInWords({ action }: Pick<StandingWithStatus, 'action'>, today: CalendarDate): string {
  const { dueOn, moves, closed, stopped } = action;
  const days = daysBetween(firstDueOn(action), dueOn);
  const far =
    days === 0 ? `${timesInWords(moves.length)}, back to where it was` : `${counted(Math.abs(days), 'day')}${days < 0 ? ' earlier' : ''}`;
  const before = moves.length === 0 ? '' : `; the date had moved ${far}`;
  if (closed !== null) {
    const late = daysBetween(dueOn, closed.on);
    const when =
      late === 0 ? 'on the day it was due' : `${counted(Math.abs(late), 'day')} ${late > 0 ? 'after' : 'before'} the day it was due`;
    return `It was closed ${when}${before}`;
  }
  if (stopped !== null) return `It was stopped on ${dateInWords(stopped.on)}${before}`;
  const passed = isBefore(dueOn, today);
  if (moves.length === 0) {
    return passed
      ? `The date passed ${counted(daysBetween(dueOn, today), 'day')} ago`
      : `It is due on ${dateInWords(dueOn)}, as first planned`;
  }
  return `The date has moved ${far}${passed ? `${days === 0 ? ',' : ''} and has passed again` : days === 0 ? '' : `, to ${dateInWords(dueOn)}`}`;
}

/** How many dates of a plan were moved: "Five of 18 due dates have moved, two of them twice or more". */
export function movesInWords(standings: readonly Pick<StandingWithStatus, 'action'>[]): string {
  const moved = standings.filter(({ action }) => action.moves.length > 0).length;
  const twice = standings.filter(({ action }) => action.moves.length > 1).length;
  if (moved === 0) return 'No due date has moved';
  const again = twice === 0 ? '' : moved === 1 ? ' twice or more' : `, ${numberInWords(twice)} of them twice or more`;
  if (standings.length === 1) return `The due date has moved${again}`;
  return `${countWords(moved)} of ${numberInWords(standings.length)} due dates ${moved === 1 ? 'has' : 'have'} moved${again}`;
}

/** "One item accepted, one returned, one missing". */
export function evidenceStatesInWords(evidence: readonly Evidence[]): string {
  if (evidence.length === 0) return 'No evidence is expected yet';
  const states = evidence.map(stateOfEvidence);
  const words: readonly (readonly [EvidenceState, string])[] = [
    ['accepted', 'accepted'],
    ['unchecked', 'not checked yet'],
    ['returned', 'returned'],
    ['missing', 'missing'],
  ];
  const parts = words.flatMap(([state, word]) => {
    const count = states.filter((each) => each === state).length;
    return count === 0 ? [] : [{ count, word }];
  });
  return startWithCapital(
    parts
      .map(({ count, word }, index) => `${numberInWords(count)} ${index === 0 ? `${count === 1 ? 'item' : 'items'} ` : ''}${word}`)
      .join(', '),
  );
}

/** How many things somebody should hear of: "Five actions need attention; two are overdue". */
export function exceptionsInWords(actions: number, overdue: number, unanswered: number): string {
  const findings = `${numberInWords(unanswered)} ${unanswered === 1 ? 'finding has' : 'findings have'} no action`;
  if (actions === 0) return unanswered === 0 ? 'Nothing needs attention' : startWithCapital(findings);
  const start = `${countWords(actions)} ${actions === 1 ? 'action needs' : 'actions need'} attention`;
  const parts = [overdue === 0 ? null : `${numberInWords(overdue)} ${isOrAre(overdue)} overdue`, unanswered === 0 ? null : findings];
  return [start, listInWords(parts.filter((part) => part !== null))].filter((part) => part !== '').join('; ');
}

/** Where a finding comes from: `Short inspection, September 2023`. The id of an event begins with its first day. */
export function findingOriginInWords({ inspection }: Pick<Finding, 'inspection'>): string {
  const day = calendarDateSchema.safeParse(inspection.slice(0, 10));
  const event = inspection.slice(11);
  const name = isEventType(event) ? EVENT_TYPES[event].name : 'Event';
  return day.success ? `${name}, ${monthInWords(day.data)}` : name;
}

/** All origins of a chain and the judgement of its newest finding: `Short inspection, September 2023, and standard inspection, October 2018. Help and protection`. */
export function chainOriginInWords({ head, members }: FindingChain): string {
  const [newest = '', ...earlier] = members.map(findingOriginInWords);
  const repeats = earlier.length === 0 ? '' : `; repeats ${listInWords(earlier.map(startSmall))}`;
  return `${newest}${repeats}${head.area === null ? '' : `. ${AREAS[head.area].name}`}`;
}

/** What stands under an action's title in a list: `Closed 22 Mar 2024`, `Reported finished 28 Sep 2026`, `Updated 3 Nov 2026`, `Nothing reported yet`. */
export function lastWordInWords({ action, status, lastUpdate }: StandingWithStatus): string {
  if (action.closed !== null) return `Closed ${shortDateInWords(action.closed.on)}`;
  if (action.stopped !== null) return `Stopped ${shortDateInWords(action.stopped.on)}`;
  if (lastUpdate === null) return isOpen(status) ? 'Nothing reported yet' : '';
  return `${status === 'awaiting-evidence' ? 'Reported finished' : 'Updated'} ${shortDateInWords(momentDay(lastUpdate.at))}`;
}

function countWords(count: number): string {
  return startWithCapital(numberInWords(count));
}

/** `once`, `twice`, `three times` */
export function timesInWords(count: number): string {
  return count === 1 ? 'once' : count === 2 ? 'twice' : `${numberInWords(count)} times`;
}
