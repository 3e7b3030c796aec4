import { z } from 'zod';

import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  draftFacts,
  draftFindingInWords,
  draftInWords,
  draftOf,
  EMPTY_DRAFT,
  fieldsOf,
  FINDING_KINDS,
  formOfNewFinding,
  formOfPart,
  frameworkOfDraft,
  INSPECTION_DRAFT,
  isDraftPart,
  mergeForms,
  partOfFinding,
  readPart,
  statedByDraft,
  whatIsMissing,
  type DraftChoices,
  type DraftDifference,
  type DraftFact,
  type DraftField,
  type DraftForm,
  type DraftPart,
  type Finding,
  type Gap,
  type InspectionDraft,
} from '@/domain/findings';
import { AREAS, frameworkWarning } from '@/domain/frameworks';
import { isGraded } from '@/domain/inspections';
import {
  accepted,
  calendarDate,
  NotFound,
  readReason,
  refused,
  type CalendarDate,
  type Moment,
  type Problem,
  type Result,
} from '@/domain/shared';
import { listFindings } from '@/database/findings';
import { findVersion } from '@/database/history';
import * as drafts from '@/database/inspection-drafts';
import { findStoredEvent, type StoredFinding } from '@/database/recorded-events';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { historyActor, nameActors } from '../history';
import { postsOf } from '../posts';

const GONE = 'Somebody has published this draft or thrown it away meanwhile';

/** Drafts of a council, the one last saved first. */
export interface DraftsView {
  readonly drafts: readonly {
    readonly id: string;
    readonly name: string;
    readonly corrects: boolean;
    readonly who: string;
    readonly at: Moment;
  }[];
  readonly mayRecord: boolean;
}

/** One draft with what it says and what it lacks. */
export interface DraftView {
  readonly authority: Authority;
  readonly id: string;
  readonly version: number;
  /** `Short inspection of September 2023` */
  readonly name: string;
  /** Id of the published event that it corrects or adds to. */
  readonly inspection: string | null;
  readonly isGraded: boolean;
  readonly facts: readonly DraftFact[];
  readonly findings: readonly {
    readonly part: DraftPart;
    readonly name: string;
    /** `Area for improvement, Help and protection` */
    readonly about: string;
    readonly paraphrase: string;
  }[];
  readonly gaps: readonly Gap[];
  /** What is odd about the framework and the first day on site. */
  readonly warning: string | null;
  /** The framework is the one that the first day on site proposes: nobody has chosen. */
  readonly isFrameworkProposed: boolean;
  readonly saved: { readonly who: string; readonly at: Moment };
  readonly mayRecord: boolean;
  readonly mayPublish: boolean;
}

/** A part of a draft as its form shows it. */
export interface DraftPartView {
  readonly authority: Authority;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  readonly part: DraftPart;
  readonly partName: string;
  /** A finding that is not in the draft yet. */
  readonly isNew: boolean;
  readonly fields: readonly DraftField[];
  readonly form: DraftForm;
}

/** Somebody else saved the same part first, and both have changed the same field: both texts, and who and when. */
export interface DraftConflict {
  readonly who: string;
  readonly at: Moment;
  readonly differences: readonly DraftDifference[];
}

export type DraftOutcome = { readonly outcome: 'saved' } | DraftRefusal;

export interface DraftRefusal {
  readonly outcome: 'refused';
  readonly problems: readonly Problem[];
  /** The version to send next. */
  readonly version: number;
  readonly fields: readonly DraftField[];
  readonly conflict: DraftConflict | null;
}

/** What somebody sends of a part. */
export interface DraftChange {
  readonly part: string;
  readonly form: DraftForm;
  /** The version that the form showed, or after a conflict the other person's. */
  readonly version: number;
  /** After a conflict: whose text to keep. Null before one. */
  readonly choices: DraftChoices | null;
}

/** The council's drafts. Throws `Forbidden`. */
export async function viewDrafts(actor: Actor, slug: string): Promise<DraftsView> {
  authorise(actor, 'read-drafts', slug);
  const saved = isSlug(slug) ? await drafts.listDrafts(slug) : [];
  const postOf = await postsOf(
    slug,
    saved.map(({ changedBy }) => changedBy),
  );
  return {
    drafts: saved.map(({ id, draft, inspection, changedBy, changedAt }) => {
      return { id, name: draftInWords(draft), corrects: inspection !== null, who: postOf(changedBy), at: changedAt };
    }),
    mayRecord: isAllowed(actor, 'record-inspections', slug),
  };
}

/** One draft. Throws `Forbidden`, and `NotFound` where there is none of that id. */
export async function viewDraft(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<DraftView> {
  authorise(actor, 'read-drafts', slug);
  const { authority, saved, repeatable } = await loadDraft(slug, id);
  const { draft, inspection, version, changedBy, changedAt } = saved;
  const [first] = draft.dates;
  const framework = frameworkOfDraft(draft);
  return {
    authority,
    id,
    version,
    name: draftInWords(draft),
    inspection,
    isGraded: draft.eventType !== null && isGraded({ eventType: draft.eventType }),
    facts: draftFacts(draft),
    findings: draft.findings.map(({ id, kind, area, paraphrase }) => ({
      part: partOfFinding(id),
      name: draftFindingInWords(draft, id),
      about: [kind === null ? [] : FINDING_KINDS[kind].name, area === null ? [] : AREAS[area].name].flat().join(', '),
      paraphrase,
    })),
    gaps: await gapsOf(slug, saved, repeatable, today),
    warning: framework !== null && draft.framework !== null && first ? frameworkWarning(framework, calendarDate(first.start)) : null,
    isFrameworkProposed: framework !== null && draft.framework === null,
    saved: { who: (await postsOf(slug, [changedBy]))(changedBy), at: changedAt },
    mayRecord: isAllowed(actor, 'record-inspections', slug),
    mayPublish: isAllowed(actor, 'publish', slug),
  };
}

/** The form of a part: `event`, `report`, `judgements`, `finding-` and an id, or `finding-new`. Throws `NotFound` for any other. */
export async function viewDraftPart(actor: Actor, slug: string, id: string, asked: string): Promise<DraftPartView> {
  authorise(actor, 'record-inspections', slug);
  const { authority, saved, repeatable } = await loadDraft(slug, id);
  const { draft, version } = saved;
  const part = asked === 'finding-new' ? partOfFinding(newId()) : asked;
  const form = isDraftPart(part) ? formOfPart(part, draft) : null;
  if (!isDraftPart(part) || (form === null && asked !== 'finding-new')) throw new NotFound(`No part ${asked} of draft ${id}`);
  return {
    authority,
    id,
    version,
    name: draftInWords(draft),
    part,
    partName: form === null ? 'Add a finding' : partInWords(part, draft),
    isNew: form === null,
    fields: fieldsFor(part, saved, repeatable),
    form: form ?? formOfNewFinding(draft),
  };
}

/** What the form asks with which a draft begins. */
export async function viewNewDraft(actor: Actor, slug: string): Promise<Pick<DraftPartView, 'authority' | 'fields' | 'form'>> {
  authorise(actor, 'record-inspections', slug);
  return {
    authority: await councilOf(slug),
    fields: fieldsOf('event', EMPTY_DRAFT, { repeatable: [], isPublished: false }),
    form: formOfPart('event', EMPTY_DRAFT) ?? {},
  };
}

/** Begins a draft with the kind of event and its days, as far as they are typed. Answers its id. */
export async function beginDraft(actor: Actor, slug: string, form: DraftForm, at: Moment): Promise<Result<string>> {
  authorise(actor, 'record-inspections', slug);
  await councilOf(slug);
  const read = readPart('event', EMPTY_DRAFT, form);
  if (!read.ok) return read;
  if (read.value.eventType === null) return refused({ field: 'eventType', message: 'Choose which kind of event it was' });
  const id = newId();
  await drafts.addDraft(slug, { id, inspection: null, draft: read.value }, { actor: historyActor(actor), reason: null, at });
  return accepted(id);
}

/** Begins to correct a published event or to add to it; where somebody has begun, theirs goes on. Answers the draft's id. Throws `NotFound`. */
export async function beginCorrection(actor: Actor, slug: string, inspection: string, at: Moment): Promise<string> {
  authorise(actor, 'record-inspections', slug);
  const stored = isSlug(slug) && isEventId(inspection) ? await findStoredEvent(slug, { id: inspection }) : null;
  if (stored === null) throw new NotFound(`No inspection ${inspection} of ${slug}`);
  const id = newId();
  const draft = draftOf(stored, stored.findings);
  if (await drafts.addDraft(slug, { id, inspection, draft }, { actor: historyActor(actor), reason: null, at })) return id;
  const open = await drafts.findCorrection(slug, inspection);
  if (open === null) throw new NotFound(GONE);
  return open.id;
}

/**
 * Saves a part as typed, gaps and all. What somebody else saved meanwhile stays; where both have changed the same field, both texts come back and the person
 * chooses.
 */
export async function saveDraftPart(actor: Actor, slug: string, id: string, change: DraftChange, at: Moment): Promise<DraftOutcome> {
  authorise(actor, 'record-inspections', slug);
  const { part, version, choices } = change;
  const { saved, repeatable } = await loadDraft(slug, id);
  if (!isDraftPart(part)) throw new NotFound(`No part ${part} of draft ${id}`);
  const refusal = (conflict: DraftConflict | null, ...problems: readonly Problem[]): DraftRefusal => {
    return { outcome: 'refused', problems, version: saved.version, fields: fieldsFor(part, saved, repeatable), conflict };
  };
  const startedFrom = await draftAt(saved, version);
  if (startedFrom === null) return refusal(null, { message: 'Open the draft afresh: this form belongs to no saved version of it' });
  const fields = fieldsFor(part, saved, repeatable);
  const base = formOfPart(part, startedFrom);
  const typed = { ...base, ...change.form };
  const chosen = choices === null || base === null ? null : mergeForms({ mine: typed, theirs: base, base: null }, fields, choices);
  if (chosen !== null && chosen.open.length > 0) {
    const differences = chosen.differences.map((each) => ({ ...each, proposed: choices?.[each.key] ?? null }));
    const problems = chosen.open.map(({ key, label }) => ({ field: `keep-${key}`, message: `Choose what to keep for “${label}”` }));
    return refusal(await conflictOf(saved, differences), ...problems);
  }
  const wanted = chosen?.merged ?? typed;
  const understood = readPart(part, startedFrom, wanted);
  if (!understood.ok) return { ...refusal(null, ...understood.problems), version };
  const theirs = formOfPart(part, saved.draft);
  if (theirs === null && base !== null) {
    const who = (await nameActors([saved.changedBy]))(saved.changedBy);
    return refusal(null, { message: `${who} has taken this finding out meanwhile. Save again to put it back as you have it` });
  }
  const together = theirs === null || version === saved.version ? null : mergeForms({ mine: wanted, theirs, base }, fields, {});
  if (together !== null && together.open.length > 0) return refusal(await conflictOf(saved, together.differences));
  const read = readPart(part, saved.draft, together?.merged ?? wanted);
  if (!read.ok) return refusal(null, ...read.problems);
  if (JSON.stringify(read.value) === JSON.stringify(saved.draft)) return { outcome: 'saved' };
  const note = { actor: historyActor(actor), reason: null, at };
  if (await drafts.saveDraft(slug, { id, version: saved.version, draft: read.value }, note)) return { outcome: 'saved' };
  // Somebody was quicker between our look and our save: look again.
  return saveDraftPart(actor, slug, id, change, at);
}

/** Takes a finding out of a draft. A published one that actions answer, a later finding repeats, or a member has asked about, has to stay. */
export async function removeDraftFinding(
  actor: Actor,
  slug: string,
  id: string,
  change: { readonly finding: string; readonly version: number },
  at: Moment,
): Promise<Result<null>> {
  authorise(actor, 'record-inspections', slug);
  const { saved } = await loadDraft(slug, id);
  const { draft, inspection, version } = saved;
  const published = inspection === null ? null : await findStoredEvent(slug, { id: inspection });
  const needed = published?.findings.find((finding) => finding.id === change.finding);
  const why = needed && whyItStays(needed);
  if (why) return refused({ message: why });
  if (change.version !== version)
    return refused({ message: 'Somebody has saved the draft meanwhile: look at it again, then take the finding out' });
  const findings = draft.findings.filter((finding) => finding.id !== change.finding);
  if (findings.length === draft.findings.length) throw new NotFound(`No finding ${change.finding} in draft ${id}`);
  const note = { actor: historyActor(actor), reason: null, at };
  const done = await drafts.saveDraft(slug, { id, version, draft: { ...draft, findings } }, note);
  return done
    ? accepted(null)
    : refused({ message: 'Somebody has saved the draft meanwhile: look at it again, then take the finding out' });
}

/** Throws a draft away. What it said stays in the history, for those who may read drafts. */
export async function throwAwayDraft(
  actor: Actor,
  slug: string,
  id: string,
  change: { readonly reason: string; readonly version: number },
  at: Moment,
): Promise<Result<null>> {
  authorise(actor, 'record-inspections', slug);
  const { saved } = await loadDraft(slug, id);
  const reason = readReason(change.reason, 'Say in a few words why the draft is not needed');
  if (!reason.ok) return reason;
  const isAsSeen = change.version === saved.version;
  const note = { actor: historyActor(actor), reason: reason.value, at };
  if (isAsSeen && (await drafts.removeDraft(slug, { id, version: saved.version }, note))) return accepted(null);
  return refused({ message: 'Somebody has saved the draft meanwhile: look at it again before you throw it away' });
}

/** Why a published finding cannot be dropped, in a sentence; null where it can. */
export function whyItStays({
  title,
  actions,
  repeatedBy,
  questions,
}: Pick<StoredFinding, 'title' | 'actions' | 'repeatedBy' | 'questions'>): string | null {
  if (actions > 0) return `“${title}” is answered by actions of the plan, so it has to stay. Let them answer something else first`;
  if (repeatedBy > 0) return `“${title}” is repeated by a later finding, so it has to stay. Change that one first`;
  return questions > 0 ? `“${title}” was asked about before a meeting, so it has to stay. Correct what it says instead` : null;
}

/** What keeps a draft from being published. No operation: those that use it authorise. */
export async function gapsOf(
  slug: string,
  { draft, inspection }: Pick<drafts.SavedDraft, 'draft' | 'inspection'>,
  earlier: readonly Finding[],
  today: CalendarDate,
): Promise<readonly Gap[]> {
  const isKnown = inspection !== null || (await isStored(slug, draft));
  return whatIsMissing(draft, { earlier, today, isKnown });
}

/** A draft with its council and the published findings that one of its own may repeat. Throws `NotFound`. No operation: those that use it authorise. */
export async function loadDraft(
  slug: string,
  id: string,
): Promise<{ readonly authority: Authority; readonly saved: drafts.SavedDraft; readonly repeatable: readonly Finding[] }> {
  const authority = await councilOf(slug);
  const [saved, findings] = await Promise.all([z.uuid().safeParse(id).success ? drafts.findDraft(slug, id) : null, listFindings(slug)]);
  if (saved === null) throw new NotFound(`No draft ${id} of ${slug}`);
  return { authority, saved, repeatable: findings };
}

async function isStored(slug: string, draft: InspectionDraft): Promise<boolean> {
  if (draft.eventType === null || draft.dates.length === 0) return false;
  return (await findStoredEvent(slug, { statement: statedByDraft(draft, slug, null) })) !== null;
}

function fieldsFor(part: DraftPart, { draft, inspection }: drafts.SavedDraft, repeatable: readonly Finding[]): readonly DraftField[] {
  return fieldsOf(part, draft, { repeatable, isPublished: inspection !== null });
}

function partInWords(part: DraftPart, draft: InspectionDraft): string {
  if (part === 'event') return 'Event and days on site';
  if (part === 'report') return 'Report or letter';
  return part === 'judgements' ? 'Judgements' : draftFindingInWords(draft, part.replace(/^finding-/, ''));
}

/** The draft as it was at a version; null where there is no such version. */
async function draftAt({ id, draft, version: newest }: drafts.SavedDraft, version: number): Promise<InspectionDraft | null> {
  if (version === newest) return draft;
  if (!Number.isSafeInteger(version) || version < 1 || version > newest) return null;
  const entry = await findVersion('inspection-draft', id, version);
  const read = INSPECTION_DRAFT.safeParse(JSON.parse(entry?.content ?? 'null'));
  return read.success ? read.data : null;
}

async function conflictOf({ changedBy, changedAt }: drafts.SavedDraft, differences: readonly DraftDifference[]): Promise<DraftConflict> {
  return { who: (await nameActors([changedBy]))(changedBy), at: changedAt, differences };
}

function isEventId(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}-[a-z-]{1,40}$/.test(text);
}
