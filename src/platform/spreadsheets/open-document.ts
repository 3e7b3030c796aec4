import type { SaxesTagNS } from 'saxes';
import type { Sheet, SheetRow } from '@/domain/exchange';
import { cellTooLong, LIMITS, tooManyColumns, tooManyRows, tooManySheets } from './limits';
import { shareOf } from './shares';
import { UnreadableFile } from './unreadable-file';
import { attribute, readXml, type XmlReader } from './xml';
import type { Archive } from './zip';

/** Reads the sheets of an OpenDocument spreadsheet (OASIS OpenDocument 1.3, part 3, 9): only `content.xml`, as a stream. */
export async function readOpenDocument(archive: Archive): Promise<readonly Sheet[]> {
  const reader = new ContentReader();
  await readXml(archive.unfold('content.xml'), reader);
  return reader.sheets;
}

const OFFICE = 'urn:oasis:names:tc:opendocument:xmlns:office:1.0';
const TABLE = 'urn:oasis:names:tc:opendocument:xmlns:table:1.0';
const TEXT = 'urn:oasis:names:tc:opendocument:xmlns:text:1.0';

/** White space that the file means has elements of its own. These stand for it until the rest is closed up; no XML can hold them. */
const MEANT = { 'text:s': '\u0001', 'text:tab': '\u0002', 'text:line-break': '\u0003' } as const;

/**
 * What a row or a cell stands for may be repeated by a number: empty ones over a million times, to the edge of the sheet. Empty ones are therefore counted and
 * never made; others are made within the limits.
 */
class ContentReader implements XmlReader {
  readonly sheets: Sheet[] = [];
  /** Names of the open elements, outermost first. */
  readonly #open: string[] = [];
  #rowsKept = 0;
  #sheet: { name: string; rows: SheetRow[]; rowNumber: number; depth: number } | null = null;
  #row: { repeated: number; cells: string[]; emptyCells: number; depth: number } | null = null;
  #cell: { repeated: number; value: string | null; paragraphs: string[]; characters: number; depth: number } | null = null;

  opened(tag: SaxesTagNS, depth: number): void {
    const name = nameOf(tag);
    const parent = this.#open.at(-1);
    this.#open.push(name);
    if (name === 'table:table' && parent === 'office:spreadsheet') {
      if (this.sheets.length === LIMITS.sheets) throw tooManySheets();
      this.#sheet = { name: attribute(tag, 'name', TABLE) ?? '', rows: [], rowNumber: 1, depth };
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
    } else if (name === 'text:s') {
      const count = Number(attribute(tag, 'c', TEXT) ?? 1);
      this.text(MEANT[name].repeat(Number.isInteger(count) && count > 0 ? Math.min(count, LIMITS.cellCharacters) : 1));
    } else if (name === 'text:tab' || name === 'text:line-break') {
      this.text(MEANT[name]);
    }
  }

  closed(depth: number): void {
    this.#open.pop();
    if (this.#cell?.depth === depth) this.#endCell();
    else if (this.#row?.depth === depth) this.#endRow();
    else if (this.#sheet?.depth === depth) {
      this.sheets.push({ name: this.#sheet.name, rows: this.#sheet.rows });
      this.#sheet = null;
    }
  }

  /** Only what stands in a paragraph of the cell itself; a note or a drawing has paragraphs of its own. */
  text(text: string): void {
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
    const text = cell.value ?? cell.paragraphs.map(asMeant).join('\n');
    if (text.trim() === '') {
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
    const text = attribute(tag, attributeName, TABLE);
    if (text === null) return 1;
    if (/^[1-9]\d{0,8}$/.test(text)) return Number(text);
    const sheet = this.#sheet;
    throw new UnreadableFile(`The spreadsheet is broken: ${attributeName} is “${text.slice(0, 20)}”.`, {
      sheet: sheet?.name ?? '',
      row: sheet?.rowNumber ?? 0,
    });
  }
}

/** What a cell holds beneath what it shows: a day as `2023-09-11`, a number or a share with all its digits. Null where only the text counts. */
function statedValue(tag: SaxesTagNS): string | null {
  const type = attribute(tag, 'value-type', OFFICE);
  if (type === 'date') return attribute(tag, 'date-value', OFFICE)?.slice(0, 10) ?? null;
  const value = attribute(tag, 'value', OFFICE);
  if (type === 'percentage' && value !== null) return Number.isFinite(Number(value)) ? shareOf(Number(value)) : value;
  if (type === 'float' || type === 'currency') return value;
  return null;
}

/** White space between words of the file is one space, none at the edges (OpenDocument 1.3, part 3, 6.1.2); then what is meant. */
function asMeant(paragraph: string): string {
  return paragraph
    .replaceAll(/[ \t\r\n]+/g, ' ')
    .replaceAll(/^ | $/g, '')
    .replaceAll(MEANT['text:s'], ' ')
    .replaceAll(MEANT['text:tab'], '\t')
    .replaceAll(MEANT['text:line-break'], '\n');
}

/** With the usual prefix, whatever the file calls its namespaces. */
function nameOf(tag: SaxesTagNS): string {
  if (tag.uri === TABLE) return `table:${tag.local}`;
  if (tag.uri === TEXT) return `text:${tag.local}`;
  if (tag.uri === OFFICE) return `office:${tag.local}`;
  return '';
}
