import { plainName, type AuthorityStatement, type CouncilIdentity } from '@/domain/exchange';
import { database, type Prisma, type Queries } from '../client';
import { appendAuthorities } from '../national-history';
import { toDateColumn } from '../rows';
import type { Tally } from './tally';

/** Every council, abolished ones too, as files may name it. */
export async function listCouncilIdentities(): Promise<readonly CouncilIdentity[]> {
  const rows = await database().authority.findMany({
    select: {
      slug: true,
      name: true,
      laCode: true,
      codes: { select: { code: true } },
      names: { select: { name: true } },
    },
    orderBy: { slug: 'asc' },
  });
  return rows.map((row) => ({
    slug: row.slug,
    name: row.name,
    laCode: row.laCode,
    onsCodes: row.codes.map(({ code }) => code),
    names: [...new Set([plainName(row.name), ...row.names.map(({ name }) => name)])],
  }));
}

/** Adds and corrects councils, each with an entry in the history; codes, names and successors they already have stay. */
export async function saveAuthorities(
  queries: Queries,
  statements: readonly AuthorityStatement[],
  sourceId: number,
  tally: Tally,
  reason: string,
): Promise<void> {
  if (statements.length === 0) return;
  const stored = new Map(
    (await queries.authority.findMany({ include: { codes: true, names: true, successors: { include: { successor: true } } } })).map(
      (row) => [row.slug, row],
    ),
  );
  const idOf = new Map([...stored].map(([slug, row]) => [slug, row.id]));
  const codes: Prisma.AuthorityCodeCreateManyInput[] = [];
  const names: Prisma.AuthorityNameCreateManyInput[] = [];
  const touched = new Set<string>();
  const corrected = new Map<string, Prisma.AuthorityUncheckedUpdateInput>();
  const created = await queries.authority.createManyAndReturn({
    data: statements
      .filter(({ slug }) => !stored.has(slug))
      .map((stated) => ({ slug: stated.slug, ...authorityColumns(stated), sourceId })),
    select: { id: true, slug: true },
  });
  for (const { id, slug } of created) idOf.set(slug, id);
  for (const stated of statements) {
    const { slug } = stated;
    const data = authorityColumns(stated);
    const row = stored.get(slug);
    if (
      row &&
      (row.laCode !== data.laCode ||
        row.name !== data.name ||
        row.region !== data.region ||
        row.abolishedOn?.getTime() !== data.abolishedOn?.getTime())
    ) {
      corrected.set(slug, { ...data, sourceId });
      touched.add(slug);
    }
    const authorityId = required(idOf, slug);
    for (const code of stated.onsCodes.filter((each) => !row?.codes.some((known) => known.code === each))) {
      codes.push({ code, authorityId });
      touched.add(slug);
    }
    for (const other of stated.otherNames.map(plainName).filter((each) => !row?.names.some((known) => known.name === each))) {
      names.push({ name: other, authorityId });
      touched.add(slug);
    }
  }
  const successions = statements.flatMap(({ slug, successors }) => {
    const known = stored.get(slug)?.successors.map(({ successor }) => successor.slug) ?? [];
    const fresh = successors.filter((successor) => !known.includes(successor));
    if (fresh.length > 0) touched.add(slug);
    return fresh.map((successor) => ({ predecessorId: required(idOf, slug), successorId: required(idOf, successor) }));
  });
  await queries.authorityCode.createMany({ data: codes });
  await queries.authorityName.createMany({ data: names });
  await queries.authoritySuccession.createMany({ data: successions });
  const changed = [...touched].filter((slug) => stored.has(slug));
  // One save, one version, whatever of the council has changed.
  for (const slug of changed)
    await queries.authority.update({ where: { slug }, data: { ...corrected.get(slug), version: { increment: 1 } } });
  await appendAuthorities(queries, [...created.map(({ slug }) => slug), ...changed], reason);
  for (const { slug } of statements) tally.count(!stored.has(slug) ? 'added' : touched.has(slug) ? 'changed' : 'unchanged');
}

function authorityColumns({ laCode, name, region, abolishedOn }: AuthorityStatement) {
  return { laCode, name, region, abolishedOn: abolishedOn && toDateColumn(abolishedOn) };
}

/** Row numbers of all councils by slug. */
export async function authorityIds(queries: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.authority.findMany({ select: { slug: true, id: true } });
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

/** Throws where nothing is stored under the key: whoever reads a file refuses what is unknown first. */
export function required(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nothing is stored under ${key}`);
  return id;
}
