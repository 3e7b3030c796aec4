import { describe, expect, test } from 'vitest';

import {
  changesNothing,
  decideImport,
  effectText,
  findTable,
  guessColumns,
  isDerivedHeading,
  missingFields,
  planTable,
  PLAN_FIELDS,
  problemsTogether,
  readRows,
  type ColumnFields,
  type PlanField,
  type PlanImport,
} from '@/domain/exchange';
import type { Finding } from '@/domain/findings';
import { assemblePlan, withStatuses, type PlanState } from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';

import { anAction, anObjective, aPlan, someEvidence } from '../../support/plans';

const TODAY = calendarDate('2026-11-20');
const BASIC = ['Reference', 'Objective', 'Action', 'Due on'];

describe('which column is which field', () => {
  test.each<[heading: string, field: PlanField | null]>([
    ['Ref', 'reference'],
    ['Ref No.', 'reference'],
    ['Action no', 'reference'],
    ['Priority', 'objective'],
    ['Objective title', 'objective'],
    ['ACTION', 'title'],
    ['What will we do?', 'title'],
    ['Intended impact', 'change'],
    ['Success measures', 'measure'],
    ['Lead officer', 'ownerTitle'],
    ['Responsible person:', 'ownerTitle'],
    ['Partner agency', 'partner'],
    ['Start date', 'startsOn'],
    ['Target  date *', 'dueOn'],
    ['By when', 'dueOn'],
    ['Milestones', 'steps'],
    ['Ofsted recommendation', 'findings'],
    ['Evidence of impact', 'evidence'],
    ['Ofsted judgement', 'area'],
    ['Budget', null],
    ['RAG status', null],
    ['', null],
  ])('%s', (heading, field) => {
    expect(guessColumns([heading], new Map())).toEqual([field]);
  });

  test('what an export heads its columns is known, and nothing that follows from the facts is ever taken', () => {
    const { columns } = planTable(aState([]), []);
    expect(guessColumns(columns, new Map()).filter((field) => field !== null)).toEqual(Object.keys(PLAN_FIELDS));
    expect(columns.filter(isDerivedHeading)).toEqual(columns.slice(Object.keys(PLAN_FIELDS).length));
    for (const heading of ['RAG', 'BRAG rating', '% complete', 'Progress update', 'Status']) expect(isDerivedHeading(heading)).toBe(true);
    expect(isDerivedHeading('Due on')).toBe(false);
  });

  test('a choice that is remembered goes first, also to leave a column out', () => {
    const remembered = new Map([
      ['budget', 'measure'],
      ['action', 'left-out'],
    ] as const);
    expect(guessColumns(['Action', 'What', ' BUDGET ', 'KPIs'], remembered)).toEqual([null, 'title', 'measure', null]);
  });

  test('the headings are found below a title, in the sheet that looks most like a plan', () => {
    const sheets = [
      { name: 'Cover', rows: [{ number: 1, cells: ['Our plan', 'Version 3'] }] },
      { name: 'Lists', rows: [{ number: 1, cells: ['Status', 'Owner'] }] },
      {
        name: 'Plan',
        rows: [
          { number: 1, cells: ['Our plan'] },
          { number: 3, cells: BASIC },
          { number: 4, cells: ['1.1'] },
        ],
      },
    ];
    expect(findTable(sheets, new Map())).toEqual({
      sheet: 'Plan',
      otherSheets: ['Cover', 'Lists'],
      headings: BASIC,
      rows: [{ number: 4, cells: ['1.1'] }],
    });
    expect(findTable([{ name: 'Empty', rows: [] }], new Map())).toBeNull();
  });

  test('what no row can do without is asked for', () => {
    expect(missingFields(['title', 'dueOn', 'reference'])).toEqual([]);
    expect(missingFields(['title', null])).toEqual(['dueOn', 'objective']);
  });
});

describe('a row is read', () => {
  test.each([
    ['31/03/2026', '2026-03-31'],
    ['1/4/2026', '2026-04-01'],
    ['31/03/26', '2026-03-31'],
    ['31.03.2026', '2026-03-31'],
    ['31-3-2026', '2026-03-31'],
    ['31 March 2026', '2026-03-31'],
    ['31 Mar 2026', '2026-03-31'],
    ['31-Mar-26', '2026-03-31'],
    ['Tuesday 31st March 2026', '2026-03-31'],
    ['2026-03-31', '2026-03-31'],
    ['2026-03-31 00:00:00', '2026-03-31'],
    ['46112', '2026-03-31'],
    ['46112.5', '2026-03-31'],
  ])('with a due date written %s', (typed, day) => {
    expect(read(BASIC, [['1.1', 'One', 'Do it', typed]]).stated[0]?.dueOn.toString()).toBe(day);
  });

  test.each([
    ['03/31/2026', /Write the day before the month/],
    ['31/04/2026', /a day that is in the calendar/],
    ['March 2026', /Write a whole date/],
    ['Q3', /Write a whole date/],
    ['ongoing', /Write a whole date/],
    ['12', /Write a whole date/],
    ['31 Marvel 2026', /Write a whole date/],
    ['31/03/1026', /Check the year/],
    ['', /Give the day on which it is due/],
  ])('and a due date of “%s” is refused with what to do', (typed, message) => {
    expect(problemsIn(BASIC, ['1.1', 'One', 'Do it', typed])).toEqual([[2, 'dueOn', expect.stringMatching(message)]]);
  });

  test.each<[column: PlanField, cell: string, message: RegExp]>([
    ['reference', 'HP-3', /Write the reference as objective and action/],
    ['reference', '0.1', /Write the reference/],
    ['title', '  ', /Write what is to be done/],
    ['title', 'x'.repeat(201), /Shorten this to 200 characters; it has 201/],
    ['change', 'x'.repeat(2_001), /Shorten this to 2,000 characters/],
    ['area', 'Early years', /Write the judgement as it is called here, .*Help and protection.* or .*and not “Early years”/],
    ['startsOn', 'soon', /Write a whole date/],
    ['steps', 'Agree it (done)', /Give the day on which the step was done/],
    ['steps', 'Agree it (done last week)', /Give the day on which the step was done/],
    ['steps', 'Agree it (done 1 December 2026)', /still ahead/],
    ['steps', 'Agree it\nAgree  it (done 1 June 2026)', /once/],
    ['findings', 'Nothing like it', /No finding is called “Nothing like it”/],
    [
      'findings',
      'Private fostering',
      /Several findings are called “Private fostering”.*\[2023-09-11-short-inspection, 1\] and \[2018-10-15-short-inspection, 1\]/,
    ],
    ['objectiveNumber', 'two', /in figures/],
    ['objectiveNumber', '2', /Make these agree: the reference belongs to objective 1/],
  ])('and in %s “%s” is refused with what to do', (field, cell, message) => {
    const headings = [...BASIC.slice(0, 4), ...(['reference', 'title'].includes(field) ? [] : [PLAN_FIELDS[field].words])];
    const cells = ['1.1', 'One', 'Do it', '31/03/2026', cell].map((each, index) =>
      (field === 'reference' && index === 0) || (field === 'title' && index === 2) ? cell : each,
    );
    const [problem, ...others] = problemsIn(headings, cells);
    expect(problem?.[2]).toMatch(message);
    expect(others).toEqual([]);
  });

  test('with steps, findings and evidence one on a line', () => {
    const { stated, problems } = read(
      [...BASIC, 'Steps', 'Findings', 'Evidence'],
      [
        [
          '1.1',
          'One',
          'Do it',
          '31/03/2026',
          'Agree it (done 1 June 2026)\r\n\n  Report it (done 2/6/2026) (not done)',
          'private  fostering [2023-09-11-short-inspection]\nNeglect',
          'Attendance return\nReview (by peers) (External view)',
        ],
      ],
    );
    expect(problems).toEqual([]);
    expect(stated[0]?.facts).toEqual({
      steps: [
        { text: 'Agree it', doneOn: calendarDate('2026-06-01') },
        { text: 'Report it (done 2/6/2026)', doneOn: null },
      ],
      findings: ['fostering-2023', 'neglect'],
      evidence: [
        { title: 'Attendance return', kind: null },
        { title: 'Review (by peers)', kind: 'external' },
      ],
    });
  });

  test('with an event for all that it found and that asks for an answer', () => {
    const { stated } = read([...BASIC, 'Findings'], [['1.1', 'One', 'Do it', '31/03/2026', '2023-09-11-short-inspection']]);
    expect(stated[0]?.facts.findings).toEqual(['fostering-2023', 'neglect']);
  });

  test('not at all where nothing stands in a matched column', () => {
    expect(read(BASIC, [['', '', '', '', 'a note in no column']]).stated).toEqual([]);
  });
});

describe('what an import does to a plan', () => {
  const objective = anObjective(aPlan({ id: 'p' }), { id: 'o1', title: 'Partners do more' });
  const first = { ...anAction(objective), version: 3 };
  const second = {
    ...anAction(objective, { number: 2, title: 'Train everybody', steps: [], startsOn: null, owner: nobody() }),
    version: 1,
  };
  const state = aState([first, second]);

  test('the export of a plan changes nothing, down to the last field', () => {
    const effect = good(decide(state, ...exported(state)));
    expect(changesNothing(effect)).toBe(true);
    expect(effect).toMatchObject({ unchanged: 2, left: [], moves: 0 });
  });

  test('a row with an unknown title adds, one with a known title in its objective changes, and others are left', () => {
    const effect = good(
      decide(
        state,
        ['Objective', 'Action', 'Due on', 'Lead'],
        [
          ['Partners do more', 'TRAIN everybody', '31/03/2027', 'Head of Learning'],
          ['', 'Something new', '31/03/2027', ''],
          ['Children say more', 'Ask them', '1/4/2027', ''],
        ],
      ),
    );
    expect(effect.objectives).toMatchObject([{ before: null, after: { number: 2, title: 'Children say more' } }]);
    expect(effect.actions.map(({ reference, before, row }) => [reference, before?.id ?? null, row])).toEqual([
      ['1.2', second.id, 2],
      ['1.3', null, 3],
      ['2.1', null, 4],
    ]);
    expect(effect.actions[0]?.changes).toEqual([
      { field: 'title', label: 'Action', before: 'Train everybody', after: 'TRAIN everybody' },
      { field: 'ownerTitle', label: 'Owner’s post', before: '', after: 'Head of Learning' },
      { field: 'dueOn', label: 'Due on', before: '18 December 2026', after: '31 March 2027' },
    ]);
    expect(effect.left.map(({ reference }) => reference)).toEqual(['1.1']);
    expect(effect.moves).toBe(1);
    expect(effect.actions[0]?.after.moves).toEqual([
      { from: second.dueOn, to: calendarDate('2027-03-31'), reason: 'Because', on: TODAY, by: 'me' },
    ]);
    // Of an action that is added, the first due date is no move.
    expect(effect.actions[1]?.after.moves).toEqual([]);
  });

  test('a column that the file lacks is left as it is, an empty cell empties it', () => {
    const without = good(decide(state, BASIC, [['1.1', 'Partners do more', first.title, '18/12/2026']]));
    expect(without.actions).toEqual([]);
    const emptied = good(decide(state, [...BASIC, 'Success measure'], [['1.1', 'Partners do more', first.title, '18/12/2026', '']]));
    expect(emptied.actions[0]?.changes).toMatchObject([{ field: 'measure', before: first.measure, after: '' }]);
  });

  test('steps keep who they are: by their words, else by their place', () => {
    const row = ['1.1', 'Partners do more', first.title, '18/12/2026', 'Collect it (done 1 June 2026)\nAgree the form\nPublish it'];
    const effect = good(decide(state, [...BASIC, 'Steps'], [row]));
    const [agree, collect] = first.steps;
    expect(effect.actions[0]?.after.steps.map(({ id, text }) => [id, text])).toEqual([
      [collect?.id, 'Collect it'],
      ['new-1', 'Agree the form'],
      [first.steps[2]?.id, 'Publish it'],
    ]);
    expect(agree?.id).not.toBe('new-1');
  });

  test('evidence is only ever added, with the kind that it says or speaks of', () => {
    const known = someEvidence(first);
    const before = aState([first], [known]);
    const row = ['1.1', 'Partners do more', first.title, '18/12/2026', 'attendance return\nAttendance return (Data)\nDip sample of cases'];
    const effect = good(decide(before, [...BASIC, 'Evidence'], [row.with(4, 'Attendance return (Data)\nDip sample of cases')]));
    expect(effect.actions[0]?.evidence).toMatchObject([{ title: 'Dip sample of cases', kind: 'case-sample', given: null }]);
    expect(good(decide(before, [...BASIC, 'Evidence'], [row.with(4, '')])).actions).toEqual([]);
  });

  test('an account goes with the post: a new post takes the account that it has elsewhere in the plan, or none', () => {
    const mine = { ...first, owner: { personId: 'ada', title: 'Head of Learning', partner: null } };
    const others = aState([mine, second]);
    const lead = (reference: string, title: string, post: string) => [...[reference, 'Partners do more', title, '18/12/2026'], post];
    const given = good(decide(others, [...BASIC, 'Lead'], [lead('1.2', second.title, 'Head of Learning')]));
    expect(given.actions[0]?.after.owner).toEqual({ personId: 'ada', title: 'Head of Learning', partner: null });
    expect(given.actions[0]?.changes.at(-1)).toMatchObject({
      label: 'Who reports on it here',
      before: 'Nobody with an account',
      after: 'The account that this post has in the plan',
    });
    const taken = good(decide(others, [...BASIC, 'Lead'], [lead('1.1', mine.title, 'Head of Nothing')]));
    expect(taken.actions[0]?.after.owner).toEqual({ personId: null, title: 'Head of Nothing', partner: null });
    expect(good(decide(others, [...BASIC, 'Lead'], [lead('1.1', mine.title, 'Head of Learning')])).actions).toEqual([]);
  });

  test('a reference that is free takes its number, and no other new action takes it', () => {
    const effect = good(
      decide(state, BASIC, [
        ['', 'Partners do more', 'New', '1/4/2027'],
        ['1.3', 'Partners do more', 'Newer', '1/4/2027'],
      ]),
    );
    expect(effect.actions.map(({ reference, after }) => [reference, after.title])).toEqual([
      ['1.4', 'New'],
      ['1.3', 'Newer'],
    ]);
  });

  test('an objective is renamed by its number', () => {
    const effect = good(decide(state, BASIC, [['1.1', 'Partners do much more', first.title, '18/12/2026']]));
    expect(effect.objectives).toEqual([{ before: objective, after: { ...objective, title: 'Partners do much more' } }]);
  });

  test.each<[what: string, rows: readonly (readonly string[])[], row: number, message: RegExp]>([
    ['the same reference twice', [row('1.1'), row('1.1')], 3, /Keep one of the two rows: row 2 is the same action/],
    ['the same new title twice', [row('', 'New'), row('', 'new')], 3, /Keep one of the two rows/],
    ['a new title with and without a reference', [row('1.7', 'New'), row('', 'New')], 3, /Keep one of the two rows/],
    [
      'a reference that lost its last nought',
      [row('1.1', 'Train everybody')],
      2,
      /Correct the reference: the action of this title is 1.2 in the plan/,
    ],
    ['no objective', [['', '', 'New', '1/4/2027']], 2, /Say which objective/],
    ['an objective without a title', [['7.1', '', 'New', '1/4/2027']], 2, /Give the title of objective 7/],
    [
      'two titles of one objective',
      [row('1.1'), ['1.2', 'Other', 'Train everybody', '18/12/2026']].toReversed(),
      3,
      /Give objective 1 one title: row 2 calls it “Other”/,
    ],
    ['a due date before the start that stays', [['1.1', 'Partners do more', first.title, '1/1/2026']], 2, /on or after 5 January 2026/],
  ])('%s is refused', (_what, rows, number, message) => {
    expect(refusalsOf(decide(state, BASIC, rows))).toEqual([[number, expect.stringMatching(message)]]);
  });

  test('a due date that cannot be read is refused once, and nothing is said of the day in its place', () => {
    const lateStart = aState([{ ...first, startsOn: TODAY.add({ days: 9 }), dueOn: TODAY.add({ days: 90 }) }]);
    const { stated, problems } = read(BASIC, [['1.1', 'Partners do more', first.title, '30/13/2027']]);
    const decision = decideImport(lateStart, stated, { by: 'me', today: TODAY, reason: '', newId: () => 'new' });
    expect(refusalsOf(decision)).toEqual([[2, expect.stringContaining('Give a due date on or after')]]);
    expect(problemsTogether(problems, decision.ok ? [] : decision.problems)).toEqual(problems);
    expect(problems).toHaveLength(1);
  });

  test('what is closed or stopped is not changed, but may stand in the file', () => {
    const closed = aState([{ ...first, closed: { on: TODAY, by: 'ben' } }]);
    expect(refusalsOf(decide(closed, BASIC, [row('1.1', 'Another title')]))).toEqual([[2, expect.stringContaining('Reopen it')]]);
    expect(good(decide(closed, ...exported(closed))).unchanged).toBe(1);
    const stopped = aState([{ ...first, stopped: { on: TODAY, reason: 'No money' } }]);
    expect(refusalsOf(decide(stopped, BASIC, [row('1.1', 'Another title')]))).toEqual([[2, expect.stringContaining('Take it up')]]);
  });

  test('what is confirmed is told by one text, the same for the same effect', () => {
    const text = (title: string) => effectText(good(decide(state, BASIC, [row('1.1', title)])));
    expect(text('Another')).toBe(text('Another'));
    expect(text('Another')).not.toBe(text('Other'));
  });

  function row(reference: string, title = first.title): readonly string[] {
    return [reference, 'Partners do more', title, '18/12/2026'];
  }

  function exported(from: PlanState): readonly [readonly string[], readonly (readonly string[])[]] {
    const { columns, rows } = planTable(from, withStatuses(from.actions, TODAY));
    return [columns, rows.map((cells) => cells.map((cell) => cell?.toString() ?? ''))];
  }
});

function aState(
  actions: Parameters<typeof assemblePlan>[0]['actions'],
  evidence: Parameters<typeof assemblePlan>[0]['evidence'] = [],
): PlanState {
  const plan = aPlan({ id: 'p' });
  const objectives = actions.length === 0 ? [] : [anObjective(plan, { id: 'o1', title: 'Partners do more' })];
  return assemblePlan({ plan, objectives, actions, updates: [], evidence, findings: FINDINGS, indicators: new Map() });
}

const FINDINGS: readonly Finding[] = [
  aFinding('fostering-2018', '2018-10-15-short-inspection', 1, 'Private fostering'),
  aFinding('fostering-2023', '2023-09-11-short-inspection', 1, 'Private fostering'),
  aFinding('neglect', '2023-09-11-short-inspection', 2, 'Neglect'),
  { ...aFinding('leaders', '2023-09-11-short-inspection', 3, 'Leaders know'), kind: 'strength' },
];

function aFinding(id: string, inspection: string, position: number, title: string): Finding {
  const rest = { area: null, reference: null, inspectorsWords: null, place: null, repeats: null };
  return { id, authority: 'barnsley', inspection, position, kind: 'area-for-improvement', title, paraphrase: title, ...rest };
}

function nobody() {
  return { personId: null, title: null, partner: null };
}

function columnsOf(headings: readonly string[]): ColumnFields {
  return guessColumns(headings, new Map());
}

function read(headings: readonly string[], rows: readonly (readonly string[])[]) {
  const numbered = rows.map((cells, index) => ({ number: index + 2, cells }));
  const { findings } = aState([]);
  return readRows({ rows: numbered }, columnsOf(headings), { findings, today: TODAY });
}

function problemsIn(headings: readonly string[], cells: readonly string[]) {
  return read(headings, [cells]).problems.map(({ row, field, message }) => [row, field, message] as const);
}

function decide(state: PlanState, headings: readonly string[], rows: readonly (readonly string[])[]): PlanImport {
  const { stated, problems } = read(headings, rows);
  expect(problems).toEqual([]);
  let ids = 0;
  return decideImport(state, stated, { by: 'me', today: TODAY, reason: 'Because', newId: () => `new-${(ids += 1)}` });
}

function refusalsOf(decision: PlanImport) {
  return decision.ok ? [] : decision.problems.map(({ row, message }) => [row, message] as const);
}

function good(decision: PlanImport) {
  if (!decision.ok) throw new Error(decision.problems.map(({ row, message }) => `${row}: ${message}`).join('; '));
  return decision.effect;
}
