import { MEETING_VERSION, RECOMMENDATION_VERSION, recommendationOfVersion, type RecommendationMade } from '@/domain/scrutiny';
import type { Moment } from '@/domain/shared';
import { recordsAsAt } from '../history';

/** What a council's committees had recommended at a moment and what had become of it, the latest first. */
export async function listRecommendationsAsAt(slug: string, at: Moment): Promise<readonly RecommendationMade[]> {
  const [entries, meetings] = await Promise.all([recordsAsAt(slug, 'recommendation', at), recordsAsAt(slug, 'meeting', at)]);
  const keys = new Map(meetings.map(({ recordId, content }) => [recordId, MEETING_VERSION.parse(JSON.parse(content ?? 'null')).key]));
  return entries
    .map(({ recordId, version, content }) => {
      const recommendation = recommendationOfVersion(recordId, version, RECOMMENDATION_VERSION.parse(JSON.parse(content ?? 'null')));
      return { recommendation, meeting: keys.get(recommendation.meetingId) ?? '' };
    })
    .toSorted((left, right) =>
      left.meeting === right.meeting ? left.recommendation.number - right.recommendation.number : left.meeting < right.meeting ? 1 : -1,
    );
}
