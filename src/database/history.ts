import { createHash } from 'node:crypto';

import {
  canonicalJson,
  INSTALLATION_CHAIN,
  NATIONAL_CHAIN,
  type ChainedEntry,
  type ChainHead,
  type HistoryEntry,
  type NewHistoryEntry,
} from '@/domain/history';
import { moment, momentText, type Moment } from '@/domain/shared';
import { database, type Queries } from './client';
import { Prisma } from './generated/client';

/** Entries read at a time by whoever goes through a whole chain. */
const AT_A_TIME = 2_000;

/**
 * Adds to the history that a version of a record was saved. To be called in the transaction that saves it, after the record itself, so that all transactions
 * take their locks in the same order; the chain stays locked until that transaction ends. Throws where the version does not follow the last one kept.
 */
export async function appendHistory(queries: Queries, entry: NewHistoryEntry): Promise<void> {
  await appendHistories(queries, [entry]);
}

/** The same for many records at once, in the order given; one statement, in time that grows with their number. */
export async function appendHistories(queries: Queries, entries: readonly NewHistoryEntry[]): Promise<void> {
  if (entries.length === 0) return;
  const rows = entries.map((entry) => ({
    chain: entry.chain,
    record_type: entry.recordType,
    record_id: entry.recordId,
    version: entry.version,
    council: entry.council === undefined ? councilOf(entry.chain) : entry.council,
    at: momentText(entry.at),
    actor: entry.actor,
    reason: entry.reason,
    content: entry.content === null ? null : canonicalJson(entry.content),
  }));
  // A trigger adds position and hashes.
  await queries.$executeRaw`
    INSERT INTO history_entry (chain, record_type, record_id, version, council, at, actor, reason, content)
    SELECT e.chain, e.record_type, e.record_id, e.version, e.council, e.at, e.actor, e.reason, e.content
    FROM ROWS FROM (json_to_recordset(${JSON.stringify(rows)}::json)
      AS (chain text, record_type text, record_id text, version integer, council text, at timestamptz, actor text, reason text, content text))
      WITH ORDINALITY AS e
    ORDER BY e.ordinality`;
}

/** What was saved of a council's records, newest first, each with the version before it; and how many entries there are in all. */
export async function listHistory(
  wanted: HistoryFilter,
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly entries: readonly EntryWithPrevious[]; readonly total: number }> {
  const where = conditions(wanted);
  const [rows, [count]] = await Promise.all([
    database().$queryRaw<(EntryRow & { previous: string | null })[]>`
      SELECT e.*, p.content AS previous
      FROM history_entry e
      LEFT JOIN history_entry p ON p.record_type = e.record_type AND p.record_id = e.record_id AND p.version = e.version - 1
      WHERE ${where}
      ORDER BY e.at DESC, e.position DESC, e.chain
      LIMIT ${page.limit} OFFSET ${page.offset}`,
    database().$queryRaw<{ total: bigint }[]>`SELECT count(*) AS total FROM history_entry e WHERE ${where}`,
  ]);
  return { entries: rows.map((row) => ({ ...fromRow(row), previous: row.previous })), total: Number(count?.total ?? 0) };
}

/** The ids of everybody who saved one of a council's records of these types: people, `operator`, `system`. */
export async function listHistoryActors(council: string, recordTypes: readonly string[]): Promise<readonly string[]> {
  const rows = await database().$queryRaw<{ actor: string }[]>`
    SELECT DISTINCT actor FROM history_entry WHERE council = ${council} AND record_type = ANY(${[...recordTypes]}::text[]) ORDER BY actor`;
  return rows.map(({ actor }) => actor);
}

/** One version of a record; null where it was never saved. */
export async function findVersion(recordType: string, recordId: string, version: number): Promise<HistoryEntry | null> {
  const row = await database().historyEntry.findUnique({ where: { recordType_recordId_version: { recordType, recordId, version } } });
  return row && { ...row, at: moment(row.at.toISOString()) };
}

/** All records of a type that a council had at a moment, by id. */
export async function recordsAsAt(council: string, recordType: string, at: Moment): Promise<readonly HistoryEntry[]> {
  const rows = await database().$queryRaw<EntryRow[]>`
    SELECT * FROM (
      SELECT DISTINCT ON (record_id) * FROM history_entry
      WHERE council = ${council} AND record_type = ${recordType} AND at <= ${momentText(at)}::timestamptz
      ORDER BY record_id, version DESC
    ) newest WHERE content IS NOT NULL ORDER BY record_id`;
  return rows.map(fromRow);
}

/**
 * The records of a council that were saved after a moment, by type and id: each as it stands now (null where it was removed) and as it stood then (null where it
 * did not exist). However often a record was saved in between, it comes once.
 */
export async function changedSince(council: string, recordTypes: readonly string[], since: Moment): Promise<readonly ChangedRecord[]> {
  const rows = await database().$queryRaw<(EntryRow & { previous: string | null })[]>`
    SELECT newest.*, (
      SELECT b.content FROM history_entry b
      WHERE b.record_type = newest.record_type AND b.record_id = newest.record_id AND b.at <= ${momentText(since)}::timestamptz
      ORDER BY b.version DESC LIMIT 1
    ) AS previous
    FROM (
      SELECT DISTINCT ON (record_type, record_id) * FROM history_entry
      WHERE council = ${council} AND record_type = ANY(${[...recordTypes]}::text[]) AND at > ${momentText(since)}::timestamptz
      ORDER BY record_type, record_id, version DESC
    ) newest
    ORDER BY newest.record_type, newest.record_id`;
  return rows.map((row) => ({ ...fromRow(row), previous: row.previous }));
}

/** Every chain there is, with its head; a chain whose head is gone comes with null. */
export async function listChains(): Promise<readonly { readonly chain: string; readonly head: ChainHead | null }[]> {
  const rows = await database().$queryRaw<{ chain: string; position: number | null; hash: string | null }[]>`
    WITH RECURSIVE started AS (
      (SELECT chain FROM history_entry ORDER BY chain LIMIT 1)
      UNION ALL
      SELECT (SELECT e.chain FROM history_entry e WHERE e.chain > s.chain ORDER BY e.chain LIMIT 1) FROM started s WHERE s.chain IS NOT NULL
    )
    SELECT chain, head.position, head.hash FROM started FULL JOIN history_chain head USING (chain) WHERE chain IS NOT NULL ORDER BY chain`;
  return rows.map(({ chain, position, hash }) => ({ chain, head: position === null || hash === null ? null : { chain, position, hash } }));
}

/** The heads of all chains with the time of their newest entry, for an anchor. */
export async function listHeads(): Promise<readonly (ChainHead & Pick<HistoryEntry, 'at'>)[]> {
  const rows = await database().$queryRaw<{ chain: string; position: number; hash: string; at: Date }[]>`
    SELECT c.chain, c.position, c.hash, e.at FROM history_chain c JOIN history_entry e USING (chain, position) ORDER BY c.chain`;
  return rows.map((row) => ({ ...row, at: moment(row.at.toISOString()) }));
}

/** A chain from its first entry, read bit by bit: it may be long. */
export async function* readChain(chain: string): AsyncGenerator<ChainedEntry> {
  let after: number | null = null;
  for (;;) {
    const rows: ChainedRow[] = await database().historyEntry.findMany({
      where: { chain, ...(after === null ? {} : { position: { gt: after } }) },
      orderBy: { position: 'asc' },
      take: AT_A_TIME,
    });
    for (const row of rows) yield { ...row, at: moment(row.at.toISOString()) };
    const last = rows.at(-1);
    if (last === undefined || rows.length < AT_A_TIME) return;
    after = last.position;
  }
}

/** The names of those of the ids that belong to people who are still here. */
export async function namePeople(ids: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const rows = await database().person.findMany({ where: { id: { in: [...ids] } }, select: { id: true, name: true } });
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** SHA-256 of the text in UTF-8, hexadecimal. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function councilOf(chain: string): string | null {
  return chain === NATIONAL_CHAIN || chain === INSTALLATION_CHAIN ? null : chain;
}

function conditions({ council, recordTypes, recordId, actor, from, until }: HistoryFilter): Prisma.Sql {
  const all = [
    Prisma.sql`e.council = ${council}`,
    Prisma.sql`e.record_type = ANY(${[...recordTypes]}::text[])`,
    ...(recordId === null ? [] : [Prisma.sql`e.record_id = ${recordId}`]),
    ...(actor === null ? [] : [Prisma.sql`e.actor = ${actor}`]),
    ...(from === null ? [] : [Prisma.sql`e.at >= ${momentText(from)}::timestamptz`]),
    ...(until === null ? [] : [Prisma.sql`e.at < ${momentText(until)}::timestamptz`]),
  ];
  return Prisma.join(all, ' AND ');
}

function fromRow(row: EntryRow): HistoryEntry {
  return {
    chain: row.chain,
    position: row.position,
    recordType: row.record_type,
    recordId: row.record_id,
    version: row.version,
    council: row.council,
    at: moment(row.at.toISOString()),
    actor: row.actor,
    reason: row.reason,
    content: row.content,
  };
}

/** Which entries to list. */
export interface HistoryFilter {
  readonly council: string;
  /** Of these types only: those that the asker may read. */
  readonly recordTypes: readonly string[];
  readonly recordId: string | null;
  readonly actor: string | null;
  readonly from: Moment | null;
  /** The first moment no longer wanted. */
  readonly until: Moment | null;
}

/** An entry with the content of the version before, null where there is none. */
export interface EntryWithPrevious extends HistoryEntry {
  readonly previous: string | null;
}

/** The newest version with the content at the earlier moment. */
export type ChangedRecord = EntryWithPrevious;

/** The columns of an entry as SQL names them. */
interface EntryRow {
  readonly chain: string;
  readonly position: number;
  readonly record_type: string;
  readonly record_id: string;
  readonly version: number;
  readonly council: string | null;
  readonly at: Date;
  readonly actor: string;
  readonly reason: string | null;
  readonly content: string | null;
}

type ChainedRow = Prisma.HistoryEntryGetPayload<object>;
