import { describe, expect, test } from 'vitest';
import { readOfstedOutcomes, refuseWithoutEventType, type OutcomesFile, type OutcomesReading } from '@/domain/exchange';
import { calendarDate } from '@/domain/shared';
import { range } from '../../support/inspections';
import {
  ALL_GOOD_2018,
  COUNCILS,
  HISTORY,
  historyRow,
  HISTORY_HEADINGS,
  IN_YEAR,
  inYearRow,
  LATEST,
  latestRow,
  LATEST_HEADINGS,
  outcomesFile,
  sheetOf,
  visitRow,
  type OutcomesRows,
} from '../../support/outcomes';

const TODAY = calendarDate('2026-11-22');

describe('Ofsted’s outcomes', () => {
  test('state each inspection once, wherever it stands, under its framework', () => {
    const { events, source, refusals } = readable(read(outcomesFile()));
    expect(refusals).toEqual([]);
    expect(source).toMatchObject({
      key: 'ofsted-outcomes-2025-03-31',
      name: 'Local authority inspection outcomes as at 31 March 2025',
      publisher: 'Ofsted',
      publishedOn: calendarDate('2025-09-25'),
    });
    expect(events.map(({ statement }) => statement.eventType)).toEqual(['short-inspection', 'focused-visit']);
    expect(events[0]?.places).toEqual([
      { sheet: LATEST, row: 4 },
      { sheet: HISTORY, row: 4 },
    ]);
    expect(events[0]?.statement).toEqual({
      authority: 'barnsley',
      framework: 'ilacs-2023',
      eventType: 'short-inspection',
      dates: [range('2023-09-11')],
      precision: 'first-day',
      publishedOn: calendarDate('2023-10-27'),
      judgements: [
        { area: 'overall-effectiveness', grade: 'good', absence: null, words: 'Good', covers: null },
        { area: 'leadership', grade: 'good', absence: null, words: 'Good', covers: null },
        {
          area: 'help-and-protection',
          grade: 'requires-improvement',
          absence: null,
          words: 'Requires improvement to be good',
          covers: null,
        },
        { area: 'in-care', grade: 'good', absence: null, words: 'Good', covers: 'in-care' },
        { area: 'care-leavers', grade: 'good', absence: null, words: 'Good', covers: null },
      ],
      themes: [],
      summary: null,
      reportUrl: null,
    });
    expect(events[1]?.statement).toMatchObject({ themes: ['children-in-care'], judgements: [], framework: 'ilacs-2023' });
  });

  test('say nothing of care leavers before 2023, when they were judged with children in care', () => {
    const row = historyRow({ date: '08/10/2018', published: '19/11/2018', type: 'ILACS Standard Inspection', grades: ALL_GOOD_2018 });
    const [event] = readable(read(outcomesFile({ latest: [], inYear: [], history: [row] }))).events;
    expect(event?.statement.framework).toBe('ilacs-2018');
    expect(event?.statement.judgements.map(({ area }) => area)).not.toContain('care-leavers');
    expect(event?.statement.judgements.find(({ area }) => area === 'in-care')?.covers).toBe('in-care-and-care-leavers');
  });

  test.each([
    ['an old code', { code: 'E08000016', name: 'Barnsley' }, 'barnsley'],
    ['its code of today', { code: 'E08000038', name: 'Barnsley' }, 'barnsley'],
    ['a short name', { code: 'E06000023', name: 'Bristol' }, 'bristol-city-of'],
    ['its name alone', { code: '', name: 'BARNSLEY' }, 'barnsley'],
    ['a code with a name nobody knows', { code: 'E06000023', name: 'City of Bristol' }, 'bristol-city-of'],
    ['the code of an abolished council', { code: 'E06000028', name: 'Bournemouth' }, 'bournemouth'],
  ])('know a council by %s', (_name, council, slug) => {
    const { events } = readable(read(outcomesFile({ latest: [], inYear: [], history: [historyRow(council)] })));
    expect(events.map(({ statement }) => statement.authority)).toEqual([slug]);
  });

  test.each([
    ['Front door', ['front-door']],
    ['Children in need/subject to a plan', ['children-in-need-or-protection-plan']],
    ['Vulnerable adolescents', ['vulnerable-adolescents']],
    ['Achieving permanence', ['achieving-permanence']],
    ['Planning and achieving permanence', ['achieving-permanence']],
    ['Care leavers', ['care-leavers']],
    ['Front door and care leavers', ['front-door', 'care-leavers']],
    ['Children in care; Care leavers', ['children-in-care', 'care-leavers']],
    ['', []],
  ])('know the theme “%s”', (theme, themes) => {
    const { events } = readable(read(outcomesFile({ latest: [], inYear: [visitRow({ theme })], history: [] })));
    expect(events[0]?.statement.themes).toEqual(themes);
  });

  test('are read whatever the order of the columns, with others between, and rows of notes beneath', () => {
    const reversed = [HISTORY_HEADINGS, historyRow()].map((cells) => ['', ...cells.toReversed()]);
    const [headings = [], ...rows] = reversed;
    const sheets = outcomesFile({ latest: [], inYear: [] }).sheets.filter(({ name }) => name !== HISTORY);
    const history = sheetOf({ name: HISTORY, rows: [['New', ...headings.slice(1)], ...rows, [], ['Source: Ofsted']] });
    const { events, refusals } = readable(read({ ...outcomesFile(), sheets: [...sheets, history] }));
    expect(refusals).toEqual([]);
    expect(events).toHaveLength(1);
  });

  test('are known by their headings when a sheet has another name', () => {
    const sheets = outcomesFile().sheets.map((sheet, index) => ({ ...sheet, name: `Sheet${index + 1}` }));
    expect(readable(read({ ...outcomesFile(), sheets })).events).toHaveLength(2);
  });
});

describe('one of the tables as CSV', () => {
  test.each([
    ['LA_outcomes.csv', [['Local authority inspection judgements as at 31 March 2025']], '2025-03-31'],
    ['history.csv', [['ILACS inspection history from 2018-2025']], '2025-03-31'],
    ['in-year.csv', [['Local authority in-year inspection activity 2024-25']], '2025-03-31'],
    ['history_as_at_31_March_2024.csv', [], '2024-03-31'],
    ['history-as-at-31-March-2026.csv', [], '2026-03-31'],
  ])('%s takes the day it speaks for from its title or its name', (fileName, titles, day) => {
    const sheet = sheetOf({ name: 'table', rows: [...titles, HISTORY_HEADINGS, historyRow()] });
    const { source, events } = readable(read({ fileName, singleTable: true, sheets: [sheet] }));
    expect(source.key).toBe(`ofsted-outcomes-${day}`);
    expect(events).toHaveLength(1);
  });

  test('is refused when neither says for which day it speaks', () => {
    const sheet = sheetOf({ name: 'table', rows: [HISTORY_HEADINGS, historyRow()] });
    const reading = read({ fileName: 'history.csv', singleTable: true, sheets: [sheet] });
    expect(reading.readable).toBe(false);
    expect(reading.refusals[0]?.reason).toMatch(/for which day/);
  });

  test('is refused when it speaks for a day to come, or holds headings alone', () => {
    for (const [title, rows, fault] of [
      ['As at 23 November 2026', [historyRow()], /as at 23 November 2026, which is to come/],
      ['As at 22 November 2026', [], /no row under them/],
    ] as const) {
      const sheet = sheetOf({ name: 'table', rows: [[title], HISTORY_HEADINGS, ...rows] });
      const reading = read({ fileName: 'history.csv', singleTable: true, sheets: [sheet] });
      expect(reading.readable).toBe(false);
      expect(reading.refusals[0]?.reason).toMatch(fault);
    }
  });

  test('gives grades in the words of reports, in whatever capitals they stand there', () => {
    const row = historyRow({
      grades: historyRow()
        .slice(8)
        .map((grade) => grade.toUpperCase()),
    });
    const [event] = readable(read(outcomesFile({ latest: [], inYear: [], history: [row] }))).events;
    expect(event?.statement.judgements.map(({ words }) => words)).toContain('Requires improvement to be good');
  });

  test('of latest judgements leaves the kind of inspection open', () => {
    const sheet = sheetOf({ name: 'latest', rows: [['As at 31 March 2025'], LATEST_HEADINGS, latestRow()] });
    const [event] = readable(read({ fileName: 'latest.csv', singleTable: true, sheets: [sheet] })).events;
    expect(event?.statement.eventType).toBeNull();
    expect(event && refuseWithoutEventType(event)).toMatchObject([{ sheet: 'latest', row: 3, column: 'Inspection type' }]);
  });

  test('is refused without headings', () => {
    const sheet = sheetOf({ name: 'something', rows: [['as at 31 March 2025'], ['a', 'b'], ['1', '2']] });
    const reading = read({ fileName: 'something.csv', singleTable: true, sheets: [sheet] });
    expect(reading).toMatchObject({ readable: false, refusals: [{ sheet: 'something', row: null, column: null }] });
  });
});

describe('a file of another form is refused as a whole', () => {
  test.each([LATEST, IN_YEAR, HISTORY])('without the sheet %s', (missing) => {
    const sheets = outcomesFile().sheets.filter(({ name }) => name !== missing);
    expect(read({ ...outcomesFile(), sheets })).toEqual({
      readable: false,
      refusals: [
        { sheet: missing, row: null, column: null, reason: `The sheet ${missing} is missing. Use the file as Ofsted publishes it.` },
      ],
    });
  });

  test.each(HISTORY_HEADINGS.filter((heading) => !['Web link', 'Ofsted region', 'Local authority status'].includes(heading)))(
    'without the column %s',
    (missing) => {
      const place = HISTORY_HEADINGS.indexOf(missing);
      const sheets = outcomesFile().sheets.map((sheet) =>
        sheet.name === HISTORY ? { ...sheet, rows: sheet.rows.map((row) => ({ ...row, cells: row.cells.toSpliced(place, 1) })) } : sheet,
      );
      expect(read({ ...outcomesFile(), sheets })).toMatchObject({
        readable: false,
        refusals: [
          { sheet: HISTORY, row: 3, column: missing, reason: `The column “${missing}” is missing. Put it back as it was published.` },
        ],
      });
    },
  );

  test('with a column twice', () => {
    const sheets = outcomesFile().sheets.map((sheet) => ({
      ...sheet,
      rows: sheet.rows.map((row) => ({
        ...row,
        cells: [...row.cells, ...(row.number === 3 && sheet.name === LATEST ? ['Publication date'] : [])],
      })),
    }));
    expect(read({ ...outcomesFile(), sheets })).toMatchObject({
      readable: false,
      refusals: [
        { sheet: LATEST, row: 3, column: 'Publication date', reason: 'The column “Publication date” stands there 2 times. Keep one.' },
      ],
    });
  });

  test('with a table twice', () => {
    const file = outcomesFile();
    const copies = file.sheets.filter(({ name }) => name === HISTORY).map((sheet) => ({ ...sheet, name: 'history (2)' }));
    const reading = read({ ...file, sheets: [...file.sheets, ...copies] });
    expect(reading).toMatchObject({
      readable: false,
      refusals: [
        { sheet: 'history (2)', reason: `There are two sheets of the kind ${HISTORY}: “${HISTORY}” and “history (2)”. Keep one.` },
      ],
    });
  });
});

describe('a row is refused, with sheet, row and column,', () => {
  test.each<[name: string, rows: OutcomesRows, column: string, reason: string]>([
    [
      'for a council nobody knows',
      { history: [historyRow({ code: 'E06009999', name: 'Atlantis' })] },
      'Local authority area code',
      'No council is known by the code “E06009999” or the name “Atlantis”. Correct them, or leave the row out.',
    ],
    [
      'for a code and a name of two councils',
      { history: [historyRow({ code: 'E06000023' })] },
      'Local authority area code',
      'belongs to Bristol, City of, the name “Barnsley” to Barnsley',
    ],
    [
      'for a grade that is not on the scale',
      { history: [historyRow({ grades: ['Excellent', 'Good', 'Good', 'Good', 'Good'] })] },
      'Overall effectiveness',
      '“Excellent” is not a grade',
    ],
    [
      'for a grade that other frameworks had',
      { history: [historyRow({ grades: ['Adequate', 'Good', 'Good', 'Good', 'Good'] })] },
      'Overall effectiveness',
      'Outstanding, Good, Requires improvement to be good, Inadequate',
    ],
    [
      'for a missing grade',
      { history: [historyRow({ grades: ['Good', '', 'Good', 'Good', 'Good'] })] },
      'impact of leaders',
      'The grade is missing',
    ],
    [
      'for a grade for care leavers before 2023',
      { history: [historyRow({ date: '08/10/2018', published: '19/11/2018' })] },
      'The experiences and progress of care leavers',
      'ILACS 2018 does not grade this',
    ],
    ['for a day that does not exist', { history: [historyRow({ date: '31/04/2023' })] }, 'Inspection date', '“31/04/2023” is not a date'],
    ['for a day as a number', { history: [historyRow({ date: '45180' })] }, 'Inspection date', '“45180” is not a date'],
    ['for no day', { history: [historyRow({ published: '' })] }, 'Publication date', 'is missing'],
    ['for a day to come', { history: [historyRow({ published: '23/11/2026' })] }, 'Publication date', 'future'],
    [
      'for a report before its inspection',
      { history: [historyRow({ published: '10/09/2023' })] },
      'Publication date',
      'before the inspection',
    ],
    ['for a day before ILACS', { history: [historyRow({ date: '11/09/2017' })] }, 'Inspection date', 'January 2018'],
    ['for a kind of inspection nobody knows', { history: [historyRow({ type: 'Surprise' })] }, 'Inspection type', '“Surprise”'],
    ['for no kind of inspection', { history: [historyRow({ type: '' })] }, 'Inspection type', 'The empty cell'],
    ['for a theme nobody knows', { inYear: [visitRow({ theme: 'Dragons' })] }, 'Visit Theme', '“Dragons”'],
    ['for a theme of an inspection', { inYear: [inYearRow({ theme: 'Front door' })] }, 'Visit Theme', 'Only visits'],
    [
      'for grades of a visit',
      { inYear: [visitRow({ grades: ['Good', '', '', '', ''] })] },
      'Overall effectiveness',
      'A visit gives no grades',
    ],
  ])('%s', (_name, rows, column, reason) => {
    const { refusals, events } = readable(read(outcomesFile({ latest: [], inYear: [], history: [], ...rows })));
    expect(refusals.map(({ sheet, row }) => [sheet, row])).toEqual([[rows.inYear ? IN_YEAR : HISTORY, 4]]);
    expect(refusals[0]?.column).toContain(column);
    expect(refusals[0]?.reason).toContain(reason);
    expect(events).toEqual([]);
  });

  test('once for each cell that is wrong, and the other rows are read on', () => {
    const wrong = historyRow({ code: 'X', name: 'X', date: 'soon', type: 'Surprise' });
    const { refusals, events } = readable(read(outcomesFile({ latest: [], inYear: [visitRow()], history: [wrong, historyRow()] })));
    expect(refusals.map(({ row, column }) => `${row} ${column}`)).toEqual([
      '4 Local authority area code',
      '4 Inspection date',
      '4 Inspection type',
    ]);
    expect(events).toHaveLength(2);
  });

  test('with every row that states the same inspection in one table', () => {
    const { refusals, events } = readable(read(outcomesFile({ latest: [], inYear: [], history: [historyRow(), historyRow()] })));
    expect(events).toEqual([]);
    expect(refusals.map(({ row, reason }) => [row, reason])).toEqual([
      [4, 'The same inspection stands in row 4, row 5. Keep one row.'],
      [5, 'The same inspection stands in row 4, row 5. Keep one row.'],
    ]);
  });

  test('in a sentence of moderate length, however often it stands there and whatever its cells hold', () => {
    const row = historyRow({ name: `\u001B[2J${'x'.repeat(9000)}`, type: 'y'.repeat(9000) });
    const { refusals } = readable(read(outcomesFile({ latest: [], inYear: [], history: Array.from({ length: 5000 }, () => row) })));
    expect(Math.max(...refusals.map(({ reason }) => reason.length))).toBeLessThan(400);
    const repeated = readable(
      read(outcomesFile({ latest: [], inYear: [], history: Array.from({ length: 5000 }, () => historyRow()) })),
    ).refusals;
    expect(repeated[4999]?.reason).toBe('The same inspection stands in row 4, row 5, row 6 and 4,997 more. Keep one row.');
    const { refusals: nobody } = readable(
      read(outcomesFile({ latest: [], inYear: [], history: [historyRow({ code: '\u001B[2J', name: 'X' })] })),
    );
    expect(nobody[0]?.reason).toBe('No council is known by the code “�[2J” or the name “X”. Correct them, or leave the row out.');
  });

  test('with every row of an inspection that the tables contradict each other about', () => {
    const latest = [latestRow({ grades: ['Inadequate', 'Good', 'Requires improvement to be good', 'Good', 'Good'] })];
    const { refusals } = readable(read(outcomesFile({ latest, inYear: [], history: [historyRow()] })));
    expect(refusals).toEqual([
      { sheet: LATEST, row: 4, column: 'Overall effectiveness', reason: contradiction() },
      { sheet: HISTORY, row: 4, column: 'Overall effectiveness', reason: contradiction() },
    ]);
    function contradiction(): string {
      return `The file contradicts itself about this inspection: “Inadequate” in ${LATEST}, row 4, “Good” in ${HISTORY}, row 4. Correct what is wrong.`;
    }
  });

  test.each([
    ['publication date', { published: '28/10/2023' }, 'Publication date'],
    ['kind of inspection', { type: 'ILACS Standard Inspection' }, 'Inspection/Visit type'],
  ])('when the tables give it another %s', (_name, change, column) => {
    const { refusals } = readable(read(outcomesFile({ latest: [], inYear: [inYearRow(change)], history: [historyRow()] })));
    expect(refusals.map(({ sheet, row }) => [sheet, row])).toEqual([
      [IN_YEAR, 4],
      [HISTORY, 4],
    ]);
    expect(refusals[0]?.column).toBe(column);
  });
});

function read(file: OutcomesFile): OutcomesReading {
  return readOfstedOutcomes(file, COUNCILS, TODAY);
}

function readable(reading: OutcomesReading) {
  if (!reading.readable) throw new Error(reading.refusals.map(({ reason }) => reason).join(' '));
  return reading;
}
