import {
  isFrequency,
  isMarker,
  isPolarity,
  isUnit,
  periodBegins,
  TIME_IDENTIFIERS,
  type Correction,
  type Filters,
  type GeographyKey,
  type Indicator,
  type Origin,
  type OwnIndicator,
  type Period,
  type Reading,
} from '@/domain/indicators';
import { z } from 'zod';
import { database, type Prisma } from '../client';
import { fromDateColumn, fromTimeColumn, sourceFromRow } from '../rows';

export const WITH_SOURCE = { source: true, authority: { select: { slug: true } } } as const satisfies Prisma.IndicatorInclude;
const WITH_IMPORT = { import: { include: { source: true } } } as const satisfies Prisma.ReadingInclude;

/** More than a council keeps up. */
const MOST_OWN = 200;

/** More than are published, and a council's own. */
const MOST_INDICATORS = 500;

/** More corrections of one council's series than anybody reads. */
const MOST_CORRECTIONS = 1_000;

const filters: z.ZodType<Filters> = z.record(z.string(), z.string());
const originSchema: z.ZodType<Origin> = z.object({ column: z.string(), filters, base: z.array(z.string()), baseFilters: filters });

/** Published indicators by name, a page at a time; with those that one council has opened to everybody, where it is named. */
export async function listPublishedIndicators(
  page: { readonly limit: number; readonly offset: number },
  council: string | null = null,
): Promise<{ readonly indicators: readonly Indicator[]; readonly total: number }> {
  const where = { OR: [{ authorityId: null }, ...(council === null ? [] : [{ authority: { slug: council }, isPublic: true }])] };
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

/** All published indicators by name. */
export async function listAllPublished(): Promise<readonly Indicator[]> {
  return listByName({ authorityId: null });
}

/** Published indicators and a council's own, also those that it keeps to itself, by name. */
export async function listIndicatorsOf(slug: string): Promise<readonly Indicator[]> {
  return listByName(measuredOf(slug));
}

/** A published indicator; null for none. */
export async function findPublishedIndicator(key: string): Promise<Indicator | null> {
  const row = await database().indicator.findFirst({ where: { authorityId: null, key }, include: WITH_SOURCE });
  return row && indicatorFromRow(row);
}

/** A council's own indicators by name. */
export async function listOwnIndicators(slug: string): Promise<readonly OwnIndicator[]> {
  const rows = await database().indicator.findMany({
    where: { authority: { slug } },
    include: WITH_SOURCE,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_OWN,
  });
  return rows.map(ownIndicatorFromRow);
}

/** One of a council's own indicators; null for none. */
export async function findOwnIndicator(slug: string, key: string): Promise<OwnIndicator | null> {
  const row = await database().indicator.findFirst({ where: { authority: { slug }, key }, include: WITH_SOURCE });
  return row && ownIndicatorFromRow(row);
}

/**
 * The newest readings of each of the indicators for each of the geographies, so many of each at most, by indicator and geography, earliest first: time grows with the
 * number of pairs, however long their series are. The indicators are published ones, or `owner`'s own: a slug.
 */
export async function listReadings(
  indicators: readonly string[],
  geographies: readonly GeographyKey[],
  most: number,
  owner: string | null = null,
): Promise<readonly Reading[]> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators(indicators, owner), keysOfGeographies(geographies)]);
  const rows = await database().$queryRaw<RawReading[]>`
    SELECT newest.* FROM unnest(${[...indicatorKeys.keys()]}::integer[]) i(id) CROSS JOIN unnest(${[...geographyKeys.keys()]}::integer[]) g(id)
    CROSS JOIN LATERAL (
      SELECT * FROM reading r WHERE r.indicator_id = i.id AND r.geography_id = g.id ORDER BY r.begins_on DESC LIMIT ${most}
    ) newest
    ORDER BY newest.indicator_id, newest.geography_id, newest.begins_on`;
  return readingsFromRaw(rows, indicatorKeys, geographyKeys);
}

/** What is said of each of the indicators for some geographies at one period of its own. */
export async function listReadingsAt(
  periods: ReadonlyMap<string, Period>,
  geographies: readonly GeographyKey[],
): Promise<readonly Reading[]> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators([...periods.keys()], null), keysOfGeographies(geographies)]);
  const wanted = [...indicatorKeys].flatMap(([id, key]) => {
    const period = periods.get(key);
    return period ? [{ id, begins_on: periodBegins(period).toString() }] : [];
  });
  const rows = await database().$queryRaw<RawReading[]>`
    SELECT r.* FROM json_to_recordset(${JSON.stringify(wanted)}::json) AS w (id integer, begins_on date)
    JOIN reading r ON r.indicator_id = w.id AND r.begins_on = w.begins_on AND r.geography_id = ANY(${[...geographyKeys.keys()]}::integer[])
    ORDER BY r.indicator_id, r.geography_id`;
  return readingsFromRaw(rows, indicatorKeys, geographyKeys);
}

/** Readings of one indicator, published or `owner`'s own, for some geographies, earliest first, a page at a time. */
export async function listReadingsByPage(
  indicator: string,
  geographies: readonly GeographyKey[],
  page: { readonly limit: number; readonly offset: number },
  owner: string | null = null,
): Promise<{ readonly readings: readonly Reading[]; readonly total: number }> {
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators([indicator], owner), keysOfGeographies(geographies)]);
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

/** What readings of one indicator, published or `owner`'s own, said before they were corrected, by geography; the periods are those of `series`. */
export async function listCorrections(
  indicator: string,
  series: readonly Pick<Reading, 'geography' | 'period'>[],
  owner: string | null = null,
): Promise<readonly Correction[]> {
  const places = [...new Set(series.map(({ geography }) => geography))];
  const [indicatorKeys, geographyKeys] = await Promise.all([keysOfIndicators([indicator], owner), keysOfGeographies(places)]);
  const rows = await database().readingCorrection.findMany({
    where: { indicatorId: { in: [...indicatorKeys.keys()] }, geographyId: { in: [...geographyKeys.keys()] } },
    include: { import: { select: { loadedAt: true, reason: true } } },
    orderBy: [{ beginsOn: 'asc' }, { importId: 'asc' }],
    take: MOST_CORRECTIONS,
  });
  return rows.flatMap(({ geographyId, beginsOn, value, marker, base, import: { loadedAt, reason } }) => {
    const begins = fromDateColumn(beginsOn);
    const corrected = series.find((each) => each.geography === geographyKeys.get(geographyId) && periodBegins(each.period).equals(begins));
    if (corrected === undefined || (marker !== null && !isMarker(marker))) return [];
    return [{ period: corrected.period, said: { value, marker, base }, correctedAt: fromTimeColumn(loadedAt), reason }];
  });
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

async function listByName(where: Prisma.IndicatorWhereInput): Promise<readonly Indicator[]> {
  const rows = await database().indicator.findMany({
    where,
    include: WITH_SOURCE,
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    take: MOST_INDICATORS,
  });
  return rows.map(indicatorFromRow);
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

function ownIndicatorFromRow(row: Prisma.IndicatorGetPayload<{ include: typeof WITH_SOURCE }>): OwnIndicator {
  const { id, isPublic, version, authority } = row;
  if (authority === null) throw new Error(`Indicator ${row.key} is nobody's own`);
  return { ...indicatorFromRow(row), id, authority: authority.slug, isPublic, version };
}

function readingFromRow(row: ReadingRow, indicators: ReadonlyMap<number, string>, geographies: ReadonlyMap<number, string>): Reading {
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

export async function readingsFromRaw(
  rows: readonly RawReading[],
  indicators: ReadonlyMap<number, string>,
  geographies: ReadonlyMap<number, string>,
): Promise<readonly Reading[]> {
  const ids = [...new Set(rows.map(({ import_id: id }) => id))];
  const imports = await database().readingImport.findMany({ where: { id: { in: ids } }, include: { source: true } });
  const importOf = new Map(imports.map((each) => [each.id, each]));
  return rows.flatMap(
    ({ import_id: importId, indicator_id: indicatorId, geography_id: geographyId, time_identifier: timeIdentifier, ...row }) => {
      const from = importOf.get(importId);
      return from ? [readingFromRow({ ...row, indicatorId, geographyId, timeIdentifier, import: from }, indicators, geographies)] : [];
    },
  );
}

/** Which indicators are published or a council's own. A key says which of the two it is of, so that of one council there are never two of a key. */
export function measuredOf(slug: string): Prisma.IndicatorWhereInput {
  return { OR: [{ authorityId: null }, { authority: { slug } }] };
}

/** By their numbers. Without an owner those of published ones alone. */
export async function keysOfIndicators(keys: readonly string[], owner: string | null): Promise<ReadonlyMap<number, string>> {
  const rows = await database().indicator.findMany({
    where: { key: { in: [...keys] }, ...(owner === null ? { authorityId: null } : measuredOf(owner)) },
    select: { id: true, key: true },
  });
  return new Map(rows.map(({ id, key }) => [id, key]));
}

export async function keysOfGeographies(keys: readonly GeographyKey[]): Promise<ReadonlyMap<number, string>> {
  const rows = await database().geography.findMany({ where: { key: { in: [...keys] } }, select: { id: true, key: true } });
  return new Map(rows.map(({ id, key }) => [id, key]));
}

type WholeRow = Prisma.ReadingGetPayload<{ include: typeof WITH_IMPORT }>;
type ReadingRow = Omit<WholeRow, 'beginsOn' | 'importId'>;

/** A row's columns as SQL names them. */
export interface RawReading extends Pick<WholeRow, 'period' | 'value' | 'marker' | 'base'> {
  readonly indicator_id: number;
  readonly geography_id: number;
  readonly time_identifier: string;
  readonly import_id: number;
}
