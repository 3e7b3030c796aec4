import { Temporal } from 'temporal-polyfill';

import type { Action, Aim, Evidence, Objective, Plan } from '@/domain/improvement';
import { byDate, calendarDate, isBefore, startOfDay, type CalendarDate, type Moment } from '@/domain/shared';
import type { PlanChange } from '@/database/improvement';
import { OWNERS, type OwnerKey, type StoryAction, type StoryAim, type StoryEvidence, type StoryPlan } from './story';

/** What begins later than the demonstration's day was written down before it. */
const WRITTEN_AHEAD = calendarDate('2026-10-12');

/** One thing that was saved, by whom and when. */
export interface Happening {
  readonly at: Moment;
  /** Id of a person. */
  readonly actor: string;
  readonly change: PlanChange;
}

/** Who is who, and which id a thing of the story has. */
export interface Cast {
  readonly manager: string;
  readonly owners: Readonly<Record<OwnerKey, string>>;
  readonly idOf: (key: string) => string;
  /** By the key of a finding, the event's id and since when actions can answer it. */
  readonly answerableFrom: (finding: string) => CalendarDate;
}

/** The story of a plan as the saves that made it, earliest first: so that its history, and the plan as at any day, are what they would have been. */
export function happeningsOf(story: StoryPlan, cast: Cast): readonly Happening[] {
  const told: Happening[] = [];
  const tell = (day: CalendarDate, hour: number, actor: string, change: PlanChange) => {
    told.push({ at: startOfDay(day).add(Temporal.Duration.from({ hours: hour })), actor, change });
  };
  tellPlan(story, cast, tell);
  for (const [index, objective] of story.objectives.entries()) {
    const id = cast.idOf(`${story.key}/${index + 1}`);
    const written = objective.actions.map(writtenOn).toSorted(byDate)[0] ?? calendarDate(story.begins);
    const { title, outcome } = objective;
    const record: Objective = { id, planId: cast.idOf(story.key), number: index + 1, title, outcome, version: 0 };
    tell(written, 9, cast.manager, { objectives: [record] });
    for (const [position, action] of objective.actions.entries()) tellAction(story, record, action, position + 1, cast, tell);
  }
  // Of the same hour in the order told: a plan before its objectives, an objective before its actions.
  return told.toSorted((left, right) => left.at.epochMilliseconds - right.at.epochMilliseconds);
}

function tellPlan({ key, title, partners, begins, ended, events }: StoryPlan, { idOf, manager }: Cast, tell: Tell): void {
  const answered = (day: string) => events.filter(([, from]) => from <= day).map(([event]) => event);
  const versions = [...new Set([begins, ...events.map(([, from]) => from)])].toSorted();
  const planOn = (day: string, version: number): Plan => ({
    id: idOf(key),
    authority: 'barnsley',
    title,
    partners,
    beginsOn: calendarDate(begins),
    endedOn: null,
    events: answered(day),
    version,
  });
  for (const [version, day] of versions.entries()) tell(calendarDate(day), 8, manager, { plans: [planOn(day, version)] });
  if (ended === null) return;
  tell(calendarDate(ended), 17, manager, { plans: [{ ...planOn(ended, versions.length), endedOn: calendarDate(ended) }] });
}

export function aimOf([indicator, value, by]: StoryAim): Aim {
  return { indicator, target: value === undefined || by === undefined ? null : { value, by: calendarDate(by) } };
}

function tellAction(plan: StoryPlan, objective: Objective, story: StoryAction, number: number, cast: Cast, tell: Tell): void {
  const { idOf, manager } = cast;
  const id = idOf(`${plan.key}/${story.title}`);
  const written = writtenOn(story);
  const findings = (story.findings ?? []).map((key) => ({ id: idOf(key), from: cast.answerableFrom(key) }));
  let action: Action = {
    id,
    planId: objective.planId,
    objectiveId: objective.id,
    number,
    title: story.title,
    change: story.change ?? null,
    measure: story.measure,
    area: story.area,
    owner: ownerOf(story, cast),
    startsOn: calendarDate(story.starts),
    dueOn: calendarDate(story.due),
    steps: story.steps.map(([text], index) => ({ id: idOf(`${plan.key}/${story.title}/step ${index + 1}`), text, doneOn: null })),
    findings: findings.filter(({ from }) => !isBefore(written, from)).map((finding) => finding.id),
    needs: (story.needs ?? []).map((title) => idOf(`${plan.key}/${title}`)),
    indicators: (story.indicators ?? []).map(aimOf),
    moves: [],
    stopped: null,
    closed: null,
    reopenedAt: null,
    version: 0,
  };
  const reporter = action.owner.personId ?? manager;
  const changes: { readonly on: CalendarDate; readonly hour: number; readonly actor: string; readonly next: () => PlanChange }[] = [];
  const becomes = (changed: Partial<Action>): Action => {
    action = { ...action, ...changed, version: action.version + 1 };
    return action;
  };

  for (const from of new Set(findings.filter((finding) => isBefore(written, finding.from)).map((finding) => finding.from.toString()))) {
    const added = findings.filter((finding) => finding.from.toString() === from).map((finding) => finding.id);
    changes.push({
      on: calendarDate(from),
      hour: 10,
      actor: manager,
      next: () => ({ actions: [becomes({ findings: [...action.findings, ...added] })] }),
    });
  }
  for (const [on, done, more] of story.updates) {
    const day = calendarDate(on);
    const updateId = idOf(`${plan.key}/${story.title}/update ${on}`);
    changes.push({
      on: day,
      hour: 11,
      actor: reporter,
      next: () => {
        // Finished since the update before: reported with this one.
        const finished = action.steps.filter((step, index) => step.doneOn === null && isDoneBy(story.steps[index]?.[1] ?? null, day));
        const steps = action.steps.map((step, index) =>
          finished.includes(step) ? { ...step, doneOn: dayOf(story.steps[index]?.[1]) } : step,
        );
        const { difference = null, finished: isFinished = false, atRisk = false, confidence = null, blockers = null } = more ?? {};
        const at = startOfDay(day).add(Temporal.Duration.from({ hours: 11 }));
        const stepsFinished = finished.map((step) => step.id);
        const update = { id: updateId, actionId: id, at, by: reporter, done, difference, stepsFinished, finished: isFinished, atRisk };
        return {
          updates: [update],
          ...(finished.length === 0 ? {} : { actions: [becomes({ steps })] }),
          ...(confidence === null && blockers === null ? {} : { internals: [{ updateId, confidence, blockers }] }),
        };
      },
    });
  }
  for (const [on, to, reason] of story.moves ?? []) {
    const day = calendarDate(on);
    changes.push({
      on: day,
      hour: 15,
      actor: manager,
      next: () => {
        const move = { from: action.dueOn, to: calendarDate(to), reason, on: day, by: manager };
        return { actions: [becomes({ dueOn: move.to, moves: [...action.moves, move] })] };
      },
    });
  }
  const { closed, stopped } = story;
  if (closed !== undefined) {
    const on = calendarDate(closed);
    changes.push({ on, hour: 16, actor: manager, next: () => ({ actions: [becomes({ closed: { on, by: manager } })] }) });
  }
  if (stopped !== undefined) {
    const on = calendarDate(stopped[0]);
    changes.push({ on, hour: 16, actor: manager, next: () => ({ actions: [becomes({ stopped: { on, reason: stopped[1] } })] }) });
  }

  tell(written, 10, manager, { actions: [action] });
  for (const { on, hour, actor, next } of changes.toSorted((left, right) => byDate(left.on, right.on) || left.hour - right.hour)) {
    tell(on, hour, actor, next());
  }
  for (const [index, piece] of story.evidence.entries()) {
    tellEvidence(
      piece,
      { id: idOf(`${plan.key}/${story.title}/evidence ${index + 1}`), actionId: id, written, giver: reporter, checker: manager },
      tell,
    );
  }
}

function tellEvidence([title, kind, given, check]: StoryEvidence, { id, actionId, written, giver, checker }: PieceOf, tell: Tell): void {
  const expected: Evidence = { id, actionId, title, kind, given: null, check: null, version: 0 };
  tell(written, 11, checker, { evidence: [expected] });
  if (given === undefined) return;
  const on = calendarDate(given[0]);
  const shown: Evidence = { ...expected, given: { datedOn: null, link: null, shows: given[1], on, by: giver }, version: 1 };
  tell(on, 12, giver, { evidence: [shown] });
  if (check === undefined) return;
  const [checkedOn, verdict, why = null] = check;
  tell(calendarDate(checkedOn), 14, checker, {
    evidence: [{ ...shown, check: { verdict, why, on: calendarDate(checkedOn), by: checker }, version: 2 }],
  });
}

function writtenOn({ starts }: StoryAction): CalendarDate {
  const begins = calendarDate(starts);
  return isBefore(WRITTEN_AHEAD, begins) ? WRITTEN_AHEAD : begins;
}

function ownerOf({ owner }: StoryAction, { owners }: Cast): Action['owner'] {
  return typeof owner === 'string' ? { personId: owners[owner], title: OWNERS[owner], partner: null } : { personId: null, ...owner };
}

function isDoneBy(done: string | null, day: CalendarDate): boolean {
  return done !== null && !isBefore(day, calendarDate(done));
}

function dayOf(text: string | null | undefined): CalendarDate | null {
  return text === null || text === undefined ? null : calendarDate(text);
}

type Tell = (day: CalendarDate, hour: number, actor: string, change: PlanChange) => void;

interface PieceOf {
  readonly id: string;
  readonly actionId: string;
  readonly written: CalendarDate;
  readonly giver: string;
  readonly checker: string;
}
