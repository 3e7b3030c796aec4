import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { changesBetween, groupChanges, type ChangeGroup, type Meeting } from '@/domain/scrutiny';
import { calendarDateSchema, endOfDay, isBefore, type CalendarDate, type Problem } from '@/domain/shared';
import { listMeetings } from '@/database/scrutiny';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { stateAsAt } from './state';

/** Meetings offered to compare with. */
const MOST_MEETINGS = 4;

/** What has become of a council's plan, findings, figures and recommendations between the ends of two days. */
export interface ChangesView {
  readonly authority: Authority;
  readonly since: CalendarDate;
  readonly until: CalendarDate;
  readonly groups: readonly ChangeGroup[];
  /** Meetings that took place before today, the latest first, for comparing with. */
  readonly meetings: readonly Meeting[];
  readonly problems: readonly Problem[];
}

/** Of two days that an address names: by default since the last meeting, or three months ago, until today. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewChanges(
  actor: Actor,
  slug: string,
  query: { readonly since?: string | undefined; readonly until?: string | undefined },
  today: CalendarDate,
): Promise<ChangesView> {
  authorise(actor, 'read-plan', slug);
  const authority = await councilOf(slug);
  const held = (await listMeetings(slug)).filter(({ heldOn, cancelledReason }) => cancelledReason === null && isBefore(heldOn, today));
  const { since, until, problems } = readDays(query, held[0]?.heldOn ?? today.subtract({ months: 3 }), today);
  const [before, after] = await Promise.all([stateAsAt(slug, endOfDay(since)), stateAsAt(slug, endOfDay(until))]);
  return { authority, since, until, groups: groupChanges(changesBetween(before, after)), meetings: held.slice(0, MOST_MEETINGS), problems };
}

/** What is wrong in an address is said, and the usual day taken. */
function readDays(
  query: { readonly since?: string | undefined; readonly until?: string | undefined },
  usual: CalendarDate,
  today: CalendarDate,
): { readonly since: CalendarDate; readonly until: CalendarDate; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const day = (field: 'since' | 'until', otherwise: CalendarDate): CalendarDate => {
    const typed = query[field]?.trim() ?? '';
    if (typed === '') return otherwise;
    const parsed = calendarDateSchema.safeParse(typed);
    if (parsed.success && !isBefore(today, parsed.data)) return parsed.data;
    problems.push({ field, message: parsed.success ? 'Choose a day up to today' : (parsed.error.issues[0]?.message ?? 'Enter a day') });
    return otherwise;
  };
  const until = day('until', today);
  const since = day('since', isBefore(usual, until) ? usual : until.subtract({ months: 3 }));
  if (isBefore(since, until)) return { since, until, problems };
  if (problems.length === 0) problems.push({ field: 'since', message: 'Choose a first day that is before the last one' });
  return { since: until.subtract({ months: 3 }), until, problems };
}
