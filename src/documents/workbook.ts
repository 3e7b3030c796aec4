import type { CalendarDate } from '@/domain/shared';
import { zipFile } from './zip';

/**
 * A table as an Excel workbook of one sheet (ECMA-376): its headings stay in sight and filter, texts wrap and are texts whatever they begin with, days are days. Nothing
 * in it is a formula. Texts come back exactly as they were, also what XML cannot hold.
 */
export function workbookFile({ sheet, columns, rows }: WorkbookTable): Uint8Array<ArrayBuffer> {
  const last = `${columnName(columns.length)}${rows.length + 1}`;
  const widths = columns
    .map(({ width }, index) => `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`)
    .join('');
  const table = [columns.map(({ heading }) => heading), ...rows].map(rowXml).join('');
  return zipFile([
    {
      name: '[Content_Types].xml',
      content: `${XML}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${SPREADSHEET}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="${SPREADSHEET}.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="${SPREADSHEET}.styles+xml"/></Types>`,
    },
    { name: '_rels/.rels', content: relationships([['officeDocument', 'xl/workbook.xml']]) },
    {
      name: 'xl/workbook.xml',
      content: `${XML}<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}"><sheets><sheet name="${escape(sheetName(sheet))}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: relationships([
        ['worksheet', 'worksheets/sheet1.xml'],
        ['styles', 'styles.xml'],
      ]),
    },
    {
      name: 'xl/styles.xml',
      content: `${XML}<styleSheet xmlns="${MAIN}"><numFmts count="1"><numFmt numFmtId="164" formatCode="d\\ mmm\\ yyyy"/></numFmts><fonts count="2"><font><sz val="11"/><name val="Arial"/></font><font><b/><sz val="11"/><name val="Arial"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="4">${[
        '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1"><alignment vertical="top"/></xf>',
        '<xf numFmtId="49" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
        '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyAlignment="1"><alignment horizontal="left" vertical="top"/></xf>',
        '<xf numFmtId="49" fontId="1" fillId="0" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyAlignment="1"><alignment vertical="top" wrapText="1"/></xf>',
      ].join('')}</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`,
    },
    {
      name: 'xl/worksheets/sheet1.xml',
      content: `${XML}<worksheet xmlns="${MAIN}"><dimension ref="A1:${last}"/><sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews><cols>${widths}</cols><sheetData>${table}</sheetData><autoFilter ref="A1:${last}"/></worksheet>`,
    },
  ]);
}

const XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const SPREADSHEET = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

/** Places in the list of cell formats above. */
const FORMATS = { number: 0, text: 1, day: 2, heading: 3 } as const;

/** Excel counts days from here, from March 1900 on. */
const LONG_AGO = { year: 1899, month: 12, day: 30 };

function rowXml(cells: readonly WorkbookCell[], index: number): string {
  const format = index === 0 ? FORMATS.heading : FORMATS.text;
  const written = cells.map((cell, column) => cellXml(cell, `${columnName(column + 1)}${index + 1}`, format)).join('');
  return `<row r="${index + 1}">${written}</row>`;
}

function cellXml(cell: WorkbookCell, place: string, textFormat: number): string {
  if (cell === null || cell === '') return '';
  if (typeof cell === 'number') return `<c r="${place}" s="${FORMATS.number}"><v>${cell}</v></c>`;
  if (typeof cell === 'string') {
    return `<c r="${place}" s="${textFormat}" t="inlineStr"><is><t xml:space="preserve">${escape(cell)}</t></is></c>`;
  }
  const days = -cell.until(LONG_AGO, { largestUnit: 'day' }).days;
  return `<c r="${place}" s="${FORMATS.day}"><v>${days}</v></c>`;
}

/** For XML. What it cannot hold, and a carriage return, which it would take for a line end, is written `_x000D_`; what only looks so is escaped likewise (22.9.2.19). */
function escape(text: string): string {
  return text
    .toWellFormed()
    .replaceAll(/_(?=x[0-9a-f]{4}_)/gi, '_x005F_')
    .replaceAll(/[^\P{Cc}\t\n]|[\uFFFE\uFFFF]/gu, (sign) => `_x${sign.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** Excel refuses some signs in the name of a sheet, and more than 31 (its own specification). */
function sheetName(name: string): string {
  return (
    name
      .replaceAll(/[\\/?*:[\]\p{Cc}]/gu, ' ')
      .trim()
      .replaceAll(/^'|'$/g, '')
      .slice(0, 31) || 'Sheet'
  );
}

function relationships(parts: readonly (readonly [kind: string, target: string])[]): string {
  const each = parts.map(([kind, target], index) => `<Relationship Id="rId${index + 1}" Type="${RELATIONS}/${kind}" Target="${target}"/>`);
  return `${XML}<Relationships xmlns="${PACKAGE}/relationships">${each.join('')}</Relationships>`;
}

/** `AB` for 28. */
function columnName(column: number): string {
  const before = Math.floor((column - 1) / 26);
  return (before > 0 ? columnName(before) : '') + String.fromCharCode(65 + ((column - 1) % 26));
}

export type WorkbookCell = string | number | CalendarDate | null;

export interface WorkbookTable {
  readonly sheet: string;
  /** Widths in letters of the usual size. */
  readonly columns: readonly { readonly heading: string; readonly width: number }[];
  readonly rows: readonly (readonly WorkbookCell[])[];
}
