import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import { areaInWords, latestGradeOf } from '@/domain/improvement';
import { calendarDate } from '@/domain/shared';
import { AreaChart } from '@/ui/charts/area-chart';
import { DRAWING_KINDS, DRAWING_WIDTHS } from '@/ui/charts/drawing-kinds';
import { layoutArea, prepareArea, type AreaInput, type AreaModel } from '@/ui/charts/prepare-area';
import { textWidth } from '@/ui/charts/text-width';

import { aReading, anIndicator, readingsFrom } from '../../support/indicators';
import { allAreas, anInspection } from '../../support/inspections';
import { anInvestment } from '../../support/plans';

const TODAY = calendarDate('2026-11-20');
const GOOD = anInspection({ onSite: '2018-10-08 2018-10-19', framework: 'ilacs-2018', grades: allAreas('ilacs-2018', 'good') });
const WORSE = anInspection({
  onSite: '2023-09-11 2023-09-15',
  framework: 'ilacs-2023',
  grades: { ...allAreas('ilacs-2023', 'good'), 'help-and-protection': 'requires-improvement' },
});
const VISIT_DAY = calendarDate('2022-05-01');

const FULL: AreaInput = {
  area: 'help-and-protection',
  authority: { slug: 'barnsley', name: 'Barnsley' },
  inspections: [WORSE, GOOD],
  window: null,
  until: null,
  today: TODAY,
  events: [
    { kind: 'inspection', day: calendarDate('2023-09-11'), when: 'September 2023', words: 'Short inspection', href: null },
    { kind: 'visit', day: VISIT_DAY, when: 'May 2022', words: 'Visit', href: null },
  ],
  actions: [anActionBar('1.1', '2023-09-11', '2026-10-30', 'overdue'), anActionBar('2.1', '2026-01-05', '2027-03-31', 'on-track')],
  investments: [
    anInvestment({ kind: 'recurrent', firstYear: 2023, lastYear: null, pence: 250_000_000n }),
    anInvestment({
      kind: 'one-off',
      firstYear: 2022,
      lastYear: 2023,
      decision: { word: 'agreed', by: 'Cabinet', on: calendarDate('2022-11-02') },
    }),
  ],
  indicators: [
    { indicator: anIndicator(), series: [...readingsFrom(2019, ['10', '12', null, '30', '20'], '100'), aReading('2025', '13')] },
    { indicator: anIndicator({ key: 'vacancies', name: 'Vacant posts' }), series: readingsFrom(2019, ['0', '0']) },
  ],
};

describe('the chart of an area', () => {
  test('is none where nothing has a place in time', () => {
    expect(prepareArea({ ...FULL, inspections: [], actions: [], investments: [], indicators: [] })).toBeNull();
    expect(prepareArea({ ...FULL, inspections: [] })?.timeline).toBeNull();
  });

  test('says grades, dates, money and figures to those who do not see it', () => {
    const { description } = prepared();
    expect(description).toContain('Help and protection. October 2018: Good; September 2023: Requires improvement to be good.');
    expect(description).toContain(
      '2 actions: 1.1 An action from 11 Sep 2023 to 30 Oct 2026, overdue; 2.1 An action from 5 Jan 2026 to 31 Mar 2027, on track.',
    );
    expect(description).toContain('£2.5m a year from April 2023, with no end date');
    expect(description).toContain('2021 Not published (small numbers), 2022 30.0%');
  });

  test('has of the grades this area alone', () => {
    const { timeline } = prepared();
    expect(timeline?.stands.map(({ areas, grade }) => [areas, grade])).toEqual([
      [['help-and-protection'], 'good'],
      [['help-and-protection'], 'requires-improvement'],
    ]);
    const inCare = prepareArea({ ...FULL, area: 'in-care' })?.timeline;
    expect(inCare?.breaks.map(({ areas }) => areas)).toHaveLength(1);
  });

  test.each(DRAWING_KINDS)('puts the same day at the same place in every band (%s)', (kind) => {
    const layout = layoutArea(prepared(), kind);
    const inspected = layout.marks.find(({ event }) => event === 'inspection')?.threadX ?? 0;
    expect(layout.judgement?.blocks.at(-1)?.segments[0]?.left).toBeCloseTo(inspected + 1, 5);
    expect(layout.actions.find(({ key }) => key === '1.1')?.from).toBeCloseTo(inspected, 5);
    const year2023 = layout.years.find((_, index) => prepared().start.year + index === 2023);
    const april = layout.money.find(({ isOpenEnded }) => isOpenEnded)?.from ?? 0;
    expect(april).toBeGreaterThan(year2023?.x ?? 0);
    expect(april).toBeLessThan(inspected);
  });

  test.each(DRAWING_KINDS)('keeps all of it inside the drawing, band below band (%s)', (kind) => {
    const layout = layoutArea(prepared(), kind);
    const width = DRAWING_WIDTHS[kind];
    expect(layout.width).toBe(width);
    for (const { label, from, to } of [...layout.actions, ...layout.money]) {
      const wide = textWidth(label.text, layout.size);
      const [left, right] = label.anchor === 'end' ? [label.x - wide, label.x] : [label.x, label.x + wide];
      expect(left).toBeGreaterThanOrEqual(layout.left);
      expect(right).toBeLessThanOrEqual(width);
      expect(from).toBeLessThan(to);
    }
    for (const line of layout.indicators) {
      for (const { x, y } of line.segments.flat()) {
        expect(x).toBeLessThanOrEqual(layout.right);
        expect(y).toBeLessThanOrEqual(line.baseline);
      }
    }
    const ys = [
      ...layout.marks.map(({ y }) => y),
      ...layout.actions.map(({ y }) => y),
      ...layout.money.map(({ y }) => y),
      ...layout.indicators.map(({ baseline }) => baseline),
    ];
    expect(ys).toEqual(ys.toSorted((left, right) => left - right));
    expect(Math.max(...ys)).toBeLessThan(layout.bottom);
  });

  test('has a gap for what is not published, a dot for a figure alone, and nought on its baseline', () => {
    const { indicators } = layoutArea(prepared(), 'wide');
    expect(indicators[0]?.segments.map((segment) => segment.length)).toEqual([2, 2, 1]);
    expect(indicators[1]?.segments[0]?.every(({ y }) => y === indicators[1]?.baseline)).toBe(true);
    expect(indicators[0]?.labels.map(({ text }) => text)).toEqual(['30.0%', '13.0%']);
  });

  test('is drawn three times, and money without an end is dashed', () => {
    const html = renderToStaticMarkup(<AreaChart title="Title" subtitle="To scale" model={prepared()} source={{ source: 'Source' }} />);
    expect(html.match(/<svg class="app-chart__drawing/g)).toHaveLength(3);
    expect(html.match(/stroke-dasharray="9 3"/g)).toHaveLength(3);
  });
});

describe('how an area stands', () => {
  const latest = latestGradeOf([WORSE, GOOD], 'help-and-protection');

  test.each([
    ['for everybody', null, 'Help and protection requires improvement to be good, as judged in September 2023'],
    [
      'without an action',
      [],
      'Help and protection requires improvement to be good, as judged in September 2023; no action of the plan is for it',
    ],
    [
      'with one',
      ['overdue'],
      'Help and protection requires improvement to be good, as judged in September 2023; its one action is overdue',
    ],
    [
      'with several',
      ['done', 'overdue', 'on-track'],
      'Help and protection requires improvement to be good, as judged in September 2023; one of three actions is overdue',
    ],
    [
      'none late',
      ['done', 'on-track'],
      'Help and protection requires improvement to be good, as judged in September 2023; none of two actions is overdue',
    ],
  ])('%s', (_, statuses, words) => {
    expect(areaInWords('help-and-protection', latest, statuses?.map((status) => ({ status })) ?? null)).toBe(words);
  });

  test('is of the day it was published, where that is all that may be read', () => {
    const words = (statuses: readonly string[]) =>
      areaInWords(
        'help-and-protection',
        null,
        statuses.map((status) => ({ status })),
        calendarDate('2026-09-30'),
      );
    expect(words(['done', 'overdue'])).toBe(
      'Help and protection has no recorded grade; one of two actions was overdue on 30 September 2026',
    );
    expect(words(['done'])).toBe('Help and protection has no recorded grade; its one action was not overdue on 30 September 2026');
  });

  test('is the newest grade of its own: before 2023 care leavers had none', () => {
    expect(latestGradeOf([GOOD], 'care-leavers')).toBeNull();
    expect(areaInWords('care-leavers', null, null)).toBe('Support for care leavers has no recorded grade');
  });
});

function anActionBar(key: string, from: string, to: string, status: 'overdue' | 'on-track'): AreaInput['actions'][number] {
  return { key, label: key, words: 'An action', from: calendarDate(from), to: calendarDate(to), status };
}

function prepared(): AreaModel {
  const model = prepareArea(FULL);
  if (model === null) throw new Error('There is nothing to draw');
  return model;
}
