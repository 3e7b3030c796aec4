import { FINDING_VERSION, findingOfVersion, isFindingKind, isNationalReference, type Finding } from '@/domain/findings';
import { isAreaKey } from '@/domain/frameworks';
import type { Moment } from '@/domain/shared';
import { database, type Prisma } from './client';
import { recordsAsAt } from './history';

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
