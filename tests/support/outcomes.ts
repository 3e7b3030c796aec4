import { CouncilRegister, type OutcomesFile, type Sheet } from '@/domain/exchange';

/** The tables of Ofsted's outcomes in small, for tests. Cells are texts; days are as a CSV file writes them. */

const AREA_HEADINGS = [
  'Overall effectiveness',
  'The impact of leaders on social work practice with children and families',
  'The experiences and progress of children who need help and protection',
  'The experiences and progress of children in care',
  'The experiences and progress of care leavers',
] as const;

export const LATEST = 'Inspections_as_at_31_March';
export const IN_YEAR = 'In-year_inspections';
export const HISTORY = 'ILACS_inspection_history';

export const LATEST_HEADINGS = [
  'Web link',
  'Local authority area code',
  'Local authority name',
  'Ofsted region',
  'Inspection date',
  'Publication date',
  ...AREA_HEADINGS,
];
export const IN_YEAR_HEADINGS = [
  'Web link',
  'Local authority area code',
  'Local authority name',
  'Region',
  'Inspection/Visit date',
  'Publication date',
  'Inspection/Visit type',
  ...AREA_HEADINGS,
  'Visit Theme',
];
export const HISTORY_HEADINGS = [
  'Web link',
  'Local authority area code',
  'Local authority name',
  'Local authority status',
  'Ofsted region',
  'Inspection date',
  'Publication date',
  'Inspection type',
  ...AREA_HEADINGS,
];

/** Overall, leaders, help and protection, in care, care leavers. */
export const BARNSLEY_2023: readonly string[] = ['Good', 'Good', 'Requires improvement to be good', 'Good', 'Good'];
export const ALL_GOOD_2018: readonly string[] = ['Good', 'Good', 'Good', 'Good', ''];

export function latestRow(row: Partial<GradedRow> = {}): readonly string[] {
  const { code, name, date, published, grades } = { ...AN_INSPECTION, ...row };
  return ['Ofsted page', code, name, 'North East, Yorkshire and the Humber', date, published, ...grades];
}

export function historyRow(row: Partial<GradedRow> = {}): readonly string[] {
  const { code, name, date, published, type, grades } = { ...AN_INSPECTION, ...row };
  return ['Ofsted page', code, name, 'Current', 'North East, Yorkshire and the Humber', date, published, type, ...grades];
}

export function inYearRow(row: Partial<GradedRow & { readonly theme: string }> = {}): readonly string[] {
  const { code, name, date, published, type, grades, theme } = { ...AN_INSPECTION, theme: '', ...row };
  return ['Ofsted page', code, name, 'North East, Yorkshire and the Humber', date, published, type, ...grades, theme];
}

export function visitRow(row: Partial<GradedRow & { readonly theme: string }> = {}): readonly string[] {
  return inYearRow({
    date: '05/11/2024',
    published: '05/12/2024',
    type: 'ILACS Focused Visit',
    grades: ['', '', '', '', ''],
    theme: 'Children in care',
    ...row,
  });
}

/** The three tables with a title and a note above the headings, which therefore stand in row 3. */
export function outcomesSheets(
  rows: OutcomesRows = {},
): readonly { readonly name: string; readonly rows: readonly (readonly string[])[] }[] {
  const { latest = [latestRow()], inYear = [visitRow()], history = [historyRow()] } = rows;
  return [
    {
      name: 'Cover',
      rows: [['Local authority inspection outcomes as at 31 March 2025'], ['Section', 'Detail'], ['Published on:', '@2025-09-25']],
    },
    { name: LATEST, rows: [['Local authority inspection judgements as at 31 March 2025'], ['A note'], LATEST_HEADINGS, ...latest] },
    { name: IN_YEAR, rows: [['Local authority in-year inspection activity 2024-25'], ['A note'], IN_YEAR_HEADINGS, ...inYear] },
    { name: HISTORY, rows: [['ILACS inspection history from 2018-2025'], ['A note'], HISTORY_HEADINGS, ...history] },
  ];
}

export function outcomesFile(rows: OutcomesRows = {}): OutcomesFile {
  return { fileName: 'outcomes.ods', singleTable: false, sheets: outcomesSheets(rows).map(sheetOf) };
}

/** As the readers of files hand it over. */
export function sheetOf({ name, rows }: { readonly name: string; readonly rows: readonly (readonly string[])[] }): Sheet {
  return { name, rows: rows.map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => cell.replace(/^@/, '')) })) };
}

export const COUNCILS = new CouncilRegister([
  { slug: 'barnsley', name: 'Barnsley', laCode: '370', onsCodes: ['E08000038', 'E08000016'], names: ['barnsley'] },
  { slug: 'bristol-city-of', name: 'Bristol, City of', laCode: '801', onsCodes: ['E06000023'], names: ['bristol, city of', 'bristol'] },
  { slug: 'bournemouth', name: 'Bournemouth', laCode: '837', onsCodes: ['E06000028'], names: ['bournemouth'] },
]);

const AN_INSPECTION: GradedRow = {
  code: 'E08000016',
  name: 'Barnsley',
  date: '11/09/2023',
  published: '27/10/2023',
  type: 'ILACS Short Inspection',
  grades: BARNSLEY_2023,
};

interface GradedRow {
  readonly code: string;
  readonly name: string;
  readonly date: string;
  readonly published: string;
  readonly type: string;
  readonly grades: readonly string[];
}

export interface OutcomesRows {
  readonly latest?: readonly (readonly string[])[];
  readonly inYear?: readonly (readonly string[])[];
  readonly history?: readonly (readonly string[])[];
}
