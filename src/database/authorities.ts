import { isRegion, isSlug, type Authority, type AuthorityName, type Neighbour } from '@/domain/authorities';
import { database } from './client';
import type { Prisma } from './generated/client';
import { fromDateColumn, sourceFromRow } from './rows';

const WITH_EVERYTHING = {
  codes: { orderBy: { code: 'asc' } },
  successors: { include: { successor: true } },
  predecessors: { include: { predecessor: true } },
  settings: { select: { displayName: true, colour: true } },
  source: true,
} as const satisfies Prisma.AuthorityInclude;

/** More than there are councils: those that begin with a text are looked for among all that contain it. */
const MOST_CONSIDERED = 500;

/** Councils by name; `abolished` false leaves out those that are no more. */
export async function listAuthorities(page: { readonly limit: number; readonly offset: number; readonly abolished: boolean }): Promise<{
  readonly authorities: readonly Authority[];
  readonly total: number;
}> {
  const where = page.abolished ? {} : { abolishedOn: null };
  const [rows, total] = await Promise.all([
    database().authority.findMany({
      where,
      include: WITH_EVERYTHING,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: page.limit,
      skip: page.offset,
    }),
    database().authority.count({ where }),
  ]);
  return { authorities: rows.map(authorityFromRow), total };
}

export async function findAuthority(slug: string): Promise<Authority | null> {
  if (!isSlug(slug)) return null;
  const row = await database().authority.findUnique({ where: { slug }, include: WITH_EVERYTHING });
  return row && authorityFromRow(row);
}

/** Councils whose name, or another name they are known by, contains the text; those that begin with it first. */
export async function searchAuthorities(text: string, limit: number): Promise<readonly Authority[]> {
  // Prisma hands % and _ on to LIKE, where they match anything.
  const contains = { contains: text.toLowerCase().replaceAll(/[\\%_]/g, String.raw`\$&`), mode: 'insensitive' } as const;
  const rows = await database().authority.findMany({
    where: {
      OR: [
        { name: contains },
        { names: { some: { name: contains } } },
        { laCode: text },
        { codes: { some: { code: text.toUpperCase() } } },
      ],
    },
    include: WITH_EVERYTHING,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_CONSIDERED,
  });
  const begins = (name: string) => (name.toLowerCase().startsWith(text.toLowerCase()) ? 0 : 1);
  return rows
    .map(authorityFromRow)
    .toSorted((left, right) => begins(left.name) - begins(right.name))
    .slice(0, limit);
}

/** The names of those of the slugs that exist, in the order given. */
export async function nameAuthorities(slugs: readonly string[]): Promise<readonly AuthorityName[]> {
  const rows = await database().authority.findMany({ where: { slug: { in: [...slugs] } }, select: { slug: true, name: true } });
  return slugs.flatMap((slug) => rows.filter((row) => row.slug === slug));
}

/** The names of the councils of today, by name. */
export async function listCouncilNames(): Promise<readonly AuthorityName[]> {
  return database().authority.findMany({
    where: { abolishedOn: null },
    select: { slug: true, name: true },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_CONSIDERED,
  });
}

/** The ten neighbours under a model, closest first; none for a council the model does not know. */
export async function listNeighbours(slug: string, model: string): Promise<readonly Neighbour[]> {
  const rows = await database().neighbour.findMany({
    where: { authority: { slug }, model },
    include: { neighbour: { select: { slug: true, name: true } } },
    orderBy: { rank: 'asc' },
  });
  return rows.map((row) => ({ slug: row.neighbour.slug, name: row.neighbour.name, rank: row.rank, closeness: row.closeness }));
}

/** The newest neighbour model there is, `2025`; null before one is loaded. */
export async function latestNeighbourModel(): Promise<string | null> {
  const row = await database().neighbour.findFirst({ orderBy: { model: 'desc' }, select: { model: true } });
  return row?.model ?? null;
}

function authorityFromRow(row: Prisma.AuthorityGetPayload<{ include: typeof WITH_EVERYTHING }>): Authority {
  if (!isRegion(row.region)) throw new Error(`Council ${row.slug} stands in the unknown region ${row.region}`);
  return {
    slug: row.slug,
    name: row.name,
    region: row.region,
    laCode: row.laCode,
    onsCodes: row.codes.map(({ code }) => code),
    abolishedOn: row.abolishedOn && fromDateColumn(row.abolishedOn),
    successors: row.successors.map(({ successor }) => ({ slug: successor.slug, name: successor.name })),
    predecessors: row.predecessors.map(({ predecessor }) => ({ slug: predecessor.slug, name: predecessor.name })),
    displayName: row.settings?.displayName ?? null,
    colour: row.settings?.colour ?? null,
    source: sourceFromRow(row.source),
  };
}
