import { FINDING_VERSION, findingOfVersion, findingVersion, isFindingKind, isNationalReference, type Finding } from '@/domain/findings';
import { isAreaKey } from '@/domain/frameworks';
import type { NewHistoryEntry } from '@/domain/history';
import type { Moment } from '@/domain/shared';
import { database, type Prisma } from './client';
import { appendHistories, recordsAsAt } from './history';

/** More than a council has collected since 2013. */
const MOST = 1_000;

export const WHOLE_FINDING = { inspection: { select: { key: true, authority: { select: { slug: true } } } } } as const;

/** The findings of a council's published events, latest event first, then in the order of the report. */
export async function listFindings(slug: string): Promise<readonly Finding[]> {
  const rows = await database().finding.findMany({
    where: { inspection: { authority: { slug } } },
    include: WHOLE_FINDING,
    orderBy: [{ inspection: { startsOn: 'desc' } }, { position: 'asc' }, { id: 'asc' }],
    take: MOST,
  });
  return rows.map(findingFromRow);
}

/** The same as it stood at a moment. */
export async function listFindingsAsAt(slug: string, at: Moment): Promise<readonly Finding[]> {
  const entries = await recordsAsAt(slug, 'finding', at);
  return entries.flatMap(({ recordId, content }) => {
    const kept = FINDING_VERSION.safeParse(JSON.parse(content ?? 'null'));
    return kept.success ? (findingOfVersion(recordId, slug, kept.data) ?? []) : [];
  });
}

/** Adds findings to a council's published events with their history, all or none. Throws where an event is not recorded. */
export async function addFindings(
  slug: string,
  findings: readonly Finding[],
  note: Pick<NewHistoryEntry, 'actor' | 'reason' | 'at'>,
): Promise<void> {
  await database().$transaction(async (queries) => {
    for (const finding of findings) {
      const event = await queries.inspection.findFirstOrThrow({
        where: { key: finding.inspection, authority: { slug } },
        select: { id: true },
      });
      const { inspection: _, authority: __, repeats, ...columns } = finding;
      await queries.finding.create({ data: { ...columns, repeatsId: repeats, inspectionId: event.id } });
    }
    await appendHistories(
      queries,
      findings.map((finding) => ({
        chain: slug,
        recordType: 'finding',
        recordId: finding.id,
        version: 1,
        content: findingVersion(finding),
        ...note,
      })),
    );
  });
}

/** Throws where the row holds a key the domain does not know: the program is then older than its data. */
export function findingFromRow(row: Prisma.FindingGetPayload<{ include: typeof WHOLE_FINDING }>): Finding {
  const { id, kind, area, reference } = row;
  if (!isFindingKind(kind)) throw new Error(`Finding ${id} is of the unknown kind ${kind}`);
  if (area !== null && !isAreaKey(area)) throw new Error(`Finding ${id} has the unknown area ${area}`);
  if (reference !== null && !isNationalReference(reference)) throw new Error(`Finding ${id} has the unknown reference ${reference}`);
  return {
    id,
    authority: row.inspection.authority.slug,
    inspection: row.inspection.key,
    position: row.position,
    kind,
    area,
    reference,
    title: row.title,
    paraphrase: row.paraphrase,
    inspectorsWords: row.inspectorsWords,
    place: row.place,
    repeats: row.repeatsId,
  };
}
