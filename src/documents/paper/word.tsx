import {
  AlignmentType,
  BorderStyle,
  Document,
  ExternalHyperlink,
  Footer,
  HeadingLevel,
  ImageRun,
  LevelFormat,
  Packer,
  PageNumber,
  Paragraph,
  ShadingType,
  Table,
  TableCell,
  TableLayoutType,
  TableRow,
  TextRun,
  VerticalAlignTable,
  WidthType,
  type IRunOptions,
  type ParagraphChild,
} from 'docx';
import sharp from 'sharp';

import type {
  Paper,
  PaperBlock,
  PaperCell,
  PaperColumn,
  PaperGrade,
  PaperGroup,
  PaperQuestion,
  PaperTable,
  PaperText,
} from '@/domain/paper';
import { MARK_COLOURS } from '@/ui/charts/marks';
import { SPARKLINE } from '@/ui/charts/prepare-sparkline';
import { SeriesLine } from '@/ui/charts/series-line';
import { markup } from './markup';

/** Twentieths of a point: A4 upright with margins of 15 mm. */
const SHEET = { width: 11_906, height: 16_838, margin: 850 } as const;
const WIDTH = SHEET.width - 2 * SHEET.margin;

/** Pictures have so many dots for one of the page, so that paper shows no steps. */
const FINENESS = 4;

/** There on every office computer: the product's own typeface is not, and would be replaced by chance. Half points, as Word counts. */
const FONT = 'Arial';
const SIZES = { body: 21, table: 20, note: 18, title: 40, heading: 26 } as const;
const SOFT = '484949';

/**
 * A paper as a Word document for the agenda pack: styles for title and headings, tables with header rows, charts as pictures with a text for those who do not see
 * them, British English. Links lead to the product at `base`.
 *
 * Pictures are drawn by the components of the pages and turned into PNG by sharp, which Next brings along in any case (prebuilt for each platform, nothing is fetched or
 * compiled, no network): Word before 2016 and many viewers show no SVG. None of them holds text, so no typeface is needed.
 */
export async function paperWord(paper: Paper, { base }: { readonly base: string }): Promise<Uint8Array<ArrayBuffer>> {
  const pictures = await picturesIn(paper);
  const show: Show = { base, pictures };
  const { name, about, notices, title, sections, foot } = paper;
  const document = new Document({
    title: name,
    description: title,
    creator: about[0],
    styles: {
      default: {
        document: { run: { font: FONT, size: SIZES.body, language: { value: 'en-GB' } } },
        title: { run: { font: FONT, size: SIZES.title, bold: true }, paragraph: { spacing: { before: 120, after: 120 } } },
        heading1: {
          run: { font: FONT, size: SIZES.title, bold: true, color: '000000' },
          paragraph: { spacing: { before: 120, after: 120 } },
        },
        heading2: {
          run: { font: FONT, size: SIZES.heading, bold: true, color: '000000' },
          paragraph: { spacing: { before: 240, after: 80 }, keepNext: true },
        },
      },
      paragraphStyles: [
        {
          id: 'Note',
          name: 'Note',
          basedOn: 'Normal',
          run: { size: SIZES.note, color: SOFT },
          paragraph: { spacing: { before: 60, after: 60 } },
        },
        { id: 'Cell', name: 'Cell', basedOn: 'Normal', run: { size: SIZES.table } },
      ],
    },
    numbering: {
      config: [
        {
          reference: 'bullets',
          levels: [{ level: 0, format: LevelFormat.BULLET, text: '•', style: { paragraph: { indent: { left: 284, hanging: 284 } } } }],
        },
        {
          reference: 'questions',
          levels: [{ level: 0, format: LevelFormat.DECIMAL, text: '%1.', style: { paragraph: { indent: { left: 425, hanging: 425 } } } }],
        },
      ],
    },
    sections: [
      {
        properties: {
          page: {
            size: { width: SHEET.width, height: SHEET.height },
            margin: { top: SHEET.margin, right: SHEET.margin, bottom: SHEET.margin, left: SHEET.margin },
          },
        },
        footers: {
          default: new Footer({
            children: [
              new Paragraph({
                style: 'Note',
                alignment: AlignmentType.RIGHT,
                children: [new TextRun({ children: ['Page ', PageNumber.CURRENT, ' of ', PageNumber.TOTAL_PAGES] })],
              }),
            ],
          }),
        },
        children: [
          new Paragraph({ style: 'Note', text: about.join(' ') }),
          new Paragraph({ heading: HeadingLevel.HEADING_1, text: title }),
          ...notices.map((notice) => new Paragraph({ style: 'Note', children: [linked(notice, show)] })),
          ...sections.flatMap(({ heading, blocks }) => [
            new Paragraph({ heading: HeadingLevel.HEADING_2, text: heading }),
            ...blocks.flatMap((block) => blockOf(block, show)),
          ]),
          ...foot.map((text) => new Paragraph({ style: 'Note', text })),
        ],
      },
    ],
  });
  return new Uint8Array(await Packer.toArrayBuffer(document));
}

function blockOf(block: PaperBlock, show: Show): readonly (Paragraph | Table)[] {
  switch (block.kind) {
    case 'paragraph':
      return [
        block.look === 'note'
          ? new Paragraph({ style: 'Note', text: block.text })
          : new Paragraph({
              spacing: { before: 80, after: 80 },
              children: [new TextRun({ text: block.text, bold: block.look === 'strong' })],
            }),
      ];
    case 'grades':
      return [gradeTable(block.grades)];
    case 'groups':
      return block.groups.map((group) => groupOf(group, show));
    case 'table':
      return [tableOf(block, show)];
    case 'questions':
      return block.questions.flatMap((question) => questionOf(question, show));
    case 'terms':
      return block.terms.map(
        ({ term, meaning }) =>
          new Paragraph({
            style: 'Cell',
            spacing: { after: 40 },
            children: [new TextRun({ text: `${term}: `, bold: true }), new TextRun(meaning)],
          }),
      );
  }
}

function groupOf({ heading, items }: PaperGroup, show: Show): Paragraph {
  return new Paragraph({
    numbering: { reference: 'bullets', level: 0 },
    spacing: { after: 60 },
    children: [
      new TextRun({ text: `${heading} `, bold: true }),
      ...items.flatMap((item, index) => [...(index === 0 ? [] : [new TextRun('; ')]), linked(item, show)]),
    ],
  });
}

function questionOf({ about, evidence, question, links }: PaperQuestion, show: Show): readonly Paragraph[] {
  const below = { indent: { left: 425 }, spacing: { after: 60 } };
  return [
    new Paragraph({
      numbering: { reference: 'questions', level: 0 },
      keepNext: true,
      children: [...(about === undefined ? [] : [linked(about, show), new TextRun(': ')]), new TextRun(evidence)],
    }),
    new Paragraph({ ...below, children: [new TextRun({ text: question, bold: true })] }),
    ...(links.length === 0
      ? []
      : [
          new Paragraph({
            ...{ ...below, style: 'Note' },
            children: links.flatMap((link, index) => [...(index === 0 ? [] : [new TextRun('; ')]), linked(link, show)]),
          }),
        ]),
  ];
}

/** Word, colour and shape of each, as on the page. */
function gradeTable(grades: readonly PaperGrade[]): Table {
  const width = Math.floor(WIDTH / Math.max(grades.length, 1));
  const row = (cells: readonly TableCell[], isHead: boolean) => new TableRow({ children: cells, tableHeader: isHead, cantSplit: true });
  return new Table({
    ...tableLayout(grades.map(() => width)),
    rows: [
      row(
        grades.map(({ name }) => cell(width, [paragraph([new TextRun({ text: name, bold: true })])])),
        true,
      ),
      row(
        grades.map(({ grade, absence, word }) => {
          const { fill, text } = MARK_COLOURS[grade ?? absence ?? 'not-recorded'];
          return cell(width, [paragraph([new TextRun({ text: word, bold: true, color: hex(text) })])], {
            shading: { type: ShadingType.CLEAR, color: 'auto', fill: hex(fill) },
          });
        }),
        false,
      ),
      row(
        grades.map(({ before }) => cell(width, [paragraph([new TextRun({ text: before ?? '', color: SOFT })])])),
        false,
      ),
    ],
  });
}

function tableOf({ columns, rows }: PaperTable, show: Show): Table {
  const widths = columns.map(({ width }) => Math.round((WIDTH * width) / 100));
  const cells = (contents: readonly (readonly Paragraph[])[]) => contents.map((content, index) => cell(widths[index] ?? 0, content));
  return new Table({
    ...tableLayout(widths),
    rows: [
      new TableRow({
        tableHeader: true,
        cantSplit: true,
        children: cells(columns.map((column) => [paragraph([new TextRun({ text: column.heading, bold: true })], column)])),
      }),
      ...rows.map(
        (row) =>
          new TableRow({
            cantSplit: true,
            children: cells(columns.map((column, index) => cellContent(row[index] ?? { text: '' }, column, index === 0, show))),
          }),
      ),
    ],
  });
}

function cellContent(content: PaperCell, column: PaperColumn, isRowHeader: boolean, show: Show): readonly Paragraph[] {
  const { line, below, strong } = content;
  const picture = line === undefined ? undefined : show.pictures.get(pictureKey(line.values));
  return [
    paragraph(
      picture === undefined || line === undefined
        ? [linked(content, show, { bold: isRowHeader || strong === true })]
        : [chart(picture, line.words)],
      column,
    ),
    ...(below === undefined
      ? []
      : [paragraph([new TextRun({ text: below.text, bold: below.strong, ...(below.strong ? {} : { color: SOFT }) })], column)]),
  ];
}

function chart(picture: Buffer, words: string): ImageRun {
  return new ImageRun({
    type: 'png',
    data: picture,
    transformation: { width: Math.round(SPARKLINE.width * 0.62), height: Math.round(SPARKLINE.height * 0.62) },
    altText: { name: words, title: '', description: words },
  });
}

function paragraph(children: readonly ParagraphChild[], column?: PaperColumn): Paragraph {
  return new Paragraph({
    style: 'Cell',
    ...(column?.holds === 'figure' ? { alignment: AlignmentType.RIGHT } : {}),
    children: [...children],
  });
}

function cell(
  width: number,
  children: readonly Paragraph[],
  look: Pick<ConstructorParameters<typeof TableCell>[0], 'shading'> = {},
): TableCell {
  return new TableCell({
    ...look,
    children: [...children],
    width: { size: width, type: WidthType.DXA },
    verticalAlign: VerticalAlignTable.TOP,
    margins: { top: 40, bottom: 40, left: 60, right: 60 },
  });
}

function tableLayout(columnWidths: readonly number[]) {
  const line = { style: BorderStyle.SINGLE, size: 4, color: 'CFCBC4' };
  const none = { style: BorderStyle.NONE, size: 0, color: 'auto' };
  return {
    columnWidths: [...columnWidths],
    width: { size: columnWidths.reduce((sum, width) => sum + width, 0), type: WidthType.DXA },
    layout: TableLayoutType.FIXED,
    borders: { top: line, bottom: line, insideHorizontal: line, left: none, right: none, insideVertical: none },
  };
}

function linked({ text, href }: PaperText, { base }: Show, look: IRunOptions = {}): ParagraphChild {
  if (href === undefined || href === null) return new TextRun({ ...look, text });
  return new ExternalHyperlink({ link: `${base}${href}`, children: [new TextRun({ ...look, text, style: 'Hyperlink' })] });
}

/** Every line that is to be drawn, by its figures: many a row has the same. */
async function picturesIn({ sections }: Paper): Promise<ReadonlyMap<string, Buffer>> {
  const pictures = new Map<string, Buffer>();
  for (const { blocks } of sections) {
    for (const block of blocks) {
      if (block.kind !== 'table') continue;
      for (const { line } of block.rows.flat()) {
        if (line === undefined || pictures.has(pictureKey(line.values))) continue;
        const svg = await markup(<SeriesLine values={line.values} words={line.words} />);
        // Nothing is drawn where there is no figure.
        if (svg !== '')
          pictures.set(
            pictureKey(line.values),
            await sharp(Buffer.from(svg), { density: 72 * FINENESS })
              .png()
              .toBuffer(),
          );
      }
    }
  }
  return pictures;
}

function pictureKey(values: readonly (number | null)[]): string {
  return JSON.stringify(values);
}

/** `#0e6b63` or `#fff` as Word writes colours. */
function hex(colour: string): string {
  const digits = colour.slice(1);
  return digits.length === 3 ? digits.replaceAll(/./g, '$&$&') : digits;
}

interface Show {
  readonly base: string;
  readonly pictures: ReadonlyMap<string, Buffer>;
}
