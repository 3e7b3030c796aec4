import { isAllowed, type Actor } from '@/domain/access';
import { withStatuses, type StandingWithStatus } from '@/domain/improvement';
import { isMeetingKey, type Meeting, type Question, type Recommendation } from '@/domain/scrutiny';
import { NotFound, type CalendarDate } from '@/domain/shared';
import { listStandings } from '@/database/improvement';
import { findMeeting, listRecommendations, type QuestionOfMeeting } from '@/database/scrutiny';
import { postsOf } from '../posts';

/** A recommendation with the meeting that made it. */
export interface ShownRecommendation {
  readonly recommendation: Recommendation;
  readonly meeting: Meeting;
  /** The actions it led to, with their statuses; null where the reader may not read the plan. */
  readonly actions: readonly StandingWithStatus[] | null;
}

/** A question as everybody who may read it is shown it: people by their post. */
export interface ShownQuestion extends QuestionOfMeeting {
  readonly asker: string;
  /** Null while it is not answered. */
  readonly answerer: string | null;
}

/** What the asker may read of a council's recommendations: whoever reads the plan all of them, everybody else those that minutes say. */
export async function recommendationsFor(
  slug: string,
  actor: Actor,
  today: CalendarDate,
  meetingId?: string,
): Promise<readonly ShownRecommendation[]> {
  const readsPlan = isAllowed(actor, 'read-plan', slug);
  const found = await listRecommendations(slug, {
    ...(readsPlan ? {} : { minutedBy: today }),
    ...(meetingId === undefined ? {} : { meetingId }),
  });
  const ids = [...new Set(found.flatMap(({ recommendation }) => recommendation.actions))];
  const standings = readsPlan ? withStatuses(await listStandings(slug, ids), today) : null;
  return found.map(({ recommendation, meeting }) => ({
    recommendation,
    meeting,
    actions: standings && standings.filter(({ action }) => recommendation.actions.includes(action.id)),
  }));
}

export async function withPosts(slug: string, found: readonly QuestionOfMeeting[]): Promise<readonly ShownQuestion[]> {
  const postOf = await postsOf(
    slug,
    found.flatMap(({ question }) => [question.askedBy, question.answer?.by]),
  );
  const answererOf = ({ answer }: Question) => answer && (answer.post ?? postOf(answer.by));
  return found.map((each) => ({ ...each, asker: postOf(each.question.askedBy), answerer: answererOf(each.question) }));
}

/** By its key in addresses. Throws `NotFound`. */
export async function meetingOf(slug: string, key: string): Promise<Meeting> {
  const meeting = isMeetingKey(key) ? await findMeeting(slug, key) : null;
  if (meeting === null) throw new NotFound(`No meeting ${key} of ${slug}`);
  return meeting;
}
