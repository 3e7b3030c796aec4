import { workbookFile, type WorkbookCell } from '@/documents/workbook';
import { calendarDate } from '@/domain/shared';

/** As a council might head the columns of its own plan. */
export const HEADINGS = [
  'Ref',
  'Priority',
  'Action',
  'Intended impact',
  'Success measures',
  'Ofsted judgement',
  'Lead officer',
  'Partner agency',
  'Start date',
  'By when',
  'Milestones',
  'Evidence of impact',
  'RAG status',
];

const OBJECTIVES = ['Partners do more', 'Help comes early', 'Assessments are good', 'Children are heard', 'Workers stay', 'Leaders know'];
const EACH = 50;

/** What is wrong in which row of the sheet, and in which column. Twelve rows. */
export const FAULTS: readonly Fault[] = [
  { row: 7, column: 'By when', cell: 'ongoing', message: 'Write a whole date, for example 31/03/2026 or 31 March 2026, and not “ongoing”' },
  { row: 21, column: 'By when', cell: '', message: 'Give the day on which it is due' },
  { row: 48, column: 'By when', cell: '31/04/2027', message: 'Write a day that is in the calendar: “31/04/2027” is not' },
  {
    row: 60,
    column: 'By when',
    cell: '03/31/2027',
    message: 'Write the day before the month, for example 31/03/2026: “03/31/2027” has no month 31',
  },
  { row: 75, column: 'By when', cell: '01/01/2025', message: 'Give a due date on or after 5 January 2026, when the action starts' },
  { row: 99, column: 'Action', cell: '', message: 'Write what is to be done' },
  { row: 123, column: 'Action', cell: 'x'.repeat(250), message: 'Shorten this to 200 characters; it has 250' },
  {
    row: 150,
    column: 'Ofsted judgement',
    cell: 'Early years',
    message:
      'Write the judgement as it is called here, Leaders’ impact on practice, Help and protection, Children in care or Care leavers, and not “Early years”',
  },
  { row: 187, column: 'Start date', cell: 'soon', message: 'Write a whole date, for example 31/03/2026 or 31 March 2026, and not “soon”' },
  {
    row: 222,
    column: 'Milestones',
    cell: 'Agree it (done)',
    message: 'Give the day on which the step was done, as “Agree it (done 31 March 2026)”',
  },
  {
    row: 251,
    column: 'Ref',
    cell: 'WS-4',
    message: 'Write the reference as objective and action, for example 1.2, and not “WS-4”; or leave this column out of the import',
  },
  { row: 290, column: 'Ref', cell: '6.1', message: 'Keep one of the two rows: row 252 is the same action' },
];

/** A council's own plan of 300 actions under six priorities, as an Excel workbook. */
export function planRows(count = OBJECTIVES.length * EACH): readonly (readonly WorkbookCell[])[] {
  return Array.from({ length: count }, (_, index) => {
    const objective = Math.floor(index / EACH) % OBJECTIVES.length;
    const number = (index % EACH) + 1;
    return [
      `${objective + 1}.${number}`,
      OBJECTIVES[objective] ?? '',
      `Action ${number} so that ${(OBJECTIVES[objective] ?? '').toLowerCase()}`,
      'Children are safer',
      'Fewer repeat referrals\nMore children seen in time',
      index % 2 === 0 ? 'Help and protection' : 'Children in care',
      `Head of Service ${(index % 9) + 1}`,
      index % 5 === 0 ? 'South Yorkshire Police' : null,
      calendarDate('2026-01-05'),
      index % 3 === 0 ? '31/03/2027' : calendarDate('2027-06-30'),
      index % 4 === 0 ? 'Agree it (done 1 June 2026)\nDo it\nCheck it' : 'Do it',
      'Audit of twenty cases',
      'Amber',
    ];
  });
}

export function withFaults(rows: readonly (readonly WorkbookCell[])[]): readonly (readonly WorkbookCell[])[] {
  return rows.map((cells, index) => {
    const fault = FAULTS.find(({ row }) => row === index + 2);
    return fault === undefined ? cells : cells.with(HEADINGS.indexOf(fault.column), fault.cell);
  });
}

/** With another due date in every tenth row. */
export function withMovedDates(rows: readonly (readonly WorkbookCell[])[]): readonly (readonly WorkbookCell[])[] {
  return rows.map((cells, index) => (index % 10 === 0 ? cells.with(HEADINGS.indexOf('By when'), calendarDate('2027-09-30')) : cells));
}

export function planWorkbookOf(rows: readonly (readonly WorkbookCell[])[], headings: readonly string[] = HEADINGS): Buffer {
  return Buffer.from(workbookFile({ sheet: 'Plan', columns: headings.map((heading) => ({ heading, width: 20 })), rows }));
}

interface Fault {
  /** As a spreadsheet numbers it. */
  readonly row: number;
  readonly column: string;
  readonly cell: string;
  readonly message: string;
}
