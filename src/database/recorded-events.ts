import { matchingInspection, type FieldDisagreement, type InspectionStatement } from '@/domain/exchange';
import { findingVersion, type Finding } from '@/domain/findings';
import type { NewHistoryEntry } from '@/domain/history';
import { firstDayOnSite, type Inspection, type StatedInspection } from '@/domain/inspections';
import type { CalendarDate } from '@/domain/shared';
import { database, type Prisma, type Queries } from './client';
import { findingFromRow, WHOLE_FINDING } from './findings';
import { appendHistories } from './history';
import { waitForImports } from './imports';
import { removeDraftWithin, type DraftNote } from './inspection-drafts';
import { addInspections, changeSides, saveInspection } from './inspection-rows';
import { inspectionFromRow, WHOLE_INSPECTION } from './inspections';
import { appendInspectionsBy } from './national-history';
import { toDateColumn } from './rows';

/** An import may be under way, which takes seconds. */
const PATIENCE = { maxWait: 15_000, timeout: 120_000 };

const WITH_FINDINGS = {
  ...WHOLE_INSPECTION,
  source: true,
  findings: {
    include: {
      ...WHOLE_FINDING,
      actions: { select: { actionId: true } },
      repeatedBy: { select: { id: true } },
      questions: { select: { id: true } },
    },
    orderBy: { position: 'asc' },
  },
} as const satisfies Prisma.InspectionInclude;

/** The stored event that somebody means: the published one of that id, or the one that a statement is about. Null where there is none. */
export async function findStoredEvent(slug: string, wanted: WantedEvent): Promise<StoredEvent | null> {
  return storedEvent(database(), slug, wanted);
}

/** Which state of an event a decision was made on: another text, another state. */
export function stateOf(event: StoredEvent | null): string {
  if (event === null) return 'none';
  return [event.version, ...event.findings.map(({ id, version }) => `${id}@${version}`)].join(' ');
}

/**
 * Publishes: saves the event and its findings with their history and removes the draft, all or nothing. Answers the event's id; null, and nothing is saved, where
 * the draft or the event is no longer as `expects` says, or an action or a question is about a finding that was to go.
 */
export async function publishEvent(slug: string, publication: Publication, note: DraftNote): Promise<string | null> {
  try {
    return await database().$transaction(async (queries) => {
      await waitForImports(queries);
      const stored = await storedEvent(queries, slug, publication.expects.event);
      if (stateOf(stored) !== publication.expects.state) throw new Overtaken();
      const { draft } = publication.expects;
      const rowId = await saveEvent(queries, slug, stored, publication, note);
      const entries = await saveFindings(queries, slug, rowId, publication);
      await appendHistories(
        queries,
        entries.map((entry) => ({ ...entry, ...note })),
      );
      if (draft !== null && !(await removeDraftWithin(queries, slug, draft, { ...note, reason: 'Published' }))) throw new Overtaken();
      return (await queries.inspection.findUniqueOrThrow({ where: { id: rowId }, select: { key: true } })).key;
    }, PATIENCE);
  } catch (error) {
    if (error instanceof Overtaken) return null;
    throw error;
  }
}

async function storedEvent(queries: Queries, slug: string, wanted: WantedEvent): Promise<StoredEvent | null> {
  const which = 'id' in wanted ? { key: wanted.id } : { startsOn: toDateColumn(firstDayOnSite(wanted.statement)) };
  const rows = await queries.inspection.findMany({
    where: { authority: { slug }, ...which },
    include: WITH_FINDINGS,
    orderBy: { id: 'asc' },
  });
  const events = rows.map((row) => ({
    ...inspectionFromRow(row),
    rowId: row.id,
    version: row.version,
    sourceKey: row.source.key,
    sourceId: row.sourceId,
    findings: row.findings.map((finding) => ({
      ...findingFromRow(finding),
      version: finding.version,
      actions: finding.actions.length,
      repeatedBy: finding.repeatedBy.length,
      questions: finding.questions.length,
    })),
  }));
  return 'id' in wanted ? (events[0] ?? null) : matchingInspection(events, wanted.statement);
}

async function saveEvent(
  queries: Queries,
  slug: string,
  stored: StoredEvent | null,
  { inspection, source, becomesOurs, changes, disagreements }: Publication,
  note: DraftNote,
): Promise<number> {
  const ours =
    stored === null || becomesOurs || disagreements.some(({ whose }) => whose === 'ours') ? await saveSource(queries, source) : null;
  let rowId = stored?.rowId;
  if (rowId === undefined) {
    const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    [rowId] = await addInspections(queries, [{ inspection, authorityId, sourceId: required(ours) }]);
    if (rowId === undefined) throw new Error('The event was not added');
    await appendInspectionsBy(queries, [rowId], note);
    return rowId;
  }
  if (changes === null && disagreements.length === 0) return rowId;
  await queries.disagreement.createMany({
    data: disagreements.map(({ whose, ...facts }) => ({
      ...facts,
      inspectionId: required(rowId),
      sourceId: whose === 'ours' ? required(ours) : required(stored?.sourceId),
    })),
    skipDuplicates: true,
  });
  await saveInspection(queries, rowId, inspection, becomesOurs ? required(ours) : undefined);
  for (const { field, stated } of changes ?? []) await changeSides(queries, rowId, field, stated);
  await appendInspectionsBy(queries, [rowId], note);
  return rowId;
}

async function saveFindings(
  queries: Queries,
  slug: string,
  inspectionId: number,
  { findings: { save, remove } }: Publication,
): Promise<readonly Omit<NewHistoryEntry, 'actor' | 'reason' | 'at'>[]> {
  for (const { finding, version } of save) {
    const { id, position, kind, area, reference, title, paraphrase, inspectorsWords, place, repeats } = finding;
    const data = { position, kind, area, reference, title, paraphrase, inspectorsWords, place, repeatsId: repeats, version: version + 1 };
    if (version === 0) await queries.finding.create({ data: { ...data, id, inspectionId } });
    else await queries.finding.update({ where: { id, inspectionId, version }, data });
  }
  const removed = remove.map(({ id }) => id);
  // Whoever is about to let an action answer one of them, or to ask about it, has to finish first, and then counts.
  await queries.$queryRaw`SELECT id FROM finding WHERE id = ANY(${removed}::text[]) ORDER BY id FOR UPDATE`;
  const needed =
    (await queries.actionFinding.count({ where: { findingId: { in: removed } } })) +
    (await queries.finding.count({ where: { repeatsId: { in: removed } } })) +
    (await queries.question.count({ where: { findingId: { in: removed } } }));
  if (needed > 0) throw new Overtaken();
  await queries.finding.deleteMany({ where: { id: { in: removed }, inspectionId } });
  const entry = (recordId: string, version: number, content: NewHistoryEntry['content']) => {
    return { chain: slug, recordType: 'finding', recordId, version: version + 1, content };
  };
  return [
    ...save.map(({ finding, version }) => entry(finding.id, version, findingVersion(finding))),
    ...remove.map(({ id, version }) => entry(id, version, null)),
  ];
}

/** The council itself as the source of one event; what it says of the report is brought up to date. */
async function saveSource(queries: Queries, { key, ...facts }: CouncilSource): Promise<number> {
  const publishedOn = facts.publishedOn && toDateColumn(facts.publishedOn);
  const data = { ...facts, publishedOn, retrievedOn: toDateColumn(facts.retrievedOn) };
  const { id } = await queries.source.upsert({ where: { key }, create: { key, ...data }, update: { url: data.url, publishedOn } });
  return id;
}

function required(id: number | null | undefined): number {
  if (id === null || id === undefined) throw new Error('A row was expected and is not there');
  return id;
}

/** Ends a transaction whose grounds have changed. */
class Overtaken extends Error {
  constructor() {
    super('Somebody else was quicker');
  }
}

export type WantedEvent = { readonly id: string } | { readonly statement: InspectionStatement };

/** An event as it is stored, with its findings in their order. */
export interface StoredEvent extends Inspection {
  readonly rowId: number;
  readonly version: number;
  readonly sourceKey: string;
  readonly sourceId: number;
  readonly findings: readonly StoredFinding[];
}

export interface StoredFinding extends Finding {
  readonly version: number;
  /** How many actions answer it, how many later findings repeat it, and how many questions of members are about it. */
  readonly actions: number;
  readonly repeatedBy: number;
  readonly questions: number;
}

/** What is to be saved, and on which grounds. */
export interface Publication {
  readonly expects: {
    readonly event: WantedEvent;
    /** As `stateOf` says. */
    readonly state: string;
    readonly draft: { readonly id: string; readonly version: number } | null;
  };
  /** The event as it is to stand. */
  readonly inspection: StatedInspection;
  /** What of a stored event is different then; null where nothing is. */
  readonly changes: readonly { readonly field: string; readonly stated: string }[] | null;
  readonly source: CouncilSource;
  /** The council answers for the facts of an event that came from another source. */
  readonly becomesOurs: boolean;
  /** What is said differently: by the council (`ours`), or by the source that the stored event comes from (`theirs`). */
  readonly disagreements: readonly (FieldDisagreement & { readonly whose: 'ours' | 'theirs' })[];
  readonly findings: {
    /** With the version each was read at, 0 for a new one. */
    readonly save: readonly { readonly finding: Finding; readonly version: number }[];
    readonly remove: readonly { readonly id: string; readonly version: number }[];
  };
}

export interface CouncilSource {
  readonly key: string;
  readonly name: string;
  readonly publisher: string;
  readonly url: string | null;
  readonly publishedOn: CalendarDate | null;
  readonly retrievedOn: CalendarDate;
}
