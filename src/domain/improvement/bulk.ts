import { z } from 'zod';
import {
  accepted,
  dateInWords,
  onOneLine,
  optionalDay,
  optionalLine,
  paragraphs,
  readForm,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
} from '../shared';
import { moveDueDate, type Doing } from './changes';
import { notNow } from './permitted';
import type { Action, ActionStanding, Owner } from './plan';
import { readOwner, type PossibleOwner } from './typed';

/** The same owner or the same due date for several actions, with one reason. What is left empty stays as it is. */

const LONGEST_LINE = 200;
const LONGEST_REASON = 500;

const BULK = z.object({
  dueOn: optionalDay,
  owner: z.string().transform((id) => (id === '' ? null : id)),
  ownerTitle: optionalLine(LONGEST_LINE, `Shorten this to ${LONGEST_LINE} characters`),
  partner: optionalLine(LONGEST_LINE, `Shorten this to ${LONGEST_LINE} characters`),
  reason: paragraphs(LONGEST_REASON, {
    missing: 'Give a reason: it stands in the history of each action, and with each date that moves',
    tooLong: `Shorten the reason to ${LONGEST_REASON} characters`,
  }),
});

export type BulkForm = Readonly<Record<keyof z.infer<typeof BULK>, string>>;

export const EMPTY_BULK: BulkForm = { dueOn: '', owner: '', ownerTitle: '', partner: '', reason: '' };

export interface BulkChange {
  /** Null: each action keeps its own. */
  readonly dueOn: CalendarDate | null;
  /** Null: each action keeps its own. */
  readonly owner: Owner | null;
  readonly reason: string;
}

export function readBulk(form: BulkForm, owners: readonly PossibleOwner[]): Result<BulkChange> {
  const read = readForm(BULK, form);
  const typed = (field: keyof BulkForm) => onOneLine(form[field]) !== '';
  const isOwnerMeant = typed('owner') || typed('ownerTitle') || typed('partner');
  const problems: Problem[] = [];
  if (!typed('dueOn') && !isOwnerMeant) problems.push({ field: 'dueOn', message: 'Enter a due date or an owner: nothing would change' });
  if (!read.ok) return refused(...problems, ...read.problems);
  const { dueOn, reason } = read.value;
  const owner = isOwnerMeant ? readOwner(read.value, owners) : null;
  if (owner !== null && !owner.ok) problems.push(...owner.problems);
  if (problems.length > 0) return refused(...problems);
  return accepted({ dueOn, owner: owner?.ok ? owner.value : null, reason });
}

/** The actions that differ afterwards. All of those chosen can be changed, or none is. */
export function changeInBulk(
  chosen: readonly ActionStanding[],
  { dueOn, owner, reason }: BulkChange,
  doing: Doing,
): Result<readonly Action[]> {
  const problems: Problem[] = [];
  const changed = chosen.flatMap(({ action, reference }): readonly Action[] => {
    const closed = notNow('change', action);
    const given = owner === null ? action : { ...action, owner };
    const moved = dueOn === null || dueOn.equals(action.dueOn) ? accepted(given) : moveDueDate(given, dueOn, reason, doing);
    if (closed !== null || !moved.ok) {
      for (const { message } of closed === null ? (moved.ok ? [] : moved.problems) : [closed])
        problems.push({ field: 'actions', message: `${reference}: ${message}` });
      return [];
    }
    return isSame(action, moved.value) ? [] : [moved.value];
  });
  if (problems.length > 0) return refused(...problems);
  if (changed.length > 0) return accepted(changed);
  const facts = [...(dueOn === null ? [] : [`due on ${dateInWords(dueOn)}`]), ...(owner === null ? [] : ['this owner’s'])];
  return refused({ field: 'actions', message: `Choose other actions: these are ${facts.join(' and ')} already` });
}

function isSame(before: Action, after: Action): boolean {
  const [left, right] = [before.owner, after.owner];
  return (
    before.dueOn.equals(after.dueOn) && left.personId === right.personId && left.title === right.title && left.partner === right.partner
  );
}
