import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import { anchorText, changesInSentences, readAnchors, verifyChain, type ChainFault } from '@/domain/history';
import {
  calendarDateSchema,
  Forbidden,
  isBefore,
  momentText,
  startOfDay,
  type CalendarDate,
  type Moment,
  type Problem,
} from '@/domain/shared';
import * as history from '@/database/history';
import { csvFile } from '@/documents/csv';
import { PlainFault } from '@/platform/plain-fault';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { RECORD_KINDS } from './kinds';

const ON_A_PAGE = 50;
/** More in one file would be read by nobody; the period narrows it. */
const MOST_IN_A_FILE = 10_000;

/** A history with the choices of its filter. */
export interface HistoryView {
  readonly authority: Authority;
  /** Newest first. */
  readonly lines: readonly HistoryLine[];
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  /** Kinds of records that the asker may read the history of. */
  readonly kinds: readonly { readonly key: string; readonly words: string }[];
  /** Everybody who saved one of them. */
  readonly people: readonly { readonly id: string; readonly words: string }[];
  /** What is wrong with the filter; what it asks for is then left out of account. */
  readonly problems: readonly Problem[];
}

/** What was saved once, in sentences. */
export interface HistoryLine {
  readonly chain: string;
  readonly position: number;
  readonly at: Moment;
  /** The name of a person, or who else it was. */
  readonly who: string;
  /** The record with its name in a sentence: `the short inspection of September 2023`. */
  readonly record: { readonly type: string; readonly id: string; readonly version: number; readonly name: string };
  /** What changed, a sentence each without its full stop; at least one. */
  readonly sentences: readonly string[];
  readonly reason: string | null;
}

/** What an address asks of a history, as it stands there. */
export interface HistoryQuery {
  readonly kind?: string | undefined;
  /** Id of one record; only together with its kind. */
  readonly record?: string | undefined;
  readonly person?: string | undefined;
  /** First and last day, `2026-11-20`. */
  readonly from?: string | undefined;
  readonly to?: string | undefined;
  readonly page?: string | undefined;
}

/** The history of a council's records, or of one. Each sees it only of records that they may read. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function viewHistory(actor: Actor, slug: string, query: HistoryQuery): Promise<HistoryView> {
  const { authority, kinds } = await authorised(actor, slug);
  const { filter, page: asked, problems } = readQuery(slug, kinds, query);
  const listPage = async (page: number) => history.listHistory(filter, { limit: ON_A_PAGE, offset: (page - 1) * ON_A_PAGE });
  const [found, actors] = await Promise.all([listPage(asked), history.listHistoryActors(slug, kinds)]);
  const pages = Math.max(1, Math.ceil(found.total / ON_A_PAGE));
  const page = Math.min(asked, pages);
  const { entries, total } = page === asked ? found : await listPage(page);
  const nameOf = await namesFor(entries, actors);
  return {
    authority,
    lines: entries.map((entry) => lineOf(entry, nameOf)),
    total,
    page,
    pages,
    kinds: kinds.map((key) => ({ key, words: RECORD_KINDS[key]?.words ?? key })),
    people: actors.map((id) => ({ id, words: nameOf(id) })).toSorted((left, right) => left.words.localeCompare(right.words, 'en-GB')),
    problems,
  };
}

/** The same as a CSV file, newest first and at most 10,000 lines. */
export async function historyFile(
  actor: Actor,
  slug: string,
  query: HistoryQuery,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  const { kinds } = await authorised(actor, slug);
  const { filter } = readQuery(slug, kinds, query);
  const { entries } = await history.listHistory(filter, { limit: MOST_IN_A_FILE, offset: 0 });
  const nameOf = await namesFor(entries, []);
  const rows = entries.map((entry) => {
    const { who, record, sentences, reason } = lineOf(entry, nameOf);
    const kind = RECORD_KINDS[record.type]?.words ?? record.type;
    return [
      momentText(entry.at),
      who,
      kind,
      record.id,
      record.name,
      record.version,
      sentences.join('; '),
      reason,
      entry.chain,
      entry.position,
    ];
  });
  const columns = ['at', 'who', 'kind', 'record', 'name', 'version', 'changes', 'reason', 'chain', 'position'];
  return { fileName: `${slug}-history.csv`, body: csvFile(columns, rows) };
}

/** What has become of a council's records since a moment: one line for each that is different now, with all that changed in between. */
export async function viewChangesSince(actor: Actor, slug: string, since: Moment): Promise<readonly HistoryLine[]> {
  const { kinds } = await authorised(actor, slug);
  const saved = await history.changedSince(slug, kinds, since);
  // What was changed and put back is as it was.
  const changed = saved.filter(({ content, previous }) => content !== previous);
  const nameOf = await namesFor(changed, []);
  return changed.map((entry) => lineOf(entry, nameOf));
}

/**
 * Goes through every chain, or says where an earlier anchor no longer fits.
 *
 * @throws PlainFault when the anchor is no anchor
 */
export async function verifyHistory(
  actor: Actor,
  anchor: string | null,
): Promise<readonly { readonly chain: string; readonly length: number; readonly fault: ChainFault | null }[]> {
  authorise(actor, 'look-after-installation');
  const anchors = anchor === null ? { heads: [], refused: null } : readAnchors(anchor);
  if (anchors.refused !== null) throw new PlainFault(`This is not an anchor of the history. ${anchors.refused}.`);
  const known = await history.listChains();
  const chains = [
    ...known,
    // A chain that is gone without a trace is in the anchor alone.
    ...[...new Set(anchors.heads.map(({ chain }) => chain))]
      .filter((chain) => !known.some((each) => each.chain === chain))
      .map((chain) => ({ chain, head: null })),
  ];
  const verified = [];
  for (const { chain, head } of chains) {
    const noted = anchors.heads.filter((anchored) => anchored.chain === chain);
    verified.push({ chain, ...(await verifyChain(chain, head, history.readChain(chain), noted, history.sha256)) });
  }
  return verified;
}

/** The heads of all chains, as text to be kept elsewhere. */
export async function anchorHistory(actor: Actor): Promise<string> {
  authorise(actor, 'look-after-installation');
  return anchorText(await history.listHeads());
}

/** Who acts, as the history notes it. */
export function historyActor(actor: Actor): string {
  if (actor.kind === 'public') throw new Forbidden('Nobody changes anything without signing in');
  return actor.kind === 'person' ? actor.id : 'operator';
}

/** What those who act are called: people by their name as long as they are here. */
export async function nameActors(ids: readonly string[]): Promise<(id: string) => string> {
  const names = await history.namePeople([...new Set(ids)]);
  return (id) => OTHER_ACTORS[id] ?? names.get(id) ?? 'a person no longer here';
}

const OTHER_ACTORS: Readonly<Record<string, string>> = { operator: 'the operator of this installation', system: 'the service itself' };

async function authorised(actor: Actor, slug: string): Promise<{ readonly authority: Authority; readonly kinds: readonly string[] }> {
  authorise(actor, 'read-history', slug);
  const authority = await councilOf(slug);
  const kinds = Object.entries(RECORD_KINDS).flatMap(([key, { permission }]) => (isAllowed(actor, permission, slug) ? [key] : []));
  return { authority, kinds };
}

function readQuery(
  council: string,
  kinds: readonly string[],
  query: HistoryQuery,
): { readonly filter: history.HistoryFilter; readonly page: number; readonly problems: readonly Problem[] } {
  const problems: Problem[] = [];
  const day = (field: 'from' | 'to'): CalendarDate | null => {
    const typed = query[field]?.trim() ?? '';
    if (typed === '') return null;
    const parsed = calendarDateSchema.safeParse(typed);
    if (parsed.success) return parsed.data;
    problems.push({ field, message: 'Enter a day such as 2026-11-20' });
    return null;
  };
  const from = day('from');
  const last = day('to');
  const to = from && last && isBefore(last, from) ? null : last;
  if (to !== last) problems.push({ field: 'to', message: 'Enter a day that is not before the first one' });
  const chosen = kinds.filter((kind) => kind === query.kind);
  // What cannot be an id is not looked for: PostgreSQL refuses some texts with an error.
  if (query.record && !isId(query.record)) problems.push({ message: 'Follow a link to this page instead of changing its address' });
  if (query.person && !isId(query.person)) problems.push({ field: 'person', message: 'Choose somebody from the list' });
  if (query.kind && chosen.length === 0) problems.push({ field: 'kind', message: 'Choose a kind of record from the list' });
  const page = Number(query.page ?? 1);
  return {
    filter: {
      council,
      recordTypes: chosen.length === 0 ? kinds : chosen,
      recordId: chosen.length > 0 ? idIn(query.record) : null,
      actor: idIn(query.person),
      from: from && startOfDay(from),
      until: to && startOfDay(to.add({ days: 1 })),
    },
    page: Number.isSafeInteger(page) && page >= 1 && page <= 100_000 ? page : 1,
    problems,
  };
}

function isId(text: string): boolean {
  return /^[\w/-]{1,120}$/.test(text);
}

function idIn(text: string | undefined): string | null {
  return text !== undefined && isId(text) ? text : null;
}

/** Names for everybody who acts in these entries or is spoken of in them. */
async function namesFor(entries: readonly history.EntryWithPrevious[], others: readonly string[]): Promise<(id: string) => string> {
  const spokenOf = entries.flatMap(({ recordType, content, previous }) =>
    [content, previous].flatMap((text) => (text === null ? [] : (RECORD_KINDS[recordType]?.read(text)?.people ?? []))),
  );
  return nameActors([...others, ...spokenOf, ...entries.map(({ actor }) => actor)]);
}

function lineOf(entry: history.EntryWithPrevious, nameOf: (id: string) => string): HistoryLine {
  const kind = RECORD_KINDS[entry.recordType];
  const describe = (content: string) => kind?.read(content)?.describe(nameOf) ?? null;
  const before = entry.previous === null ? null : describe(entry.previous);
  const after = entry.content === null ? null : describe(entry.content);
  const name = after?.name ?? before?.name ?? 'a record';
  const unreadable = (entry.content !== null && after === null) || (entry.previous !== null && before === null);
  const previous = entry.previous === null ? (kind?.initial ?? null) : (before?.facts ?? null);
  const sentences = unreadable
    ? ['Saved in a form that this version of the service cannot show']
    : changesInSentences(name, previous, after?.facts ?? null);
  return {
    chain: entry.chain,
    position: entry.position,
    at: entry.at,
    who: nameOf(entry.actor),
    record: { type: entry.recordType, id: entry.recordId, version: entry.version, name },
    sentences: sentences.length === 0 ? ['Saved without a change'] : sentences,
    reason: entry.reason,
  };
}
