import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import type { Meeting } from '@/domain/scrutiny';
import type { CalendarDate } from '@/domain/shared';
import { findNextMeeting, listQuestions } from '@/database/scrutiny';
import { authorise, authorisePerson } from '../access';
import { councilOf } from '../authorities';
import { recommendationsFor, withPosts, type ShownQuestion, type ShownRecommendation } from './shown';

/** What somebody who scrutinises needs on one evening. */
export interface OwnScrutinyView {
  readonly authority: Authority;
  readonly next: Meeting | null;
  /** What the person asked, latest first. */
  readonly questions: readonly ShownQuestion[];
  readonly recommendations: readonly ShownRecommendation[];
}

/** The next meeting, what the person asking has asked, and what became of what was recommended. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewOwnScrutiny(actor: Actor, slug: string, today: CalendarDate): Promise<OwnScrutinyView> {
  authorise(actor, 'read-plan', slug);
  const { id } = authorisePerson(actor);
  const authority = await councilOf(slug);
  const [next, questions, recommendations] = await Promise.all([
    findNextMeeting(slug, today),
    listQuestions(slug, { askedBy: id }),
    recommendationsFor(slug, actor, today),
  ]);
  return { authority, next, questions: (await withPosts(slug, questions)).toReversed(), recommendations };
}
