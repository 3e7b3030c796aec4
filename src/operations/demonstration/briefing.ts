import type { PersonActor } from '@/domain/access';
import { meetingsAhead } from '@/domain/scrutiny';
import { calendarDate, startOfDay } from '@/domain/shared';
import { findBriefing, findDraft, listMeetings, saveDraft } from '@/database/scrutiny';
import { openBriefing, publishBriefing } from '../scrutiny';
import { COUNCIL } from './plans';

/** The day on which the demonstration stands still, in the morning: what its visitors do comes later. */
const PUBLISHED = { day: calendarDate('2026-11-20'), hours: 9 };

/**
 * What the officer adds to the lines that the rules give: two sources that say different things. Inspectors wrote so in paragraph 51 of their report of 27 October 2023; the count is
 * the Department for Education's.
 */
const OWN_LINE = {
  key: null,
  evidence:
    'Inspectors wrote in September 2023 that agency use had halved. The published count of that month was 28.1%, the highest since 2017; that of September 2025 is 13.0%.',
  question: 'Which figure does the council use, and what is it today?',
  link: '/barnsley/indicators/agency-rate',
};

/** The briefing for the next meeting, as its officer published it; unless one was published before. */
export async function tellBriefing(officer: string): Promise<void> {
  const today = PUBLISHED.day;
  const when = { today, at: startOfDay(today).add({ hours: PUBLISHED.hours }) };
  const [next] = meetingsAhead(await listMeetings(COUNCIL), today);
  if (next === undefined || (await findBriefing(next.id, null)) !== null) return;
  const actor: PersonActor = {
    ...{ kind: 'person', id: officer, sessionId: '', operator: false },
    roles: [{ authority: COUNCIL, role: 'scrutiny-officer' }],
  };
  const { offered } = await openBriefing(actor, COUNCIL, next.key, when);
  const draft = await findDraft(next.id);
  if (draft.version === 0) {
    const proposed = offered.flatMap(({ key, place }) =>
      key === null || place === null ? [] : [{ key, evidence: null, question: null, link: null }],
    );
    const settled = { ...draft, lines: [...proposed.slice(0, -1), OWN_LINE] };
    await saveDraft(COUNCIL, next.id, settled, { actor: officer, reason: null, at: when.at.subtract({ hours: 1 }) });
  }
  const { content, confirms } = await openBriefing(actor, COUNCIL, next.key, when);
  await publishBriefing(actor, COUNCIL, next.key, { number: String(content.number), confirms }, when);
}
