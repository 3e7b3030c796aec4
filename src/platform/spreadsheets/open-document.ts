import { SaxesParser, type SaxesTagNS } from 'saxes';
import type { Sheet, SheetRow } from '@/domain/exchange';
import { cellTooLong, LIMITS, tooManyColumns, tooManyRows } from './limits';
import { UnreadableFile } from './unreadable-file';
import { unfold } from './zip';

/** Reads the sheets of an OpenDocument spreadsheet (OASIS OpenDocument 1.3, part 3, 9): only `content.xml`, as a stream, with every limit of `LIMITS`. */
export async function readOpenDocument(file: Buffer): Promise<readonly Sheet[]> {
  const reader = new ContentReader();
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of unfold(file, 'content.xml')) reader.write(decode(decoder, chunk));
  reader.write(decode(decoder));
  return reader.finish();
}

const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';
const TABLE = 'urn:oasis:names:tc:opendocument:xmlns:table:1.0';
const TEXT = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0';

/**
 * What a row or a cell stands for may be repeated by a number: empty ones over a million times, to the edge of the sheet. Empty ones are therefore counted and
 * never made; others are made within the limits.
 */
class ContentReader {
  readonly #parser = new SaxesParser({ xmlns: true, position: false });
  readonly #sheets: Sheet[] = [];
  /** Names of the open elements, outermost first. */
  readonly #open: string[] = [];
  #attributes = 0;
  #rowsKept = 0;
  #sheet: { name: string; rows: SheetRow[]; rowNumber: number; depth: number } | null = null;
  #row: { repeated: number; cells: string[]; emptyCells: number; depth: number } | null = null;
  #cell: { repeated: number; value: string | null; paragraphs: string[]; characters: number; depth: number } | null = null;

  constructor() {
    this.#parser.on('error', (error) => {
      throw new UnreadableFile(`The spreadsheet is broken (${error.message}). Get it again from where it was published.`);
    });
    this.#parser.on('doctype', () => {
      throw new UnreadableFile('The spreadsheet declares a document type, as no published one does: it is not read.');
    });
    this.#parser.on('opentagstart', () => {
      this.#attributes = 0;
    });
    this.#parser.on('attribute', () => {
      this.#attributes += 1;
      if (this.#attributes > LIMITS.xmlAttributes)
        throw new UnreadableFile('The spreadsheet is broken: one element has far too many attributes.');
    });
    this.#parser.on('opentag', (tag) => this.#opened(tag));
    this.#parser.on('closetag', () => this.#closed());
    this.#parser.on('text', (text) => this.#text(text));
    this.#parser.on('cdata', (text) => this.#text(text));
  }

  write(text: string): void {
    this.#parser.write(text);
  }

  finish(): readonly Sheet[] {
    this.#parser.close();
    return this.#sheets;
  }

  #opened(tag: SaxesTagNS): void {
    const name = nameOf(tag);
    const parent = this.#open.at(-1);
    this.#open.push(name);
    const depth = this.#open.length;
    if (depth > LIMITS.xmlDepth) throw new UnreadableFile('The spreadsheet is broken: its elements are nested far too deep.');
    if (name === 'table:table' && parent === 'office:spreadsheet') {
      if (this.#sheets.length === LIMITS.sheets)
        throw new UnreadableFile(`The file has more than ${LIMITS.sheets} sheets: it is not read.`);
      this.#sheet = { name: attribute(tag, TABLE, 'name') ?? '', rows: [], rowNumber: 1, depth };
    } else if (name === 'table:table-row' && this.#sheet && !this.#row) {
      this.#row = { repeated: this.#repetition(tag, 'number-rows-repeated'), cells: [], emptyCells: 0, depth };
    } else if ((name === 'table:table-cell' || name === 'table:covered-table-cell') && this.#row?.depth === depth - 1) {
      this.#cell = {
        repeated: this.#repetition(tag, 'number-columns-repeated'),
        value: statedValue(tag),
        paragraphs: [],
        characters: 0,
        depth,
      };
    } else if (name === 'text:p' && this.#cell?.depth === depth - 1) {
      this.#cell.paragraphs.push('');
    } else if (name === 'text:s' || name === 'text:tab' || name === 'text:line-break') {
      this.#text(' ');
    }
  }

  #closed(): void {
    const depth = this.#open.length;
    this.#open.pop();
    if (this.#cell?.depth === depth) this.#endCell();
    else if (this.#row?.depth === depth) this.#endRow();
    else if (this.#sheet?.depth === depth) {
      this.#sheets.push({ name: this.#sheet.name, rows: this.#sheet.rows });
      this.#sheet = null;
    }
  }

  /** Only what stands in a paragraph of the cell itself; a note or a drawing has paragraphs of its own. */
  #text(text: string): void {
    const cell = this.#cell;
    if (!cell || this.#open[cell.depth] !== 'text:p') return;
    cell.characters += text.length;
    if (cell.characters > LIMITS.cellCharacters) throw cellTooLong(this.#sheet?.name ?? '', this.#sheet?.rowNumber ?? 0);
    cell.paragraphs.push((cell.paragraphs.pop() ?? '') + text);
  }

  #endCell(): void {
    const cell = this.#cell;
    const row = this.#row;
    this.#cell = null;
    if (!cell || !row) return;
    const text = (cell.value ?? cell.paragraphs.join(' ')).replaceAll(/\s+/g, ' ').trim();
    if (text === '') {
      row.emptyCells += cell.repeated;
      return;
    }
    const sheet = this.#sheet?.name ?? '';
    const number = this.#sheet?.rowNumber ?? 0;
    if (text.length > LIMITS.cellCharacters) throw cellTooLong(sheet, number);
    if (row.cells.length + row.emptyCells + cell.repeated > LIMITS.columns) throw tooManyColumns(sheet, number);
    for (let index = 0; index < row.emptyCells; index += 1) row.cells.push('');
    for (let index = 0; index < cell.repeated; index += 1) row.cells.push(text);
    row.emptyCells = 0;
  }

  #endRow(): void {
    const row = this.#row;
    const sheet = this.#sheet;
    this.#row = null;
    if (!row || !sheet) return;
    const first = sheet.rowNumber;
    sheet.rowNumber += row.repeated;
    if (sheet.rowNumber > LIMITS.rowNumber) throw tooManyRows(sheet.name);
    if (row.cells.length === 0) return;
    this.#rowsKept += row.repeated;
    if (this.#rowsKept > LIMITS.rows) throw tooManyRows(sheet.name);
    for (let number = first; number < sheet.rowNumber; number += 1) sheet.rows.push({ number, cells: row.cells });
  }

  #repetition(tag: SaxesTagNS, attributeName: string): number {
    const text = attribute(tag, TABLE, attributeName);
    if (text === null) return 1;
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    const sheet = this.#sheet;
    throw new UnreadableFile(`The spreadsheet is broken: ${attributeName} is “${text.slice(0, 20)}”.`, {
      sheet: sheet?.name ?? '',
      row: sheet?.rowNumber ?? 0,
    });
  }
}

/** What a cell holds beneath what it shows: a day as `2023-09-11`, a number with all its digits. Null where only the text counts. */
function statedValue(tag: SaxesTagNS): string | null {
  const type = attribute(tag, OFFICE, 'value-type');
  if (type === 'date') return attribute(tag, OFFICE, 'date-value')?.slice(0, 10) ?? null;
  if (type === 'float' || type === 'percentage' || type === 'currency') return attribute(tag, OFFICE, 'value');
  return null;
}

function attribute(tag: SaxesTagNS, namespace: string, local: string): string | null {
  return Object.values(tag.attributes).find((each) => each.uri === namespace && each.local === local)?.value ?? null;
}

/** With the usual prefix, whatever the file calls its namespaces. */
function nameOf(tag: SaxesTagNS): string {
  if (tag.uri === TABLE) return `table:${tag.local}`;
  if (tag.uri === TEXT) return `text:${tag.local}`;
  if (tag.uri === OFFICE) return `office:${tag.local}`;
  return '';
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableFile('The spreadsheet is broken: its text is not in UTF-8. Get it again from where it was published.');
  }
}
