import { isRegion } from '@/domain/authorities';
import { COVERS, isAbsence, isAreaKey, isFrameworkKey, isGrade, type Covers } from '@/domain/frameworks';
import {
  DATE_PRECISIONS,
  isEventType,
  isTheme,
  type CouncilHistory,
  type DatePrecision,
  type Disagreement,
  type Inspection,
  type Judgement,
} from '@/domain/inspections';
import { database } from './client';
import type { Prisma } from './generated/client';
import { fromDateColumn, sourceFromRow } from './rows';

export const WHOLE_INSPECTION = {
  authority: { select: { slug: true } },
  dates: { orderBy: { startsOn: 'asc' } },
  judgements: true,
  themes: { orderBy: { theme: 'asc' } },
  source: true,
} as const satisfies Prisma.InspectionInclude;

/** Events of a council, newest first. */
export async function listInspections(
  slug: string,
  page: { readonly limit: number; readonly offset: number },
): Promise<{
  readonly inspections: readonly Inspection[];
  readonly total: number;
}> {
  const where = { authority: { slug } };
  const [rows, total] = await Promise.all([
    database().inspection.findMany({
      where,
      include: WHOLE_INSPECTION,
      orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
      take: page.limit,
      skip: page.offset,
    }),
    database().inspection.count({ where }),
  ]);
  return { inspections: rows.map(inspectionFromRow), total };
}

/** By which the history knows an event of a council; null where there is no such event. */
export async function findInspectionRecordId(slug: string, inspectionId: string): Promise<string | null> {
  const row = await database().inspection.findFirst({ where: { authority: { slug }, key: inspectionId }, select: { id: true } });
  return row && String(row.id);
}

/** Those of a council's events that have these ids, newest first. */
export async function listInspectionsByIds(slug: string, ids: readonly string[]): Promise<readonly Inspection[]> {
  if (ids.length === 0) return [];
  const rows = await database().inspection.findMany({
    where: { authority: { slug }, key: { in: [...ids] } },
    include: WHOLE_INSPECTION,
    orderBy: [{ startsOn: 'desc' }, { id: 'desc' }],
  });
  return rows.map(inspectionFromRow);
}

/** What other sources say differently about events of a council, or about one of them; by event and field. */
export async function listDisagreements(slug: string, inspectionId?: string): Promise<readonly Disagreement[]> {
  const rows = await database().disagreement.findMany({
    where: { inspection: { authority: { slug }, ...(inspectionId === undefined ? {} : { key: inspectionId }) } },
    include: { source: true, inspection: { select: { key: true } } },
    orderBy: [{ inspection: { startsOn: 'desc' } }, { field: 'asc' }],
    take: 200,
  });
  return rows.map((row) => ({
    inspectionId: row.inspection.key,
    field: row.field,
    stored: row.stored,
    stated: row.stated,
    source: sourceFromRow(row.source),
  }));
}

/**
 * Every council of today with its graded inspections, earliest first: what national figures are computed from. Few thousand rows; callers keep the answer
 * for as long as `nationalVersion` stays the same.
 */
export async function listCouncilHistories(): Promise<readonly CouncilHistory[]> {
  const rows = await database().authority.findMany({
    where: { abolishedOn: null },
    orderBy: [{ name: 'asc' }, { id: 'asc' }],
    include: {
      inspections: { where: { judgements: { some: {} } }, include: WHOLE_INSPECTION, orderBy: [{ startsOn: 'asc' }, { id: 'asc' }] },
    },
  });
  return rows.map((row) => {
    if (!isRegion(row.region)) throw new Error(`Council ${row.slug} stands in the unknown region ${row.region}`);
    return { slug: row.slug, name: row.name, region: row.region, inspections: row.inspections.map(inspectionFromRow) };
  });
}

/** A number that grows with every committed change of councils, inspections and neighbours, whichever process made it. */
export async function nationalVersion(): Promise<bigint> {
  const { version } = await database().nationalVersion.findFirstOrThrow();
  return version;
}

/** The stored row as the domain has it. Throws where the row holds a key the domain does not know: the program is then older than its data. */
export function inspectionFromRow(row: Prisma.InspectionGetPayload<{ include: typeof WHOLE_INSPECTION }>): Inspection {
  const { framework, eventType, datePrecision } = row;
  if (framework !== null && !isFrameworkKey(framework)) throw unknownKey(row.key, 'framework', framework);
  if (!isEventType(eventType)) throw unknownKey(row.key, 'event type', eventType);
  if (!isDatePrecision(datePrecision)) throw unknownKey(row.key, 'date precision', datePrecision);
  return {
    id: row.key,
    authority: row.authority.slug,
    framework,
    eventType,
    dates: row.dates.map((range) => ({ start: fromDateColumn(range.startsOn), end: fromDateColumn(range.endsOn) })),
    precision: datePrecision,
    publishedOn: row.publishedOn && fromDateColumn(row.publishedOn),
    judgements: row.judgements.map((judgement) => judgementFromRow(row.key, judgement)),
    themes: row.themes.map(({ theme }) => {
      if (!isTheme(theme)) throw unknownKey(row.key, 'theme', theme);
      return theme;
    }),
    summary: row.summary,
    reportUrl: row.reportUrl,
    source: sourceFromRow(row.source),
  };
}

function judgementFromRow(inspection: string, row: Prisma.JudgementGetPayload<object>): Judgement {
  const { area, grade, absence, covers, words } = row;
  if (!isAreaKey(area)) throw unknownKey(inspection, 'area', area);
  if (grade !== null && !isGrade(grade)) throw unknownKey(inspection, 'grade', grade);
  if (absence !== null && !isAbsence(absence)) throw unknownKey(inspection, 'absence', absence);
  if (covers !== null && !isCovers(covers)) throw unknownKey(inspection, 'cover', covers);
  return { area, grade, absence, words, covers };
}

function isCovers(text: string): text is Covers {
  return Object.hasOwn(COVERS, text);
}

function isDatePrecision(text: string): text is DatePrecision {
  return (DATE_PRECISIONS as readonly string[]).includes(text);
}

function unknownKey(inspection: string, what: string, value: string): Error {
  return new Error(`Inspection ${inspection} has the unknown ${what} ${value}`);
}
