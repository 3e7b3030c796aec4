import {
  fieldsStatedBy,
  matchingInspection,
  plainName,
  reconcileInspection,
  type AuthorityStatement,
  type CouncilIdentity,
  type InspectionStatement,
  type NeighbourStatement,
  type Reconciliation,
  type SourceStatements,
  type StatedSource,
} from '@/domain/exchange';
import { firstDayOnSite, inspectionId, lastDayOnSite, type StatedInspection } from '@/domain/inspections';
import { database, type Queries } from './client';
import type { Prisma } from './generated/client';
import { inspectionFromRow, WHOLE_INSPECTION } from './inspections';
import { appendAuthorities, appendInspections } from './national-history';
import { toDateColumn } from './rows';

/** Any number of our own: whoever holds this advisory lock is the only one to import. */
const IMPORT_LOCK = 20_261_122;

/** An import waits for the one before it and then takes seconds; longer means that something is broken. */
const TIMEOUT_MS = 120_000;

/**
 * Brings what sources state into the database in one transaction, source after source, reconciled with what is stored (`reconcileInspection`), and writes
 * down the load. One import runs at a time; a second waits and then finds what the first has stored.
 *
 * Whatever is not saved has still been tried in full, so a check finds what the real import would meet. Throws when a statement names a council that does
 * not exist or says two things about one event: whoever reads a file refuses those first.
 */
export async function applyStatements(
  statements: readonly SourceStatements[],
  load: LoadFacts,
  save: Save = 'all-or-nothing',
): Promise<AppliedStatements> {
  try {
    return await database().$transaction(
      async (queries) => {
        await queries.$executeRaw`SELECT pg_advisory_xact_lock(${IMPORT_LOCK}::bigint)`;
        const tally = new Tally();
        const reason = load.kind === 'reference-set' ? 'Load of the reference set' : `Import of ${load.fileName}`;
        const sourceIds: number[] = [];
        for (const stated of statements) {
          const sourceId = await saveSource(queries, stated.source, load.kind === 'reference-set');
          sourceIds.push(sourceId);
          await saveAuthorities(queries, stated.authorities ?? [], sourceId, tally, reason);
          await saveNeighbours(queries, stated.neighbours ?? [], sourceId, tally);
          await saveInspections(queries, stated.inspections ?? [], { id: sourceId, key: stated.source.key }, tally, reason);
        }
        // Rules that wait for the end of a transaction would otherwise not be met by a check.
        await queries.$executeRaw`SET CONSTRAINTS ALL IMMEDIATE`;
        const refused = (load.refused ?? 0) + tally.incomplete.length;
        const saved = save === 'what-is-valid' || (save === 'all-or-nothing' && refused === 0);
        const { counts, inspections, neighbours, incomplete } = tally;
        const applied: AppliedStatements = { ...counts, saved, inspections, neighbours, incomplete };
        if (!saved) throw new NotSaved(applied);
        await queries.load.create({
          data: {
            kind: load.kind,
            fileName: load.fileName,
            fileHash: load.fileHash,
            sourceId: sourceIds.length === 1 ? (sourceIds[0] ?? null) : null,
            refused,
            ...counts,
          },
        });
        return applied;
      },
      { maxWait: TIMEOUT_MS, timeout: TIMEOUT_MS },
    );
  } catch (error) {
    if (error instanceof NotSaved) return error.applied;
    throw error;
  }
}

/** Every council, abolished ones too, as files may name it. */
export async function listCouncilIdentities(): Promise<readonly CouncilIdentity[]> {
  const rows = await database().authority.findMany({
    select: {
      slug: true,
      name: true,
      laCode: true,
      abolishedOn: true,
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

/**
 * What is known of a source stays, so that the same file a second time (under another name, say) changes no row; gaps are filled. Only the reference set,
 * where sources are described by hand, corrects a description.
 */
async function saveSource(queries: Queries, { key, ...stated }: StatedSource, corrects: boolean): Promise<number> {
  const facts = {
    ...stated,
    publishedOn: stated.publishedOn && toDateColumn(stated.publishedOn),
    retrievedOn: toDateColumn(stated.retrievedOn),
  };
  const stored = await queries.source.findUnique({ where: { key } });
  if (!stored) return (await queries.source.create({ data: { key, ...facts } })).id;
  const [first, second] = corrects ? [facts, stored] : [stored, facts];
  const data = {
    name: first.name,
    publisher: first.publisher,
    url: first.url ?? second.url,
    file: first.file ?? second.file,
    page: first.page ?? second.page,
    publishedOn: first.publishedOn ?? second.publishedOn,
    retrievedOn: first.retrievedOn,
  };
  const { id, key: _, ...known } = stored;
  if (JSON.stringify({ ...known, ...data }) !== JSON.stringify(known)) await queries.source.update({ where: { key }, data });
  return stored.id;
}

async function saveAuthorities(
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

async function saveNeighbours(queries: Queries, statements: readonly NeighbourStatement[], sourceId: number, tally: Tally): Promise<void> {
  if (statements.length === 0) return;
  const idOf = await authorityIds(queries);
  const models = [...new Set(statements.map(({ model }) => model))];
  const stored = await queries.neighbour.findMany({ where: { model: { in: models } }, orderBy: { rank: 'asc' } });
  const storedLists = Map.groupBy(stored, (row) => `${row.authorityId} ${row.model}`);
  const fresh: Prisma.NeighbourCreateManyInput[] = [];
  for (const { authority, model, neighbours } of statements) {
    const authorityId = required(idOf, authority);
    const rows = neighbours.map((each, index) => ({
      authorityId,
      model,
      rank: index + 1,
      neighbourId: required(idOf, each.authority),
      closeness: each.closeness,
      sourceId,
    }));
    const before = storedLists.get(`${authorityId} ${model}`);
    const same = before?.length === rows.length && before.every((row, index) => sameNeighbour(row, rows[index]));
    tally.neighboursApplied({ authority, model, outcome: before === undefined ? 'added' : same ? 'unchanged' : 'changed' });
    if (same) continue;
    if (before) await queries.neighbour.deleteMany({ where: { authorityId, model } });
    fresh.push(...rows);
  }
  await queries.neighbour.createMany({ data: fresh });
}

function sameNeighbour(row: NeighbourFacts, stated: NeighbourFacts | undefined): boolean {
  return row.rank === stated?.rank && row.neighbourId === stated.neighbourId && row.closeness === stated.closeness;
}

async function saveInspections(
  queries: Queries,
  statements: readonly InspectionStatement[],
  source: { readonly id: number; readonly key: string },
  tally: Tally,
  reason: string,
): Promise<void> {
  if (statements.length === 0) return;
  const idOf = await authorityIds(queries);
  const firstDays = [...new Set(statements.map((stated) => firstDayOnSite(stated).toString()))].map((day) => new Date(`${day}T00:00:00Z`));
  const rows = await queries.inspection.findMany({ where: { startsOn: { in: firstDays } }, include: WHOLE_INSPECTION });
  const storedByCouncil = Map.groupBy(
    rows.map((row) => ({ ...inspectionFromRow(row), rowId: row.id, sourceKey: row.source.key })),
    ({ authority }) => authority,
  );
  const added: StatedInspection[] = [];
  const matched = new Map<number, InspectionStatement>();
  const noticed: Noticed[] = [];
  const saved: number[] = [];
  for (const stated of statements) {
    const stored = matchingInspection(storedByCouncil.get(stated.authority) ?? [], stated);
    if (stored && matched.has(stored.rowId)) throw new Error(`${source.key} says two things about ${stored.authority} ${stored.id}`);
    if (stored) matched.set(stored.rowId, stated);
    const reconciliation = reconcileInspection(stored, stated, stored?.sourceKey === source.key);
    tally.reconciled(stated, stored?.id ?? null, reconciliation);
    if (reconciliation.outcome === 'added') added.push(reconciliation.inspection);
    if (stored && reconciliation.outcome === 'changed') {
      await saveInspection(queries, stored.rowId, reconciliation.inspection);
      saved.push(stored.rowId);
      for (const change of reconciliation.changes) await changeSides(queries, stored.rowId, change.field, change.stated);
    }
    if (stored && 'disagreements' in reconciliation) {
      noticed.push(...reconciliation.disagreements.map((each) => ({ ...each, inspectionId: stored.rowId, sourceId: source.id })));
    }
  }
  saved.push(...(await addInspections(queries, added, idOf, source.id)));
  await appendInspections(queries, saved, reason);
  await saveDisagreements(queries, source.id, matched, noticed);
}

async function addInspections(
  queries: Queries,
  inspections: readonly StatedInspection[],
  idOf: ReadonlyMap<string, number>,
  sourceId: number,
): Promise<readonly number[]> {
  const created = await queries.inspection.createManyAndReturn({
    data: inspections.map((inspection) => ({
      ...inspectionColumns(inspection),
      authorityId: required(idOf, inspection.authority),
      sourceId,
    })),
    select: { id: true, authorityId: true, key: true },
  });
  const rowIdOf = new Map(created.map(({ id, authorityId, key }) => [`${authorityId} ${key}`, id]));
  await addParts(
    queries,
    inspections.map((inspection) => ({
      rowId: required(rowIdOf, `${required(idOf, inspection.authority)} ${keyOf(inspection)}`),
      inspection,
    })),
  );
  return created.map(({ id }) => id);
}

async function saveInspection(queries: Queries, rowId: number, inspection: StatedInspection): Promise<void> {
  await queries.inspection.update({ where: { id: rowId }, data: { ...inspectionColumns(inspection), version: { increment: 1 } } });
  const where = { inspectionId: rowId };
  await queries.inspectionDates.deleteMany({ where });
  await queries.judgement.deleteMany({ where });
  await queries.inspectionTheme.deleteMany({ where });
  await addParts(queries, [{ rowId, inspection }]);
}

async function addParts(
  queries: Queries,
  inspections: readonly { readonly rowId: number; readonly inspection: StatedInspection }[],
): Promise<void> {
  await queries.inspectionDates.createMany({
    data: inspections.flatMap(({ rowId, inspection }) =>
      inspection.dates.map(({ start, end }) => ({ inspectionId: rowId, startsOn: toDateColumn(start), endsOn: toDateColumn(end) })),
    ),
  });
  await queries.judgement.createMany({
    data: inspections.flatMap(({ rowId, inspection }) =>
      inspection.judgements.map(({ area, grade, absence, words, covers }) => ({
        inspectionId: rowId,
        area,
        grade,
        absence,
        words,
        covers,
      })),
    ),
  });
  await queries.inspectionTheme.createMany({
    data: inspections.flatMap(({ rowId, inspection }) => inspection.themes.map((theme) => ({ inspectionId: rowId, theme }))),
  });
}

function inspectionColumns(inspection: StatedInspection) {
  return {
    key: keyOf(inspection),
    framework: inspection.framework,
    eventType: inspection.eventType,
    startsOn: toDateColumn(firstDayOnSite(inspection)),
    endsOn: toDateColumn(lastDayOnSite(inspection)),
    datePrecision: inspection.precision,
    publishedOn: inspection.publishedOn && toDateColumn(inspection.publishedOn),
    reportUrl: inspection.reportUrl,
    summary: inspection.summary,
  };
}

function keyOf(inspection: StatedInspection): string {
  return inspectionId(firstDayOnSite(inspection), inspection.eventType);
}

/** A stored value has changed: other sources that disagreed with the old one now disagree with the new one, or agree at last. */
async function changeSides(queries: Queries, inspectionId: number, field: string, stored: string): Promise<void> {
  await queries.disagreement.deleteMany({ where: { inspectionId, field, stated: stored } });
  await queries.disagreement.updateMany({ where: { inspectionId, field }, data: { stored } });
}

/** Writes down what the source says differently, and strikes out what it no longer does; a field it leaves open stays as it was. */
async function saveDisagreements(
  queries: Queries,
  sourceId: number,
  matched: ReadonlyMap<number, InspectionStatement>,
  noticed: readonly Noticed[],
): Promise<void> {
  const known = await queries.disagreement.findMany({ where: { sourceId, inspectionId: { in: [...matched.keys()] } } });
  const same = (left: Noticed) => (right: Noticed) => left.inspectionId === right.inspectionId && left.field === right.field;
  for (const row of known) {
    const still = noticed.find(same(row));
    const where = { inspectionId_field_sourceId: { inspectionId: row.inspectionId, field: row.field, sourceId } };
    const stated = matched.get(row.inspectionId);
    if (still && (still.stored !== row.stored || still.stated !== row.stated)) {
      await queries.disagreement.update({ where, data: { stored: still.stored, stated: still.stated } });
    } else if (!still && stated && fieldsStatedBy(stated).some((field) => field === row.field)) {
      await queries.disagreement.delete({ where });
    }
  }
  await queries.disagreement.createMany({ data: noticed.filter((each) => !known.some(same(each))) });
}

async function authorityIds(queries: Queries): Promise<ReadonlyMap<string, number>> {
  const rows = await queries.authority.findMany({ select: { slug: true, id: true } });
  return new Map(rows.map(({ slug, id }) => [slug, id]));
}

function required(ids: ReadonlyMap<string, number>, key: string): number {
  const id = ids.get(key);
  if (id === undefined) throw new Error(`Nothing is stored under ${key}`);
  return id;
}

/** What came of a load so far. */
class Tally {
  readonly counts = { added: 0, changed: 0, unchanged: 0, disagreements: 0 };
  readonly inspections: AppliedInspection[] = [];
  readonly neighbours: AppliedNeighbours[] = [];
  readonly incomplete: InspectionStatement[] = [];

  count(outcome: Outcome): void {
    this.counts[outcome] += 1;
  }

  neighboursApplied(applied: AppliedNeighbours): void {
    this.count(applied.outcome);
    this.neighbours.push(applied);
  }

  reconciled(stated: InspectionStatement, storedId: string | null, reconciliation: Reconciliation): void {
    if (reconciliation.outcome === 'incomplete') {
      this.incomplete.push(stated);
      return;
    }
    this.count(reconciliation.outcome);
    if ('disagreements' in reconciliation) this.counts.disagreements += reconciliation.disagreements.length;
    this.inspections.push({ stated, storedId, reconciliation });
  }
}

/** Takes the transaction back, and carries out what it would have done. */
class NotSaved extends Error {
  constructor(readonly applied: AppliedStatements) {
    super('Nothing was saved');
  }
}

type NeighbourFacts = Pick<Prisma.NeighbourUncheckedCreateInput, 'rank' | 'neighbourId' | 'closeness'>;

interface Noticed {
  readonly inspectionId: number;
  readonly field: string;
  readonly sourceId: number;
  readonly stored: string;
  readonly stated: string;
}

/** Whether to save: only when nothing at all was refused, all that is valid, or nothing (a check). */
export type Save = 'all-or-nothing' | 'what-is-valid' | 'nothing';

export interface LoadFacts {
  readonly kind: 'reference-set' | 'ofsted-outcomes' | 'neighbours';
  readonly fileName: string;
  /** SHA-256 of the bytes, hexadecimal. */
  readonly fileHash: string;
  /** Rows refused while reading. */
  readonly refused?: number;
}

/** What was done, or, where `saved` is false, what would have been done. Counts are of councils, lists of neighbours and events together. */
export interface AppliedStatements {
  readonly saved: boolean;
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  /** Fields in which stored inspections and this load say different things, noticed now or before. */
  readonly disagreements: number;
  /** Every event stated, with what came of it. */
  readonly inspections: readonly AppliedInspection[];
  /** Every list of neighbours stated, with what came of it. */
  readonly neighbours: readonly AppliedNeighbours[];
  /** Statements about events that are not known and whose kind is not stated. */
  readonly incomplete: readonly InspectionStatement[];
}

export interface AppliedInspection {
  readonly stated: InspectionStatement;
  /** Id of the event it was matched with, null for a new one. */
  readonly storedId: string | null;
  readonly reconciliation: Exclude<Reconciliation, { readonly outcome: 'incomplete' }>;
}

export interface AppliedNeighbours {
  /** Slug of the council. */
  readonly authority: string;
  readonly model: string;
  readonly outcome: Outcome;
}

type Outcome = 'added' | 'changed' | 'unchanged';
