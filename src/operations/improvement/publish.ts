import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import { canonicalJson } from '@/domain/history';
import { changesSincePublication, publishedPlan, type Publication, type PublishedChange, type PublishedPlan } from '@/domain/improvement';
import { accepted, Forbidden, NotFound, optionalLine, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import { findPublication, findPublicationBefore, listPublications, savePublication } from '@/database/improvement';
import { findSettings } from '@/database/settings';
import { hashOf, newId } from '@/platform/tokens';
import { authorise } from '../access';
import { historyActor } from '../history';
import { loadPlan } from './load';

const NOTE = optionalLine(500, 'Shorten the note to 500 characters');

/** What publishing now would show the public. */
export interface PublicationPreview {
  readonly authority: Authority;
  readonly planId: string;
  readonly plan: PublishedPlan;
  readonly number: number;
  /** Goes with the form, and comes back with it: what somebody has looked at is what is published. */
  readonly confirms: string;
  /** Null for a first publication. */
  readonly changes: readonly PublishedChange[] | null;
  /** Whether the council has switched the published plan on for everybody. */
  readonly isPublic: boolean;
}

/** The last version of the plan that a manager published, or an earlier one of the same plan. */
export interface PublishedView {
  readonly authority: Authority;
  readonly publication: Publication;
  /** Against the publication before; null for a first one. */
  readonly changes: readonly PublishedChange[] | null;
  /** All of them, the newest first. */
  readonly others: readonly Pick<Publication, 'number' | 'on' | 'note'>[];
}

/** Throws `Forbidden`, and `NotFound` for an unknown council, or one without a plan. */
export async function previewPublication(
  actor: Actor,
  slug: string,
  planId: string | null,
  today: CalendarDate,
): Promise<PublicationPreview> {
  authorise(actor, 'publish', slug);
  const { authority, state } = await loadPlan(actor, slug, planId);
  if (state === null) throw new NotFound(`No plan of ${slug}`);
  const plan = publishedPlan(state, today);
  const [last, settings] = await Promise.all([findPublication(slug, { planId: state.plan.id }), findSettings(slug)]);
  return {
    authority,
    planId: state.plan.id,
    plan,
    number: (last?.number ?? 0) + 1,
    confirms: hashOf(canonicalJson(plan)),
    changes: last && changesSincePublication(last.plan, plan),
    isPublic: settings?.settings.publicSeesPlan === true,
  };
}

/**
 * Publishes the plan as it stands, for good: later changes show only with the next publication. Refused where the plan is no longer as its preview showed
 * it, or somebody has published since.
 * Throws `Forbidden`, and `NotFound` for an unknown council or plan.
 */
export async function publishPlan(
  actor: Actor,
  slug: string,
  input: { readonly planId: string; readonly number: string; readonly confirms: string; readonly note: string },
  when: { readonly at: Moment; readonly today: CalendarDate },
): Promise<Result<{ readonly number: number }>> {
  const preview = await previewPublication(actor, slug, input.planId, when.today);
  const note = NOTE.safeParse(input.note);
  if (!note.success) return refused(...note.error.issues.map(({ message }) => ({ field: 'note', message })));
  const overtaken = refused({
    message: 'Somebody has published the plan meanwhile. Look at what is different now, and publish again if it is needed',
  });
  const { planId, number, plan, confirms } = preview;
  if (input.number !== String(number)) return overtaken;
  if (input.confirms !== confirms) {
    return refused({ message: 'The plan has changed since you opened this page. Open it again, read what is different, then publish it' });
  }
  const saved = await savePublication(
    slug,
    { id: newId(), planId, number, plan, note: note.data },
    { actor: historyActor(actor), at: when.at },
  );
  return saved ? accepted({ number }) : overtaken;
}

/** What everybody may read of the plan: the last version that was published, where the council has switched it on; null else. */
export async function findPublicPlan(actor: Actor, slug: string): Promise<Publication | null> {
  authorise(actor, 'read-published');
  if (!isSlug(slug)) return null;
  const settings = await findSettings(slug);
  return settings?.settings.publicSeesPlan === true ? findPublication(slug, {}) : null;
}

/** Whether somebody who may not read the plan itself is led to what was published of it. */
export async function isLedToPublishedPlan(actor: Actor, slug: string): Promise<boolean> {
  authorise(actor, 'read-published');
  return !isAllowed(actor, 'read-plan', slug) && (await findPublicPlan(actor, slug)) !== null;
}

/**
 * What was published last, or under that number. Open to whoever reads the plan, and to everybody where the council has switched it on: throws `Forbidden` else,
 * and `NotFound` where nothing was published.
 */
export async function viewPublishedPlan(actor: Actor, slug: string, number: number | null): Promise<PublishedView> {
  authorise(actor, 'read-published');
  const [authority, settings] = isSlug(slug) ? await Promise.all([findAuthority(slug), findSettings(slug)]) : [null, null];
  if (!authority) throw new NotFound(`No council ${slug}`);
  if (settings?.settings.publicSeesPlan !== true && !isAllowed(actor, 'read-plan', slug)) {
    throw new Forbidden('The council does not show its plan to everybody');
  }
  const last = await findPublication(slug, {});
  const publication = last === null || number === null ? last : await findPublication(slug, { planId: last.planId, number });
  if (publication === null) throw new NotFound(`No published plan of ${slug}`);
  const [before, others] = await Promise.all([
    findPublicationBefore(publication.planId, publication.number),
    listPublications(publication.planId),
  ]);
  return { authority, publication, changes: before && changesSincePublication(before.plan, publication.plan), others };
}
