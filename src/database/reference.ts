import { database } from './client';

/** The load of the reference set that came last: its hash, and how many facts it had. Null before the first. */
export async function lastReferenceLoad(): Promise<{
  readonly hash: string;
  readonly facts: number;
  readonly disagreements: number;
} | null> {
  const row = await database().load.findFirst({ where: { kind: 'reference-set' }, orderBy: [{ loadedAt: 'desc' }, { id: 'desc' }] });
  return row && { hash: row.fileHash, facts: row.added + row.changed + row.unchanged, disagreements: row.disagreements };
}

/** Councils whose neighbours under a model came from elsewhere than the sources given, as `council model`: somebody has imported a newer list. */
export async function listImportedNeighbours(referenceSources: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await database().neighbour.findMany({
    where: { source: { key: { notIn: [...referenceSources] } } },
    distinct: ['authorityId', 'model'],
    select: { model: true, authority: { select: { slug: true } } },
  });
  return new Set(rows.map(({ authority, model }) => `${authority.slug} ${model}`));
}
