import path from 'node:path';
import type { SaxesTagNS } from 'saxes';
import type { Sheet, SheetRow } from '@/domain/exchange';
import { calendarDate } from '@/domain/shared';
import { cellTooLong, LIMITS, tooManyColumns, tooManyRows, tooManySheets } from './limits';
import { shareOf } from './shares';
import { UnreadableFile } from './unreadable-file';
import { attribute, readXml, type XmlReader } from './xml';
import type { Archive } from './zip';

/**
 * Reads the sheets of an Excel workbook (ECMA-376, part 1, 18): what a formula last gave counts, never the formula; days and shares are what the format of their cell
 * shows. Charts, comments, macros and links to other files are not looked at.
 */
export async function readWorkbook(archive: Archive): Promise<readonly Sheet[]> {
  const parts = new RelationsReader();
  await readXml(archive.unfold('xl/_rels/workbook.xml.rels'), parts);
  const workbook = new WorkbookReader();
  await readXml(archive.unfold('xl/workbook.xml'), workbook);
  if (workbook.sheets.length === 0) throw new UnreadableFile('The Excel workbook has no sheet. Save it again in a spreadsheet program.');
  const styles = new StylesReader();
  if (parts.styles !== null) await readXml(archive.unfold(parts.styles), styles);
  const texts = new SharedTextsReader();
  if (parts.sharedTexts !== null) await readXml(archive.unfold(parts.sharedTexts), texts);
  const sheets: Sheet[] = [];
  const rowsLeft = { count: LIMITS.rows };
  for (const { name, relation } of workbook.sheets) {
    const part = parts.sheets.get(relation);
    // A sheet that is nothing but a chart.
    if (part === undefined && parts.others.has(relation)) continue;
    if (part === undefined) throw new UnreadableFile('The workbook names this sheet and does not hold it. Save it again.', { sheet: name });
    const reader = new SheetReader(name, { texts: texts.texts, shows: styles.shows, from1904: workbook.from1904, rowsLeft });
    await readXml(archive.unfold(part), reader);
    sheets.push({ name, rows: reader.rows });
  }
  return sheets;
}

/** The numbers of formats that every workbook has and that show a day (18.8.30): 14 to 17 and 22, and the same in East Asian programs. */
const DAY_FORMATS: ReadonlySet<number> = new Set([14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);

/** Which parts are what, by the id that the workbook calls them. */
class RelationsReader implements XmlReader {
  readonly sheets = new Map<string, string>();
  readonly others = new Set<string>();
  styles: string | null = null;
  sharedTexts: string | null = null;

  opened(tag: SaxesTagNS): void {
    if (tag.local !== 'Relationship') return;
    const id = attribute(tag, 'Id') ?? '';
    const kind = (attribute(tag, 'Type') ?? '').split('/').at(-1);
    const target = attribute(tag, 'Target') ?? '';
    // From where the workbook lies, or from the top.
    const part = target.startsWith('/') ? target.slice(1) : path.posix.join('xl', target);
    if (kind === 'worksheet') this.sheets.set(id, part);
    else this.others.add(id);
    if (kind === 'styles') this.styles = part;
    if (kind === 'sharedStrings') this.sharedTexts = part;
  }

  closed(): void {}
  text(): void {}
}

class WorkbookReader implements XmlReader {
  readonly sheets: { readonly name: string; readonly relation: string }[] = [];
  /** Days are counted from 1904, as Excel for Macintosh once did. */
  from1904 = false;

  opened(tag: SaxesTagNS): void {
    if (tag.local === 'workbookPr') this.from1904 = ['1', 'true'].includes(attribute(tag, 'date1904') ?? '');
    if (tag.local !== 'sheet') return;
    if (this.sheets.length === LIMITS.sheets) throw tooManySheets();
    this.sheets.push({ name: attribute(tag, 'name') ?? '', relation: attribute(tag, 'id') ?? '' });
  }

  closed(): void {}
  text(): void {}
}

/** Those that show a share in a hundred: 0.71 as 71%. */
const SHARE_FORMATS: ReadonlySet<number> = new Set([9, 10]);

/** Which of the cells' formats show a day or a share instead of the number beneath. */
class StylesReader implements XmlReader {
  readonly shows: Shown[] = [];
  readonly #ownFormats = new Map<number, Shown>();
  #formatsAt = 0;

  opened(tag: SaxesTagNS, depth: number): void {
    if (tag.local === 'numFmt') {
      this.#ownFormats.set(Number(attribute(tag, 'numFmtId')), shownBy(attribute(tag, 'formatCode') ?? ''));
    } else if (tag.local === 'cellXfs') {
      this.#formatsAt = depth;
    } else if (tag.local === 'xf' && this.#formatsAt === depth - 1) {
      const format = Number(attribute(tag, 'numFmtId') ?? 0);
      this.shows.push(this.#ownFormats.get(format) ?? (DAY_FORMATS.has(format) ? 'day' : SHARE_FORMATS.has(format) ? 'share' : 'number'));
    }
  }

  closed(depth: number): void {
    if (depth === this.#formatsAt) this.#formatsAt = 0;
  }

  text(): void {}
}

/** The table of texts that cells point into. Null stands for one that is too long, which is told of where it is used. */
class SharedTextsReader implements XmlReader {
  readonly texts: (string | null)[] = [];
  readonly #item = new TextReader();

  opened(tag: SaxesTagNS, depth: number): void {
    if (tag.local === 'si' && depth === 2) this.#item.begin();
    else this.#item.opened(tag, depth);
  }

  closed(depth: number): void {
    if (depth === 2 && this.#item.isOpen) this.texts.push(this.#item.end());
    else this.#item.closed(depth);
  }

  text(text: string): void {
    this.#item.text(text);
  }
}

/** The text of one item or cell, in one piece or in several that look different; how it is spoken in Japanese is left out. */
class TextReader {
  isOpen = false;
  #readsAt = 0;
  #spokenAt = 0;
  #text = '';
  #isTooLong = false;

  begin(): void {
    this.isOpen = true;
    this.#text = '';
    this.#isTooLong = false;
  }

  opened(tag: SaxesTagNS, depth: number): void {
    if (!this.isOpen) return;
    if (tag.local === 'rPh' && this.#spokenAt === 0) this.#spokenAt = depth;
    if (tag.local === 't' && this.#spokenAt === 0) this.#readsAt = depth;
  }

  closed(depth: number): void {
    if (depth === this.#readsAt) this.#readsAt = 0;
    if (depth === this.#spokenAt) this.#spokenAt = 0;
  }

  text(text: string): void {
    if (this.#readsAt === 0 || this.#isTooLong) return;
    this.#text += text;
    // What cannot be written in XML takes seven characters.
    this.#isTooLong = this.#text.length > LIMITS.cellCharacters * 7;
  }

  end(): string | null {
    this.isOpen = false;
    const text = unescape(this.#text);
    return this.#isTooLong || text.length > LIMITS.cellCharacters ? null : text;
  }
}

class SheetReader implements XmlReader {
  readonly rows: SheetRow[] = [];
  readonly #name: string;
  readonly #book: Book;
  readonly #inline = new TextReader();
  #rowNumber = 0;
  #cells: string[] | null = null;
  #column = 0;
  #dataAt = 0;
  #cell: { readonly type: string; readonly style: number; readonly column: number; inline: string | null; value: string } | null = null;
  #readsValue = false;

  constructor(name: string, book: Book) {
    this.#name = name;
    this.#book = book;
  }

  opened(tag: SaxesTagNS, depth: number): void {
    if (tag.local === 'sheetData' && depth === 2) this.#dataAt = depth;
    else if (tag.local === 'row' && this.#dataAt === depth - 1) this.#beginRow(tag);
    else if (tag.local === 'c' && this.#cells !== null && this.#dataAt === depth - 2) this.#beginCell(tag);
    else if (this.#cell !== null && this.#dataAt === depth - 3) {
      this.#readsValue = tag.local === 'v';
      if (tag.local === 'is') this.#inline.begin();
    } else this.#inline.opened(tag, depth);
  }

  closed(depth: number): void {
    if (this.#dataAt === 0) return;
    const below = depth - this.#dataAt;
    if (below === 0) this.#dataAt = 0;
    else if (below === 1) this.#endRow();
    else if (below === 2) this.#endCell();
    else if (below === 3) this.#endPart();
    else this.#inline.closed(depth);
  }

  text(text: string): void {
    if (this.#cell === null) return;
    if (!this.#readsValue) {
      this.#inline.text(text);
      return;
    }
    this.#cell.value += text;
    if (this.#cell.value.length > LIMITS.cellCharacters * 7) throw cellTooLong(this.#name, this.#rowNumber);
  }

  #beginRow(tag: SaxesTagNS): void {
    const number = Number(attribute(tag, 'r') ?? this.#rowNumber + 1);
    if (!Number.isInteger(number) || number <= this.#rowNumber) {
      throw new UnreadableFile('The workbook is broken: its rows are not in order. Save it again in a spreadsheet program.', {
        sheet: this.#name,
        row: this.#rowNumber,
      });
    }
    if (number > LIMITS.rowNumber) throw tooManyRows(this.#name);
    this.#rowNumber = number;
    this.#cells = [];
    this.#column = 0;
  }

  #beginCell(tag: SaxesTagNS): void {
    const place = attribute(tag, 'r');
    this.#column = place === null ? this.#column + 1 : columnOf(place);
    this.#cell = {
      type: attribute(tag, 't') ?? 'n',
      style: Number(attribute(tag, 's') ?? 0),
      column: this.#column,
      inline: null,
      value: '',
    };
  }

  #endPart(): void {
    this.#readsValue = false;
    if (this.#cell?.type !== 'inlineStr' || this.#cell.inline !== null) return;
    const text = this.#inline.end();
    if (text === null) throw cellTooLong(this.#name, this.#rowNumber);
    this.#cell.inline = text;
  }

  #endCell(): void {
    const cell = this.#cell;
    this.#cell = null;
    if (cell === null || this.#cells === null) return;
    const text = this.#textOf(cell.type, cell.value, cell.style) ?? cell.inline ?? '';
    if (text === '' || (text.trim() === '' && cell.column > LIMITS.columns)) return;
    if (text.length > LIMITS.cellCharacters) throw cellTooLong(this.#name, this.#rowNumber);
    if (cell.column > LIMITS.columns || cell.column < 1) throw tooManyColumns(this.#name, this.#rowNumber);
    while (this.#cells.length < cell.column - 1) this.#cells.push('');
    this.#cells[cell.column - 1] = text;
  }

  /** What a cell holds, in the words of `SheetRow`; null where it is no value. */
  #textOf(type: string, value: string, style: number): string | null {
    if (type === 'inlineStr') return null;
    if (type === 's') return this.#sharedText(value);
    if (type === 'b') return value === '1' ? 'TRUE' : 'FALSE';
    if (type === 'd') return value.slice(0, 10);
    if (type !== 'n') return unescape(value);
    if (value.trim() === '') return '';
    const number = Number(value);
    if (!Number.isFinite(number)) return value;
    const shown = this.#book.shows[style];
    if (shown === 'share') return shareOf(number);
    const day = shown === 'day' ? dayOf(number, this.#book.from1904) : null;
    // Excel writes 1.1 as 1.1000000000000001, and knows no more than fifteen digits itself.
    return day ?? String(Number(number.toPrecision(15)));
  }

  #sharedText(index: string): string {
    const text = this.#book.texts[Number(index)];
    if (text === null) throw cellTooLong(this.#name, this.#rowNumber);
    if (text !== undefined) return text;
    throw new UnreadableFile('A cell points to a text that the workbook does not hold. Save it again in a spreadsheet program.', {
      sheet: this.#name,
      row: this.#rowNumber,
    });
  }

  #endRow(): void {
    const cells = this.#cells?.slice(0, this.#cells.findLastIndex((cell) => cell.trim() !== '') + 1) ?? [];
    this.#cells = null;
    if (cells.length === 0) return;
    this.#book.rowsLeft.count -= 1;
    if (this.#book.rowsLeft.count < 0) throw tooManyRows(this.#name);
    this.rows.push({ number: this.#rowNumber, cells });
  }
}

/** What a format shows: a day where it has a year, or a month with a day, a share where it has a %, outside of what it only quotes, escapes or puts in brackets. */
function shownBy(formatCode: string): Shown {
  const [positive = ''] = formatCode.replaceAll(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';');
  if (positive.includes('%')) return 'share';
  return /y|d/i.test(positive) && !/^general$/i.test(positive) ? 'day' : 'number';
}

/**
 * The day that a number stands for: days since the last one of 1899, or the first of 1904. In the first count the 60th is 29 February 1900, which never was
 * (18.17.4.1). Null for what is no day.
 */
function dayOf(serial: number, from1904: boolean): string | null {
  const days = Math.floor(serial);
  if (days < (from1904 ? 0 : 1) || days > LAST_SERIAL || (!from1904 && days === 60)) return null;
  const start = calendarDate(from1904 ? '1904-01-01' : days > 60 ? '1899-12-30' : '1899-12-31');
  return start.add({ days }).toString();
}

/** 31 December 9999. */
const LAST_SERIAL = 2_958_465;

/** `AB12` is in column 28. */
function columnOf(place: string): number {
  const letters = /^[A-Z]{1,3}/i.exec(place)?.[0].toUpperCase() ?? '';
  return letters.split('').reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0);
}

/** What XML cannot hold is written `_x000D_` (22.9.2.19). Half of a letter is none. */
function unescape(text: string): string {
  if (!text.includes('_x')) return text;
  return text.replaceAll(/_x([0-9a-f]{4})_/gi, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16))).toWellFormed();
}

type Shown = 'number' | 'day' | 'share';

interface Book {
  readonly texts: readonly (string | null)[];
  /** By style. */
  readonly shows: readonly Shown[];
  readonly from1904: boolean;
  /** Of all sheets together. */
  readonly rowsLeft: { count: number };
}
