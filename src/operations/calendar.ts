import { councilsWhere, isAllowed, type Actor, type PersonActor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { clocksSettledBy, type Finding } from '@/domain/findings';
import type { ActionStanding } from '@/domain/improvement';
import { datesInWords, eventInWords, type Inspection } from '@/domain/inspections';
import { isBefore, momentDay, NotFound, type CalendarDate, type Moment } from '@/domain/shared';
import { calendarText, type CalendarDay } from '@/documents/calendar';
import { findAuthority } from '@/database/authorities';
import { findCalendarFeed, findPersonOfFeed, removeCalendarFeed, saveCalendarFeed } from '@/database/calendar-feeds';
import { listFindings } from '@/database/findings';
import { findPlanState, listPlans } from '@/database/improvement';
import { listInspections } from '@/database/inspections';
import { listCountingRoles } from '@/database/roles';
import { readEnvironment } from '@/platform/environment';
import { hashOf, newToken } from '@/platform/tokens';
import { authorise, authorisePerson } from './access';

/** Statutory days longer ago than this are no longer of use in a diary. */
const YEARS_OF_CLOCKS = 1;
/** A council has had at most thirty events since 2009. */
const MOST_EVENTS = 200;

/** Whether the person asking has a calendar with a secret address, and since when. */
export async function viewOwnCalendar(actor: Actor): Promise<OwnCalendar> {
  const { id } = authorisePerson(actor);
  return { since: await findCalendarFeed(id), isOfUse: councilsWhere(actor, 'read-plan').length > 0 };
}

/** Makes a secret address for the person's calendar and answers it, this once: only its hash is kept. An earlier one leads nowhere from then on. */
export async function makeOwnCalendar(actor: Actor, at: Moment): Promise<string> {
  const { id } = authorisePerson(actor);
  const token = newToken();
  await saveCalendarFeed(id, hashOf(token), at);
  return `${readEnvironment().PUBLIC_URL}/calendar/${token}.ics`;
}

/** Takes the person's secret address back. */
export async function revokeOwnCalendar(actor: Actor): Promise<void> {
  const { id } = authorisePerson(actor);
  await removeCalendarFeed(id);
}

/**
 * The calendar at a secret address, for whoever has the address: due dates of the person's own actions, for whoever answers for a plan of all of them, and the
 * statutory days of the councils' events. With the roles as they stand now. Throws `NotFound` for an address that nobody's calendar has, or has any more, and
 * where the person has no role left that reads a plan.
 */
export async function calendarFile(actor: Actor, token: string, at: Moment): Promise<string> {
  authorise(actor, 'read-published');
  const personId = await findPersonOfFeed(hashOf(token));
  const owner: PersonActor | null = personId === null ? null : await ownerOf(personId);
  const councils = owner === null ? [] : councilsWhere(owner, 'read-plan');
  if (owner === null || councils.length === 0) throw new NotFound('No such calendar');
  const days: CalendarDay[] = [];
  for (const slug of councils) days.push(...(await daysOf(slug, owner, momentDay(at))));
  return calendarText({ name: 'Children’s services improvement', days, madeAt: at });
}

async function daysOf(slug: string, owner: PersonActor, today: CalendarDate): Promise<readonly CalendarDay[]> {
  const council = await findAuthority(slug);
  if (council === null) return [];
  const manages = isAllowed(owner, 'change-plan', slug);
  const reports = manages || isAllowed(owner, 'report-on-own-actions', slug);
  const days: CalendarDay[] = [];
  for (const plan of reports ? await listPlans(slug) : []) {
    if (plan.endedOn !== null) continue;
    const state = await findPlanState(slug, plan.id);
    for (const standing of state?.actions ?? []) {
      const { action } = standing;
      if (action.stopped !== null || action.closed !== null) continue;
      const isOwn = action.owner.personId === owner.id;
      if (manages || isOwn) days.push(dueDay(council, standing, isOwn));
    }
  }
  const [{ inspections }, findings] = await Promise.all([listInspections(slug, { limit: MOST_EVENTS, offset: 0 }), listFindings(slug)]);
  const since = today.subtract({ years: YEARS_OF_CLOCKS });
  return [...days, ...inspections.flatMap((event) => clockDays(council, event, findings)).filter(({ day }) => !isBefore(day, since))];
}

/** Title and date alone: calendars are kept by programs elsewhere. */
function dueDay({ slug, name }: Authority, { action, reference }: ActionStanding, isOwn: boolean): CalendarDay {
  return {
    id: `action-${action.id}@${host()}`,
    day: action.dueOn,
    title: `${isOwn ? 'Yours is due' : 'Due'}: ${reference} ${action.title}`,
    text: `Improvement plan of ${name}`,
    link: `${readEnvironment().PUBLIC_URL}/${slug}/plan/actions/${encodeURIComponent(action.id)}`,
  };
}

function clockDays({ slug, name }: Authority, event: Inspection, findings: readonly Finding[]): readonly CalendarDay[] {
  return clocksSettledBy(event, findings).map(({ key, name: what, dueOn, basis, onlyIf, provisional }) => ({
    id: `${key}-${slug}-${event.id}@${host()}`,
    day: dueOn,
    title: `${what}: ${name}, ${eventInWords(event)}`,
    text: [
      `${eventInWords(event)}, ${datesInWords(event)}: ${basis}`,
      ...(onlyIf === null ? [] : [`only if ${onlyIf}`]),
      ...(provisional ? ['provisional: bank holidays of that year are not published yet'] : []),
    ].join('; '),
    link: `${readEnvironment().PUBLIC_URL}/${slug}/inspections/${event.id}`,
  }));
}

async function ownerOf(id: string): Promise<PersonActor> {
  return { kind: 'person', id, sessionId: '', operator: false, roles: await listCountingRoles(id) };
}

function host(): string {
  return new URL(readEnvironment().PUBLIC_URL).hostname;
}

export interface OwnCalendar {
  /** Null where there is none. */
  readonly since: Moment | null;
  /** Some role of the person reads a plan; without one the calendar is not there. */
  readonly isOfUse: boolean;
}
