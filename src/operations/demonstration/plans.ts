import { createHash } from 'node:crypto';

import type { Finding } from '@/domain/findings';
import { publishedPlan, type Investment } from '@/domain/improvement';
import { calendarDate, startOfDay } from '@/domain/shared';
import { addFindings, listFindings } from '@/database/findings';
import { findPlanStateAsAt, listInvestments, listPlans, savePlanChange, savePlanChanges, savePublication } from '@/database/improvement';
import { saveSelfEvaluation } from '@/database/self-evaluation';
import { FINDINGS, INVESTMENTS, PLANS, SELF_EVALUATIONS, type StoryFinding } from './story';
import { tellIndicators } from './indicators';
import { aimOf, happeningsOf, type Cast } from './timeline';

/** Whose story it is. */
export const COUNCIL = 'barnsley';

/** When actions could begin to answer what an event found: some days after its report or letter. */
const ANSWERABLE_FROM: Readonly<Record<string, string>> = {
  '2018-10-08-standard-inspection': '2018-12-03',
  '2023-01-25-focused-visit': '2023-04-03',
  '2023-09-11-short-inspection': '2023-11-06',
};

/** The days on which the plan was published, each as it stood then. */
const PUBLISHED = [
  { on: '2026-06-30', note: 'The plan as the improvement board saw it in June.' },
  { on: '2026-09-30', note: 'The plan as the improvement board saw it in September.' },
];

/** Tells what the council has done since 2017, unless it was told before. A start that was broken off between two parts is made good by the next. */
export async function tellPlans(people: Pick<Cast, 'manager' | 'owners'>): Promise<void> {
  const cast: Cast = { ...people, idOf, answerableFrom: (key) => calendarDate(answerableFrom(storyFinding(key))) };
  const known = new Set((await listFindings(COUNCIL)).map(({ id }) => id));
  for (const [event, from] of Object.entries(ANSWERABLE_FROM)) {
    const found = FINDINGS.filter((finding) => finding.event === event).map(findingOf);
    const note = { actor: people.manager, reason: null, at: startOfDay(calendarDate(from)) };
    await addFindings(
      COUNCIL,
      found.filter(({ id }) => !known.has(id)),
      note,
    );
  }
  const told = new Set((await listPlans(COUNCIL)).map(({ id }) => id));
  for (const plan of PLANS.filter(({ key }) => !told.has(idOf(key)))) {
    const changes = happeningsOf(plan, cast).map(({ at, actor, change }) => ({ change, note: { actor, reason: null, at } }));
    await savePlanChanges(COUNCIL, changes);
  }
  await tellMoney(people.manager);
  await tellSelfEvaluations(people.manager);
  await publishPlans(people.manager);
  await tellIndicators(people.manager, idOf);
}

async function tellMoney(manager: string): Promise<void> {
  const told = new Set((await listInvestments(COUNCIL)).map(({ id }) => id));
  const plan = PLANS.find(({ ended }) => ended === null);
  const investments = INVESTMENTS.filter(({ key }) => !told.has(idOf(key))).map(({ key, pays, moves, ...facts }): Investment => ({
    ...facts,
    id: idOf(key),
    authority: COUNCIL,
    decision: { word: 'considered', by: 'Cabinet', on: calendarDate('2022-11-02') },
    source: { name: 'Barnsley Council, November 2022', url: null },
    actions: pays.map((title) => idOf(`${plan?.key ?? ''}/${title}`)),
    indicators: moves.map(aimOf),
    version: 0,
  }));
  if (investments.length === 0) return;
  await savePlanChange(COUNCIL, { investments }, { actor: manager, reason: null, at: startOfDay(calendarDate('2025-11-03')) });
}

async function tellSelfEvaluations(manager: string): Promise<void> {
  for (const { year, submitted, grades, ...answers } of SELF_EVALUATIONS) {
    const submittedOn = calendarDate(submitted);
    const evaluation = { id: idOf(`self-evaluation ${year}`), authority: COUNCIL, year, answers, grades, submittedOn, version: 0 };
    // Told once: it is not saved over what is there.
    await saveSelfEvaluation(evaluation, { actor: manager, reason: null, at: startOfDay(submittedOn) });
  }
}

async function publishPlans(manager: string): Promise<void> {
  const current = PLANS.find(({ ended }) => ended === null);
  if (current === undefined) return;
  for (const [index, { on, note }] of PUBLISHED.entries()) {
    const day = calendarDate(on);
    const at = startOfDay(day).add({ hours: 17 });
    const state = await findPlanStateAsAt(COUNCIL, idOf(current.key), at);
    if (state === null) throw new Error(`There was no plan on ${on}`);
    const publication = {
      id: idOf(`${current.key}/published ${on}`),
      planId: state.plan.id,
      number: index + 1,
      note,
      plan: publishedPlan(state, day),
    };
    await savePublication(COUNCIL, publication, { actor: manager, at });
  }
}

function findingOf(story: StoryFinding): Finding {
  const { key, event, kind, area, title, paraphrase, repeats } = story;
  return {
    id: idOf(key),
    authority: COUNCIL,
    inspection: event,
    position: FINDINGS.filter((other) => other.event === event).indexOf(story) + 1,
    kind,
    area,
    reference: null,
    title,
    paraphrase,
    inspectorsWords: null,
    place: null,
    repeats: repeats === undefined ? null : idOf(repeats),
  };
}

function storyFinding(key: string): StoryFinding {
  const found = FINDINGS.find((finding) => finding.key === key);
  if (found === undefined) throw new Error(`The story has no finding ${key}`);
  return found;
}

function answerableFrom({ event }: StoryFinding): string {
  const day = ANSWERABLE_FROM[event];
  if (day === undefined) throw new Error(`The story does not say when ${event} could be answered`);
  return day;
}

/** The same at every start, so that what was told before is recognised. */
export function idOf(key: string): string {
  const hex = createHash('sha256').update(`demonstration/${key}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20, 32)].join('-');
}
