import type { Authority } from '@/domain/authorities';
import { firstDayOnSite, isGraded, latestGraded, returnWindow } from '@/domain/inspections';
import { meetingBefore, type BriefingDraft, type BriefingFacts, type Meeting, type Question } from '@/domain/scrutiny';
import { areasOfYear, frameworkOfYear } from '@/domain/self-evaluation';
import type { CouncilSettings } from '@/domain/settings';
import { endOfDay, isBefore, momentDay, type CalendarDate, type Moment } from '@/domain/shared';
import { listMeasuredInvestments } from '@/database/improvement';
import { findDemonstrationDay } from '@/database/installation';
import { listInspections } from '@/database/inspections';
import { findBriefing, listMeetings, listQuestions } from '@/database/scrutiny';
import { listSelfEvaluations } from '@/database/self-evaluation';
import { nationalPicture } from '../national-picture';
import { settingsOf } from '../settings';
import { figuresAsAt, stateAsAt } from './state';

/** More events than a council has had since 2009. */
const MOST_EVENTS = 200;

/** Everything that a briefing is made from, as at the draft's day or the moment of asking. No operation: those that use it authorise. */
export async function gatherFacts(
  authority: Authority,
  meeting: Meeting,
  draft: BriefingDraft,
  { at, today }: { readonly at: Moment; readonly today: CalendarDate },
): Promise<GatheredFacts> {
  const { slug } = authority;
  const asAt = draft.asAt !== null && isBefore(draft.asAt, today) ? endOfDay(draft.asAt) : at;
  const day = momentDay(asAt);
  const lastMeeting = meetingBefore(await listMeetings(slug), meeting);
  // A briefing made before the last meeting was held has nothing to count from it yet.
  const metAt = lastMeeting !== null && isBefore(lastMeeting.heldOn, day) ? endOfDay(lastMeeting.heldOn) : null;
  const [state, earlier, figures, page, evaluations, measured, asked, published, picture, demonstrationDay, settings] = await Promise.all([
    stateAsAt(slug, asAt),
    metAt && stateAsAt(slug, metAt),
    figuresAsAt(authority, asAt),
    listInspections(slug, { limit: MOST_EVENTS, offset: 0 }),
    listSelfEvaluations(slug, false),
    listMeasuredInvestments(slug),
    listQuestions(slug, { meetingId: meeting.id }),
    findBriefing(meeting.id, null),
    nationalPicture(),
    findDemonstrationDay(),
    settingsOf(slug),
  ]);
  const events = page.inspections.filter(({ publishedOn }) => publishedOn !== null && !isBefore(day, publishedOn));
  const latest = latestGraded(events);
  const questions = asked.map(({ question }) => question);
  const evaluation = evaluations.find(({ submittedOn }) => submittedOn !== null && !isBefore(day, submittedOn)) ?? null;
  const facts: BriefingFacts = {
    ...{ slug, council: authority.name, state, latest, model: figures.model, figures: figures.figures, measured, meeting, asAt },
    since: metAt && momentDay(metAt),
    ownGrades: evaluation && {
      year: evaluation.year,
      framework: frameworkOfYear(evaluation.year),
      grades: evaluation.grades.filter(({ area }) => areasOfYear(evaluation.year).includes(area)),
    },
    lastMeeting: metAt && lastMeeting,
    before: metAt && earlier && { at: metAt, state: earlier },
    previous: latest && latestGraded(events.filter((event) => isBefore(firstDayOnSite(event), firstDayOnSite(latest)))),
    visits: latest ? events.filter((event) => !isGraded(event) && isBefore(firstDayOnSite(latest), firstDayOnSite(event))) : [],
    returning: latest && authority.abolishedOn === null ? returnWindow(latest, picture.waits, day) : null,
    shown: settings.overviewIndicators,
    questions: questions.filter(({ joinsBriefing }) => joinsBriefing),
    number: (published?.number ?? 0) + 1,
    supersedes: published && { number: published.number, hash: published.hash, on: momentDay(published.publishedAt) },
    isDemonstration: demonstrationDay !== null,
  };
  return { facts, questions, lastMeeting, settings };
}

export interface GatheredFacts {
  readonly facts: BriefingFacts;
  readonly questions: readonly Question[];
  readonly lastMeeting: Meeting | null;
  readonly settings: CouncilSettings;
}
