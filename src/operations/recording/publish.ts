import type { Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { reconcileInspection } from '@/domain/exchange';
import {
  draftInWords,
  findingFacts,
  findingsOfDraft,
  findingVersion,
  INSPECTION_DRAFT,
  statedByDraft,
  type Finding,
  type Gap,
  type InspectionDraft,
} from '@/domain/findings';
import { changesInSentences } from '@/domain/history';
import {
  datesInWords,
  eventInWords,
  findingInWords,
  firstDayOnSite,
  inspectionFacts,
  inspectionId,
  inspectionVersion,
  type Inspection,
  type StatedInspection,
} from '@/domain/inspections';
import { accepted, readReason, refused, type CalendarDate, type Moment, type Problem, type Result } from '@/domain/shared';
import { listFindings } from '@/database/findings';
import { findCorrection, type SavedDraft } from '@/database/inspection-drafts';
import { findStoredEvent, publishEvent, stateOf, type CouncilSource, type Publication, type StoredEvent } from '@/database/recorded-events';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { historyActor } from '../history';
import { gapsOf, loadDraft, whyItStays } from './drafts';

/** What publishing a draft would do, before it is done. */
export interface PublicationView {
  readonly authority: Authority;
  readonly id: string;
  readonly version: number;
  readonly name: string;
  /** Id of the published event that it corrects or adds to. */
  readonly inspection: string | null;
  /** What still keeps it from being published. */
  readonly gaps: readonly Gap[];
  readonly problems: readonly Problem[];
  /** What is different from what everybody reads now, a sentence each. For a new event, what it says in short. */
  readonly sentences: readonly string[];
  /** Another source has brought the same event in: its facts stay. */
  readonly isKnownElsewhere: boolean;
  /** Something published is changed. */
  readonly needsReason: boolean;
  /** Goes with the form: what it was decided on. */
  readonly seen: string;
}

/** What would be published, and what is in the way. Throws `Forbidden` and `NotFound`. */
export async function viewPublication(actor: Actor, slug: string, id: string, today: CalendarDate): Promise<PublicationView> {
  authorise(actor, 'publish', slug);
  const { authority, saved, repeatable } = await loadDraft(slug, id);
  return publicationOf(authority, saved, repeatable, today);
}

async function publicationOf(
  authority: Authority,
  saved: SavedDraft,
  repeatable: readonly Finding[],
  today: CalendarDate,
): Promise<PublicationView> {
  const { id } = saved;
  const gaps = await gapsOf(authority.slug, saved, repeatable, today);
  const about = { authority, id, version: saved.version, name: draftInWords(saved.draft), inspection: saved.inspection, gaps };
  if (gaps.length > 0) return { ...about, problems: [], sentences: [], isKnownElsewhere: false, needsReason: false, seen: '' };
  const decision = await decide(authority, saved, today);
  const { problems, sentences, isKnownElsewhere, needsReason, seen } = decision;
  return { ...about, problems, sentences, isKnownElsewhere, needsReason, seen };
}

/**
 * Publishes a draft: from then on everybody reads the event and its findings. A reason is asked for where something published is changed. Refused where the draft
 * or the event is no longer what the page showed; `now` is then what it would show. Answers the event's id. Throws `Forbidden` and `NotFound`.
 */
export async function publishDraft(
  actor: Actor,
  slug: string,
  id: string,
  change: { readonly reason: string; readonly version: number; readonly seen: string },
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<PublishOutcome> {
  authorise(actor, 'publish', slug);
  const { authority, saved, repeatable } = await loadDraft(slug, id);
  const now = await publicationOf(authority, saved, repeatable, today);
  const inTheWay = [...now.gaps.map(({ message }) => ({ message })), ...now.problems];
  if (inTheWay.length > 0) return { ...refused(...inTheWay), now };
  if (change.version !== now.version || change.seen !== now.seen) {
    return {
      ...refused({ message: 'Something has changed since this page was opened. Read again what would be published, then publish it' }),
      now,
    };
  }
  const reason = now.needsReason ? readReason(change.reason, 'Say in a few words why what is published is changed') : accepted(null);
  if (!reason.ok) return { ...reason, now };
  const { publication } = await decide(authority, saved, today);
  const asSeen = { ...publication, expects: { ...publication.expects, state: change.seen } };
  const published = await publishEvent(slug, asSeen, { actor: historyActor(actor), reason: reason.value, at });
  if (published !== null) return { ok: true, value: published };
  return {
    ...refused({ message: 'Somebody was quicker and has changed the event. Read again what would be published, then publish it' }),
    now,
  };
}

/**
 * Publishes an event with its findings in one go, as `publishDraft` does with a draft; the ids of the findings are the caller's. An event that is known from
 * another source keeps that source's facts and gets the findings. Answers the event's id.
 */
export async function recordInspection(
  actor: Actor,
  slug: string,
  document: InspectionDraft,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<Result<string>> {
  authorise(actor, 'publish', slug);
  const [authority, findings] = await Promise.all([councilOf(slug), listFindings(slug)]);
  const draft = INSPECTION_DRAFT.parse(document);
  const gaps = await gapsOf(slug, { draft, inspection: null }, findings, today);
  if (gaps.length > 0) return refused(...gaps.map(({ message }) => ({ message })));
  const { problems, publication } = await decide(authority, { id: null, version: 0, inspection: null, draft }, today);
  if (problems.length > 0) return refused(...problems);
  const published = await publishEvent(slug, publication, { actor: historyActor(actor), reason: null, at });
  return published === null ? refused({ message: 'Somebody has recorded the same event meanwhile' }) : accepted(published);
}

/** What becomes of a complete draft, given what is stored now. */
async function decide(authority: Authority, saved: DecidedDraft, today: CalendarDate): Promise<Decision> {
  const { draft, inspection } = saved;
  const { slug } = authority;
  const event = inspection === null ? { statement: statedByDraft(draft, slug, null) } : { id: inspection };
  const stored = await findStoredEvent(slug, event);
  const stated = statedByDraft(draft, slug, stored);
  const source = sourceOf(authority, stated, today);
  const facts =
    inspection === null || stored === null ? factsBeside(stored, stated) : factsInPlaceOf(stored, stated, stored.sourceKey === source.key);
  const statedId = inspectionId(firstDayOnSite(facts.inspection), facts.inspection.eventType);
  const findings = findingsBeside(stored, findingsOfDraft(draft, slug, stored?.id ?? statedId));
  const publication: Publication = {
    expects: { event, state: stateOf(stored), draft: saved.id === null ? null : { id: saved.id, version: saved.version } },
    ...facts,
    source,
    findings: { save: findings.save, remove: findings.remove },
  };
  const problems = [
    ...(inspection === null && stored !== null ? await problemsOfSecond(slug, stored, source) : []),
    ...(inspection !== null && statedId !== inspection
      ? [{ message: 'The kind of event and its first day make up the address of the event, so they have to stay' }]
      : []),
    ...(inspection !== null && stored === null ? [{ message: 'The event is no longer recorded' }] : []),
    ...findings.remove.flatMap((finding) => {
      const message = whyItStays(finding);
      return message === null ? [] : [{ message }];
    }),
  ];
  const isNothing = stored !== null && facts.changes === null && facts.disagreements.length === 0 && findings.sentences.length === 0;
  return {
    publication,
    problems:
      isNothing && problems.length === 0 ? [{ message: 'Nothing is different from what is published. Change something first' }] : problems,
    sentences: [...(stored === null ? inShort(stated) : changesOf(stored, facts, source)), ...findings.sentences],
    isKnownElsewhere: inspection === null && stored !== null,
    needsReason: inspection !== null && (facts.changes !== null || findings.changesPublished),
    seen: stateOf(stored),
  };
}

/** A new event, or one that another source has brought in: gaps are filled, and what the draft says differently stands beside. */
function factsBeside(stored: StoredEvent | null, stated: StatedInspection): Facts {
  if (stored === null) return { inspection: stated, changes: null, becomesOurs: false, disagreements: [] };
  const reconciled = reconcileInspection(stored, stated, false);
  const disagreements = 'disagreements' in reconciled ? reconciled.disagreements.map((each) => ({ ...each, whose: 'ours' as const })) : [];
  return reconciled.outcome === 'changed'
    ? { inspection: reconciled.inspection, changes: reconciled.changes, becomesOurs: false, disagreements }
    : { inspection: stored, changes: null, becomesOurs: false, disagreements };
}

/**
 * A correction takes the place of what is stored. Where it contradicts another source, the council answers for the event from then on, and what that source says
 * stands beside.
 */
function factsInPlaceOf(stored: StoredEvent, stated: StatedInspection, isOurs: boolean): Facts {
  const isSame = JSON.stringify(inspectionVersion(stored, [])) === JSON.stringify(inspectionVersion({ ...stored, ...stated }, []));
  if (isSame) return { inspection: stored, changes: null, becomesOurs: false, disagreements: [] };
  const corrected = reconcileInspection(stored, stated, true);
  const contradicted = isOurs ? [] : contradictionsIn(stored, stated);
  return {
    inspection: stated,
    changes: corrected.outcome === 'changed' ? corrected.changes : [],
    becomesOurs: contradicted.length > 0,
    disagreements: contradicted.map(({ field, stored: theirs, stated: ours }) => ({
      field,
      stored: ours,
      stated: theirs,
      whose: 'theirs' as const,
    })),
  };
}

function contradictionsIn(stored: StoredEvent, stated: StatedInspection) {
  const reconciled = reconcileInspection(stored, stated, false);
  return 'disagreements' in reconciled ? reconciled.disagreements : [];
}

function findingsBeside(stored: StoredEvent | null, wanted: readonly Finding[]) {
  const known = new Map((stored?.findings ?? []).map((finding) => [finding.id, finding]));
  const save = wanted.flatMap((finding) => {
    const before = known.get(finding.id);
    if (before === undefined) return [{ finding, version: 0, sentences: [`The finding “${finding.title}” is added`] }];
    const changes = changesInSentences('', findingFacts(findingVersion(before)), findingFacts(findingVersion(finding)));
    const isSame = JSON.stringify(findingVersion(before)) === JSON.stringify(findingVersion(finding));
    return isSame ? [] : [{ finding, version: before.version, sentences: changes.map((change) => `“${before.title}”: ${change}`) }];
  });
  const kept = new Set(wanted.map(({ id }) => id));
  const remove = [...known.values()].filter(({ id }) => !kept.has(id));
  return {
    save,
    remove,
    sentences: [...save.flatMap(({ sentences }) => sentences), ...remove.map(({ title }) => `The finding “${title}” is removed`)],
    changesPublished: remove.length > 0 || save.some(({ version }) => version > 0),
  };
}

/** The same event a second time: only where it came from elsewhere, without findings and with nobody correcting it, can it be joined. */
async function problemsOfSecond(slug: string, stored: StoredEvent, source: CouncilSource): Promise<readonly Problem[]> {
  const isFree = stored.sourceKey !== source.key && stored.findings.length === 0 && (await findCorrection(slug, stored.id)) === null;
  return isFree
    ? []
    : [{ message: `The ${eventInWords(stored).toLowerCase()} of ${datesInWords(stored)} is recorded already. Correct it on its own page` }];
}

function changesOf(
  stored: StoredEvent,
  { inspection, changes, becomesOurs, disagreements }: Facts,
  source: CouncilSource,
): readonly string[] {
  const after = { ...stored, ...inspection, source: becomesOurs ? { ...stored.source, name: source.name } : stored.source };
  return [
    ...(changes === null ? [] : changesInSentences('', factsOf(stored), factsOf(after))),
    ...disagreements
      .filter(({ whose }) => whose === 'ours')
      .map(({ field }) => `${fieldInWords(field)}: the other source’s word stays, and yours stands beside it`),
  ];
}

function factsOf(inspection: Inspection) {
  return inspectionFacts(inspectionVersion(inspection, []));
}

/** `judgement:help-and-protection` → `Judgement on help and protection` */
function fieldInWords(field: string): string {
  return DISAGREED[field] ?? `Judgement on ${field.replace(/^judgement:/, '').replaceAll('-', ' ')}`;
}

const DISAGREED: Readonly<Record<string, string>> = {
  framework: 'Framework',
  eventType: 'Kind of inspection',
  dates: 'Days on site',
  publishedOn: 'Day of publication',
  themes: 'What the visit looked at',
  reportUrl: 'Address of the report',
};

function inShort(stated: StatedInspection): readonly string[] {
  const found = findingInWords(stated);
  return [`${eventInWords(stated)}, ${datesInWords(stated)}`, ...(found === null ? [] : [found])];
}

function sourceOf({ slug, name, displayName }: Authority, stated: StatedInspection, today: CalendarDate): CouncilSource {
  return {
    key: `${slug}-${inspectionId(firstDayOnSite(stated), stated.eventType)}-recorded`,
    name: 'Recorded by the council',
    publisher: displayName ?? name,
    url: stated.reportUrl,
    publishedOn: stated.publishedOn,
    retrievedOn: today,
  };
}

export type PublishOutcome =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly problems: readonly Problem[]; readonly now: PublicationView };

interface DecidedDraft {
  /** Null for an event that was never a draft. */
  readonly id: string | null;
  readonly version: number;
  readonly inspection: string | null;
  readonly draft: InspectionDraft;
}

interface Decision {
  readonly publication: Publication;
  readonly problems: readonly Problem[];
  readonly sentences: readonly string[];
  readonly isKnownElsewhere: boolean;
  readonly needsReason: boolean;
  readonly seen: string;
}

type Facts = Pick<Publication, 'inspection' | 'changes' | 'becomesOurs' | 'disagreements'>;
