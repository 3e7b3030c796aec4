import { counted, momentText } from '../shared';
import type { HistoryEntry } from './entry';

/** What stands before the first entry of a chain. */
export const NO_HASH = '0'.repeat(64);

/** An entry with what chains it to the one before. */
export interface ChainedEntry extends HistoryEntry {
  /** The database's number for the transaction that wrote it. */
  readonly writtenIn: bigint;
  readonly previousHash: string;
  /** SHA-256 over everything else, hexadecimal. */
  readonly hash: string;
}

/** The newest entry of a chain. */
export interface ChainHead {
  readonly chain: string;
  readonly position: number;
  readonly hash: string;
}

/** Where a chain first breaks, and how that shows. */
export interface ChainFault {
  readonly chain: string;
  readonly position: number;
  readonly what: string;
}

export type Sha256 = (text: string) => string;

/**
 * What the hash of an entry is taken over: each field with its length in bytes before it, a dash for none, so that no two entries are written alike.
 * The database does the same (`history_hash` in the migrations); a test holds the two together.
 */
export function hashedText(entry: Omit<ChainedEntry, 'hash'>): string {
  const fields = [
    'history-entry-1',
    entry.chain,
    String(entry.position),
    entry.recordType,
    entry.recordId,
    String(entry.version),
    entry.council,
    momentText(entry.at),
    entry.actor,
    entry.reason,
    entry.content,
    String(entry.writtenIn),
    entry.previousHash,
  ];
  return fields.map((field) => (field === null ? '-,' : `${bytes.encode(field).length}:${field},`)).join('');
}

const bytes = new TextEncoder();

/**
 * Goes through a chain from its first entry and answers with the first fault, or null. `head` is what the database says is the newest entry, `anchors` what was
 * noted down elsewhere earlier; entries younger than both are checked as well. Give the head as it was before the first entry was read: others may append.
 *
 * Whoever can change the database at will can also compute a whole chain anew, or cut its end together with the head. Only an anchor kept elsewhere shows that.
 */
export async function verifyChain(
  chain: string,
  head: ChainHead | null,
  entries: AsyncIterable<ChainedEntry>,
  anchors: readonly ChainHead[],
  sha256: Sha256,
): Promise<{ readonly length: number; readonly fault: ChainFault | null }> {
  const marks = [
    ...anchors.map((anchor) => ({
      ...anchor,
      missing: 'is missing, though it was there when the anchor was made',
      other: 'is another entry than the anchor names',
    })),
    ...(head
      ? [{ ...head, missing: 'is missing: the end of the chain is cut off', other: 'is not what the head of the chain names' }]
      : []),
  ];
  let last: ChainHead = { chain, position: 0, hash: NO_HASH };
  const broken = (position: number, what: string) => ({ length: last.position, fault: { chain, position, what } });
  for await (const entry of entries) {
    const expected = last.position + 1;
    if (entry.position !== expected) return broken(expected, `is missing: position ${entry.position} follows ${last.position}`);
    if (sha256(hashedText(entry)) !== entry.hash) return broken(expected, 'was changed: it does not give its own hash');
    if (entry.previousHash !== last.hash) return broken(expected, 'does not follow the entry before it');
    const other = marks.find((mark) => mark.position === expected && mark.hash !== entry.hash);
    if (other) return broken(expected, other.other);
    last = { chain, position: expected, hash: entry.hash };
  }
  const missing = marks.find((mark) => mark.position > last.position);
  if (missing) return broken(last.position + 1, missing.missing);
  if (head === null && last.position > 0) return broken(last.position, 'has no head: the chain’s own row is gone');
  return { length: last.position, fault: null };
}

/** The heads of all chains as text to be kept elsewhere, one line each: `barnsley 120 <hash> 2026-11-20T09:30:00.000Z`. */
export function anchorText(heads: readonly (ChainHead & Pick<HistoryEntry, 'at'>)[]): string {
  return heads.map(({ chain, position, hash, at }) => `${chain} ${position} ${hash} ${momentText(at)}\n`).join('');
}

/**
 * Reads what `anchorText` wrote; lines that begin with `>` are npm's own and left out. Answers with the number of the line that is neither, or null.
 * A file without any line is refused too: it would prove nothing.
 */
export function readAnchors(text: string): { readonly heads: readonly ChainHead[]; readonly refused: string | null } {
  const heads: ChainHead[] = [];
  for (const [index, line] of text.split(/\r?\n/).entries()) {
    if (line.trim() === '' || line.startsWith('>')) continue;
    const [, chain, position, hash] = /^([a-z0-9-]+) (\d{1,9}) ([0-9a-f]{64})( \S+)?\s*$/.exec(line) ?? [];
    if (chain === undefined || position === undefined || hash === undefined) {
      return { heads: [], refused: `Line ${index + 1} is no line of an anchor` };
    }
    heads.push({ chain, position: Number(position), hash });
  }
  return { heads, refused: heads.length === 0 ? 'There is no line of an anchor in it' : null };
}

/** `barnsley, position 17, was changed: it does not give its own hash` */
export function faultInWords({ chain, position, what }: ChainFault): string {
  return `${chain}, position ${position}, ${what}`;
}

/** `barnsley: 17 entries, whole` */
export function wholeInWords(chain: string, length: number): string {
  return `${chain}: ${counted(length, 'entry', 'entries')}, whole`;
}
