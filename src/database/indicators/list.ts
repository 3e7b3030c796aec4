import {
  isFrequency,
  isMarker,
  isPolarity,
  isUnit,
  TIME_IDENTIFIERS,
  type Filters,
  type GeographyKey,
  type Indicator,
  type Origin,
  type Reading,
} from '@/domain/indicators';
import { z } from 'zod';
import { database, type Prisma } from '../client';
import { fromTimeColumn, sourceFromRow } from '../rows';

const WITH_SOURCE = { source: true, authority: { select: { slug: true } } } as const satisfies Prisma.IndicatorInclude;
const WITH_IMPORT = { import: { include: { source: true } } } as const satisfies Prisma.ReadingInclude;

const filters: z.ZodType<Filters> = z.record(z.string(), z.string());
const originSchema: z.ZodType<Origin> = z.object({ column: z.string(), filters, base: z.array(z.string()), baseFilters: filters });

/** Published indicators by name, a page at a time. */
export async function listPublishedIndicators(page: { readonly limit: number; readonly offset: number }): Promise<{
  readonly indicators: readonly Indicator[];
  readonly total: number;
}> {
  const where = { authorityId: null };
  const [rows, total] = await Promise.all([
    database().indicator.findMany({
      where,
      include: WITH_SOURCE,
      orderBy: [{ name: 'asc' }, { id: 'asc' }],
      take: page.limit,
      skip: page.offset,
    }),
    database().indicator.count({ where }),
  ]);
  return { indicators: rows.map(indicatorFromRow), total };
}

/** A published indicator; null for none. */
export async function findPublishedIndicator(key: string): Promise<Indicator | null> {
  const row = await database().indicator.findFirst({ where: { authorityId: null, key }, include: WITH_SOURCE });
  return row && indicatorFromRow(row);
}

/**
 * All readings of published indicators for some geographies, by indicator and geography, earliest first. The table's key serves it: time grows with what is answered,
 * not with what there is.
 */
export async function listReadings(indicators: readonly string[], geographies: readonly GeographyKey[]): Promise<readonly Reading[]> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators(indicators), keysOfGeographies(geographies)]);
  const rows = await database().reading.findMany({
    where: { indicatorId: { in: [...indicatorKeys.keys()] }, geographyId: { in: [...geographyKeys.keys()] } },
    include: WITH_IMPORT,
    orderBy: [{ indicatorId: 'asc' }, { geographyId: 'asc' }, { beginsOn: 'asc' }],
  });
  return rows.map((row) => readingFromRow(row, indicatorKeys, geographyKeys));
}

/** Readings of one indicator for some geographies, earliest first, a page at a time. */
export async function listReadingsByPage(
  indicator: string,
  geographies: readonly GeographyKey[],
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly readings: readonly Reading[]; readonly total: number }> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators([indicator]), keysOfGeographies(geographies)]);
  const where = { indicatorId: { in: [...indicatorKeys.keys()] }, geographyId: { in: [...geographyKeys.keys()] } };
  const [rows, total] = await Promise.all([
    database().reading.findMany({
      where,
      include: WITH_IMPORT,
      orderBy: [{ beginsOn: 'asc' }, { geographyId: 'asc' }],
      take: page.limit,
      skip: page.offset,
    }),
    database().reading.count({ where }),
  ]);
  return { readings: rows.map((row) => readingFromRow(row, indicatorKeys, geographyKeys)), total };
}

/** The geographies that are a council's: its own, and those of councils with which it reports together. */
export async function geographiesOf(slugs: readonly string[]): Promise<ReadonlyMap<string, readonly GeographyKey[]>> {
  const rows = await database().geographyCouncil.findMany({
    where: { authority: { slug: { in: [...slugs] } } },
    select: { authority: { select: { slug: true } }, geography: { select: { key: true } } },
    orderBy: { geographyId: 'asc' },
  });
  return new Map(
    slugs.map((slug) => [slug, rows.filter(({ authority }) => authority.slug === slug).map(({ geography }) => geography.key)]),
  );
}

export function indicatorFromRow(row: Prisma.IndicatorGetPayload<{ include: typeof WITH_SOURCE }>): Indicator {
  const { key, unit, polarity, frequency } = row;
  if (!isUnit(unit) || !isPolarity(polarity) || !isFrequency(frequency)) throw new Error(`Indicator ${key} is counted in an unknown way`);
  return {
    key,
    name: row.name,
    unit,
    decimals: row.decimals,
    polarity,
    frequency,
    yearEnds: row.yearEnds,
    area: row.area,
    reference: row.reference,
    authority: row.authority?.slug ?? null,
    origin: row.origin === null ? null : originSchema.parse(JSON.parse(row.origin)),
    source: sourceFromRow(row.source),
  };
}

function readingFromRow(
  row: Prisma.ReadingGetPayload<{ include: typeof WITH_IMPORT }>,
  indicators: ReadonlyMap<number, string>,
  geographies: ReadonlyMap<number, string>,
): Reading {
  const identifier = TIME_IDENTIFIERS[row.timeIdentifier];
  if (identifier === undefined) throw new Error(`A reading is of the unknown kind of period ${row.timeIdentifier}`);
  if (row.marker !== null && !isMarker(row.marker)) throw new Error(`A reading has the unknown marker ${row.marker}`);
  return {
    indicator: indicators.get(row.indicatorId) ?? '',
    geography: geographies.get(row.geographyId) ?? '',
    period: { period: row.period, identifier },
    value: row.value,
    marker: row.marker,
    base: row.base,
    source: sourceFromRow(row.import.source),
    loadedAt: fromTimeColumn(row.import.loadedAt),
  };
}

async function keysOfIndicators(keys: readonly string[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database().indicator.findMany({
    where: { authorityId: null, key: { in: [...keys] } },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ id, key }) => [id, key]));
}

async function keysOfGeographies(keys: readonly GeographyKey[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database().geography.findMany({ where: { key: { in: [...keys] } }, select: { id: true, key: true } });
  return new Map(rows.map(({ id, key }) => [id, key]));
}
