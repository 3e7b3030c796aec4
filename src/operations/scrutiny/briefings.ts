import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  buildBriefing,
  DRAFT_FIELDS,
  DRAFT_VERSION,
  draftFieldInWords,
  draftForm,
  draftOfVersion,
  linesOfEnquiry,
  offeredLines,
  readDraft,
  readSentLines,
  UNTOUCHED_DRAFT,
  type BriefingContent,
  type BriefingDraft,
  type DraftField,
  type DraftForm,
  type Meeting,
  type OfferedLine,
  type Question,
  type SentLine,
} from '@/domain/scrutiny';
import { accepted, Forbidden, NotFound, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { canonicalJson } from '@/domain/history';
import { findAuthority } from '@/database/authorities';
import {
  findBriefing,
  findDraft,
  listBriefings,
  listNewestBriefings,
  noteReading,
  publishBriefing as savePublished,
  saveDraft,
  type BriefingHead,
  type NewestBriefing,
  type StoredBriefing,
  type StoredDraft,
} from '@/database/scrutiny';
import { findSettings } from '@/database/settings';
import { printingBrowser } from '@/platform/pdf';
import { hashOf, newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from '../conflict';
import { historyActor } from '../history';
import { gatherFacts } from './briefing-facts';
import { meetingOf } from './shown';

/** A published briefing with the others of its meeting. */
export interface BriefingView {
  readonly authority: Authority;
  readonly meeting: Meeting;
  readonly briefing: StoredBriefing;
  /** All of the meeting, the newest first. */
  readonly others: readonly BriefingHead[];
  readonly mayKeep: boolean;
  readonly mayReadPlan: boolean;
  /** Whether it can be had as a PDF. */
  readonly offersPdf: boolean;
}

/** What an officer needs to make a briefing: what it would say now, the lines to choose from, and what was published. */
export interface BriefingOpened {
  readonly authority: Authority;
  readonly meeting: Meeting;
  readonly lastMeeting: Meeting | null;
  readonly draft: StoredDraft;
  /** As it would be published now. */
  readonly content: BriefingContent;
  readonly offered: readonly OfferedLine[];
  /** Of the headline that follows from the facts. */
  readonly proposedHeadline: string;
  readonly questions: readonly Question[];
  readonly published: readonly BriefingHead[];
  /** Goes with the form that publishes, and comes back with it: what somebody has looked at is what is published. */
  readonly confirms: string;
  readonly isPublic: boolean;
}

export interface DraftChange extends Omit<FormChange<DraftField>, 'form'> {
  readonly form: Omit<DraftForm, 'lines'> & { readonly lines: string | readonly SentLine[] };
}

export type DraftOutcome = { readonly saved: true } | { readonly saved: false; readonly again: FormAgain<DraftField> };

/**
 * The briefing of a meeting as it was published last, or under that number. Open to whoever reads the plan, and to everybody where the council has switched it on. Throws
 * `Forbidden` else, and `NotFound` where nothing was published. Drafts it never shows.
 */
export async function viewBriefing(actor: Actor, slug: string, key: string, number: number | null): Promise<BriefingView> {
  authorise(actor, 'read-published');
  const [authority, settings] = isSlug(slug) ? await Promise.all([findAuthority(slug), findSettings(slug)]) : [null, null];
  if (authority === null) throw new NotFound(`No council ${slug}`);
  const mayReadPlan = isAllowed(actor, 'read-plan', slug);
  if (!mayReadPlan && settings?.settings.publicSeesBriefings !== true) {
    throw new Forbidden('The council does not show its briefings to everybody');
  }
  const meeting = await meetingOf(slug, key);
  const isNumber = number === null || (Number.isSafeInteger(number) && number > 0 && number < 10_000);
  const briefing = isNumber ? await findBriefing(meeting.id, number) : null;
  if (briefing === null) throw new NotFound(`No briefing for ${key} of ${slug}`);
  const others = await listBriefings(meeting.id);
  const offersPdf = (await printingBrowser()) !== undefined;
  return { authority, meeting, briefing, others, mayKeep: isAllowed(actor, 'keep-scrutiny', slug), mayReadPlan, offersPdf };
}

/** The same for somebody who opens it to read: from then on it is read. */
export async function readBriefing(actor: Actor, slug: string, key: string, number: number | null, at: Moment): Promise<BriefingView> {
  const view = await viewBriefing(actor, slug, key, number);
  if (actor.kind === 'person' && view.mayReadPlan) await noteReading(view.briefing.id, actor.id, at);
  return view;
}

/** The newest briefing of each of a council's meetings that the asker may read, and whether it is still unread; none for whoever may read none. */
export async function listBriefingsOf(actor: Actor, slug: string, meetingIds: readonly string[]): Promise<readonly NewestBriefing[]> {
  authorise(actor, 'read-published');
  const mayReadPlan = isAllowed(actor, 'read-plan', slug);
  if (!isSlug(slug) || !(mayReadPlan || (await findSettings(slug))?.settings.publicSeesBriefings === true)) return [];
  return listNewestBriefings(slug, meetingIds, mayReadPlan && actor.kind === 'person' ? actor.id : null);
}

/** What a meeting's next briefing would say. Throws `Forbidden`, and `NotFound` for an unknown council or meeting. */
export async function openBriefing(
  actor: Actor,
  slug: string,
  key: string,
  when: { readonly at: Moment; readonly today: CalendarDate },
): Promise<BriefingOpened> {
  authorise(actor, 'keep-scrutiny', slug);
  const authority = await councilOf(slug);
  const meeting = await meetingOf(slug, key);
  const draft = await findDraft(meeting.id);
  const [{ facts, questions, lastMeeting, settings }, published] = await Promise.all([
    gatherFacts(authority, meeting, draft, when),
    listBriefings(meeting.id),
  ]);
  const content = buildBriefing(facts, draft);
  return {
    ...{ authority, meeting, lastMeeting, draft, content, questions, published },
    offered: offeredLines(draft, linesOfEnquiry(facts)),
    proposedHeadline: buildBriefing(facts, { ...draft, headline: null }).headline,
    confirms: confirmation(content, draft.version),
    isPublic: settings.publicSeesBriefings,
  };
}

/**
 * Saves what an officer has settled, unless the form is older than what is saved: then both texts come back. Throws `Forbidden`, and `NotFound` for an unknown council or
 * meeting.
 */
export async function saveBriefingDraft(
  actor: Actor,
  slug: string,
  key: string,
  change: DraftChange,
  when: { readonly at: Moment; readonly today: CalendarDate },
): Promise<DraftOutcome> {
  authorise(actor, 'keep-scrutiny', slug);
  const authority = await councilOf(slug);
  const meeting = await meetingOf(slug, key);
  const { form } = change;
  let lines = typeof form.lines === 'string' ? form.lines : '';
  if (typeof form.lines !== 'string') {
    const { facts } = await gatherFacts(authority, meeting, await findDraft(meeting.id), when);
    const read = readSentLines(slug, form.lines, linesOfEnquiry(facts));
    if (!read.ok) {
      const again = { problems: read.problems, form: { ...form, lines: '' }, version: change.version, conflict: null };
      return { saved: false, again };
    }
    lines = draftForm({ ...UNTOUCHED_DRAFT, lines: read.value }).lines;
  }
  const settle = async () => {
    const saved = await findDraft(meeting.id);
    return { saved, settled: await settleForm({ ...change, form: { ...form, lines } }, recordOf(slug, meeting, saved, when.today), []) };
  };
  let { saved, settled } = await settle();
  if (settled.outcome === 'save') {
    const note = { actor: historyActor(actor), reason: null, at: when.at };
    if (await saveDraft(slug, meeting.id, { ...settled.value, version: saved.version }, note)) return { saved: true };
    // Somebody was quicker between our look and our save.
    ({ saved, settled } = await settle());
  }
  return settled.outcome === 'again' ? { saved: false, again: settled.again } : { saved: true };
}

/**
 * Publishes a meeting's briefing for good: its content is frozen, and a later one says that it replaces it. Refused where what it says is no longer what was looked at, or
 * somebody has published since. Throws `Forbidden`, and `NotFound` for an unknown council or meeting.
 */
export async function publishBriefing(
  actor: Actor,
  slug: string,
  key: string,
  input: { readonly number: string; readonly confirms: string },
  when: { readonly at: Moment; readonly today: CalendarDate },
): Promise<Result<{ readonly number: number; readonly hash: string }>> {
  const { meeting, draft, content, confirms } = await openBriefing(actor, slug, key, when);
  const overtaken = refused({
    message: 'Somebody has published this briefing meanwhile. Look at what they published, and publish again if it is needed',
  });
  if (meeting.cancelledReason !== null) return refused({ message: 'Correct the meeting first: it does not take place' });
  if (input.number !== String(content.number)) return overtaken;
  if (input.confirms !== confirms) {
    return refused({ message: 'The facts or the draft have changed since you opened this page. Read the briefing again, then publish it' });
  }
  const by = { actor: historyActor(actor), reason: null, at: when.at };
  const hash = await savePublished(slug, { id: newId(), meetingId: meeting.id, draft: draft.version, content }, by);
  return hash === null ? overtaken : accepted({ number: content.number, hash });
}

function recordOf(slug: string, meeting: Meeting, saved: StoredDraft, today: CalendarDate): FormRecord<DraftField, BriefingDraft> {
  return {
    type: 'briefing-draft',
    id: meeting.id,
    saved: { form: draftForm(saved), version: saved.version },
    formAt: (content) => draftForm(content === null ? UNTOUCHED_DRAFT : draftOfVersion(DRAFT_VERSION.parse(JSON.parse(content)))),
    read: (form) => readDraft(slug, form, today),
    formOf: draftForm,
    fields: DRAFT_FIELDS,
    inWords: draftFieldInWords,
  };
}

/** The moment itself is left out: it passes while somebody reads. */
function confirmation(content: BriefingContent, draft: number): string {
  return hashOf(`${draft} ${canonicalJson({ ...content, asAt: content.asAt.day.on })}`);
}
