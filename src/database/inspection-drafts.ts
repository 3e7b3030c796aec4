import { INSPECTION_DRAFT, type InspectionDraft } from '@/domain/findings';
import type { Moment } from '@/domain/shared';
import { database, type Prisma, type Queries } from './client';
import { appendHistory } from './history';
import { fromTimeColumn, toTimeColumn } from './rows';

/** Many may save at once: each waits for a connection and for the council's chain. */
const PATIENCE = { maxWait: 15_000, timeout: 15_000 };

/** More than anybody writes at a time. */
const MOST = 100;

const WHOLE_DRAFT = { inspection: { select: { key: true } } } as const satisfies Prisma.InspectionDraftInclude;

/** A council's drafts, the one last saved first. Who may see them is for whoever asks to settle. */
export async function listDrafts(slug: string): Promise<readonly SavedDraft[]> {
  const rows = await database().inspectionDraft.findMany({
    where: { authority: { slug } },
    include: WHOLE_DRAFT,
    orderBy: [{ changedAt: 'desc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.map(draftFromRow);
}

/** One of a council's drafts; null where it has none of that id. */
export async function findDraft(slug: string, id: string): Promise<SavedDraft | null> {
  const row = await database().inspectionDraft.findFirst({ where: { id, authority: { slug } }, include: WHOLE_DRAFT });
  return row && draftFromRow(row);
}

/** The draft in which a published event is being corrected; null where it is not. */
export async function findCorrection(slug: string, inspection: string): Promise<SavedDraft | null> {
  const row = await database().inspectionDraft.findFirst({
    where: { inspection: { key: inspection, authority: { slug } } },
    include: WHOLE_DRAFT,
  });
  return row && draftFromRow(row);
}

/** Begins a draft, of a published event where `inspection` names one. Answers false, and begins none, where that event is being corrected already. */
export async function addDraft(
  slug: string,
  { id, inspection, draft }: { readonly id: string; readonly inspection: string | null; readonly draft: InspectionDraft },
  note: DraftNote,
): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const { id: authorityId } = await queries.authority.findUniqueOrThrow({ where: { slug }, select: { id: true } });
    const event =
      inspection === null
        ? null
        : await queries.inspection.findUniqueOrThrow({
            where: { authorityId_key: { authorityId, key: inspection } },
            select: { id: true },
          });
    const { count } = await queries.inspectionDraft.createMany({
      data: [{ id, authorityId, inspectionId: event?.id ?? null, ...columnsOf(draft, note) }],
      skipDuplicates: true,
    });
    if (count === 0) return false;
    await append(queries, slug, { id, version: 1, content: draft }, note);
    return true;
  }, PATIENCE);
}

/** Saves a draft if it is still at the version that the change started from. Answers false where it is not, or is gone, and saves nothing. */
export async function saveDraft(
  slug: string,
  { id, version, draft }: { readonly id: string; readonly version: number; readonly draft: InspectionDraft },
  note: DraftNote,
): Promise<boolean> {
  return database().$transaction(async (queries) => {
    const { count } = await queries.inspectionDraft.updateMany({
      where: { id, version, authority: { slug } },
      data: { ...columnsOf(draft, note), version: version + 1 },
    });
    if (count === 0) return false;
    await append(queries, slug, { id, version: version + 1, content: draft }, note);
    return true;
  }, PATIENCE);
}

/** Removes a draft, under the same condition. What it said stays in the history, for those who may read drafts. */
export async function removeDraft(
  slug: string,
  draft: { readonly id: string; readonly version: number },
  note: DraftNote,
): Promise<boolean> {
  return database().$transaction(async (queries) => removeDraftWithin(queries, slug, draft, note), PATIENCE);
}

/** The same as a part of something larger. */
export async function removeDraftWithin(
  queries: Queries,
  slug: string,
  { id, version }: { readonly id: string; readonly version: number },
  note: DraftNote,
): Promise<boolean> {
  const { count } = await queries.inspectionDraft.deleteMany({ where: { id, version, authority: { slug } } });
  if (count === 0) return false;
  await append(queries, slug, { id, version: version + 1, content: null }, note);
  return true;
}

async function append(
  queries: Queries,
  slug: string,
  { id, version, content }: { readonly id: string; readonly version: number; readonly content: InspectionDraft | null },
  note: DraftNote,
): Promise<void> {
  await appendHistory(queries, { chain: slug, recordType: 'inspection-draft', recordId: id, version, content, ...note });
}

function columnsOf(draft: InspectionDraft, { actor, at }: DraftNote) {
  return { content: JSON.stringify(draft), changedBy: actor, changedAt: toTimeColumn(at) };
}

/** Throws where the draft holds what this program cannot read: it is then older than its data. */
function draftFromRow({
  id,
  inspection,
  content,
  changedBy,
  changedAt,
  version,
}: Prisma.InspectionDraftGetPayload<{ include: typeof WHOLE_DRAFT }>): SavedDraft {
  return {
    id,
    inspection: inspection?.key ?? null,
    draft: INSPECTION_DRAFT.parse(JSON.parse(content)),
    changedBy,
    changedAt: fromTimeColumn(changedAt),
    version,
  };
}

export interface SavedDraft {
  readonly id: string;
  /** Id of the published event that it corrects or adds to; null for one not yet published. */
  readonly inspection: string | null;
  readonly draft: InspectionDraft;
  /** Id of whoever saved it last. */
  readonly changedBy: string;
  readonly changedAt: Moment;
  readonly version: number;
}

/** Who saves, why and when. */
export interface DraftNote {
  readonly actor: string;
  readonly reason: string | null;
  readonly at: Moment;
}
