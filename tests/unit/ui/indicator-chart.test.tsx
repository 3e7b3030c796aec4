import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import { anIndicator, aNeighbour, aReading, readingsFrom, someFigures } from '../../support/indicators';
import { calendarDate } from '@/domain/shared';
import { DRAWING_KINDS, DRAWING_WIDTHS } from '@/ui/charts/drawing-kinds';
import { IndicatorChart } from '@/ui/charts/indicator-chart';
import { layoutIndicator, MARK_RADIUS, prepareIndicator, type ChartEvent, type IndicatorModel } from '@/ui/charts/prepare-indicator';
import { layoutSparkline } from '@/ui/charts/prepare-sparkline';
import { Sparkline } from '@/ui/charts/sparkline';
import { textWidth } from '@/ui/charts/text-width';

const EVENTS = [
  anEvent('visit', '2022-05-01'),
  anEvent('inspection', '2018-10-08'),
  anEvent('decision', '2022-11-02'),
  anEvent('visit', '2022-05-20'),
];

function anEvent(kind: ChartEvent['kind'], day: string): ChartEvent {
  return { kind, day: calendarDate(day), when: day, words: 'Something', href: null };
}

function prepared(differs: Parameters<typeof someFigures>[0] = {}, events: readonly ChartEvent[] = EVENTS): IndicatorModel {
  const model = prepareIndicator(someFigures(differs), events);
  if (model === null) throw new Error('There is nothing to draw');
  return model;
}

describe('the chart of an indicator', () => {
  test('says its numbers to those who do not see it', () => {
    const { description } = prepared({ council: readingsFrom(2024, [null, '13']) });
    expect(description).toContain(
      '2024, Barnsley Not published (small numbers), neighbours’ median 25.1%, Yorkshire and The Humber 11.6%, England 16.2%',
    );
    expect(description).toMatch(/2025, Barnsley 13\.0%, neighbours’ median 16\.6%, Yorkshire and The Humber 7\.9%, England 13\.0%\.$/);
  });

  test('is none where the council has no figure', () => {
    expect(prepareIndicator(someFigures({ council: readingsFrom(2024, [null, null]) }), EVENTS)).toBeNull();
    expect(prepareIndicator(someFigures({ council: [] }), EVENTS)).toBeNull();
  });

  test('has a gap for what is not published or missing, and a dot for a figure alone', () => {
    const council = [...readingsFrom(2017, ['1', '2', null, '4']), aReading('2022', '6'), aReading('2023', '7')];
    expect(prepared({ council }).own.map((segment) => segment.map(({ value }) => value))).toEqual([[1, 2], [4], [6, 7]]);
    const html = renderToStaticMarkup(<Sparkline readings={council} indicator={anIndicator()} />);
    expect(html.match(/<path/g)).toHaveLength(3);
    expect(html.match(/<circle/g)).toHaveLength(2);
  });

  test.each(DRAWING_KINDS)('begins at nought, and all of it fits (%s)', (kind) => {
    const layout = layoutIndicator(prepared(), kind);
    expect(layout.ticks[0]).toEqual({ y: layout.bottom, text: '0' });
    expect(layout.own[0]?.[0]?.y).toBe(layout.bottom);
    for (const { x, y } of [...layout.own, ...layout.neighbours.flat(), ...layout.median, ...layout.region, ...layout.england].flat()) {
      expect(x).toBeGreaterThanOrEqual(layout.left);
      expect(x).toBeLessThanOrEqual(layout.right + 0.001);
      expect(y).toBeGreaterThanOrEqual(layout.top);
      expect(y).toBeLessThanOrEqual(layout.bottom);
    }
  });

  test.each(DRAWING_KINDS)('names its lines at their ends, one below the other and within the drawing (%s)', (kind) => {
    // All four end at the same figure.
    const flat = readingsFrom(2024, ['5', '5']);
    const region = { name: 'Yorkshire and The Humber', series: flat };
    const { ends, right, size } = layoutIndicator(
      prepared({ council: flat, region, england: flat, neighbours: [aNeighbour('Rotherham', flat)] }),
      kind,
    );
    expect(ends.map(({ lines }) => lines.map(({ text }) => text).join(' '))).toEqual([
      'Barnsley 5.0%',
      'Neighbours’ median 5.0%',
      'Yorkshire and The Humber 5.0%',
      'England 5.0%',
    ]);
    const baselines = ends.flatMap(({ lines }) => lines.map(({ y }) => y));
    for (const [index, y] of baselines.slice(1).entries()) expect(y - (baselines[index] ?? 0)).toBeGreaterThan(size);
    const widest = Math.max(...ends.flatMap(({ lines, own }) => lines.map(({ text }) => textWidth(text, size, own ? 700 : 400))));
    expect(right + 12 + widest).toBeLessThanOrEqual(DRAWING_WIDTHS[kind]);
  });

  test('says the period of a line that ends early', () => {
    const { ends } = prepared({ council: readingsFrom(2023, ['28.1', '19.2', null]) });
    expect(ends[0]?.text).toBe('Barnsley 19.2% (2024)');
  });

  test.each(DRAWING_KINDS)('letters events by day, in a row for each kind, no mark upon another (%s)', (kind) => {
    const { rows } = layoutIndicator(prepared(), kind);
    expect(rows.map(({ label, marks }) => [label, marks.map(({ letter }) => letter).join('')])).toEqual([
      ['Inspections', 'A'],
      ['Visits', 'BC'],
      ['Decisions', 'D'],
    ]);
    const [first, second] = rows[1]?.marks ?? [];
    expect((second?.x ?? 0) - (first?.x ?? 0)).toBeGreaterThanOrEqual(MARK_RADIUS * 2);
    expect((second?.threadX ?? 0) - (first?.threadX ?? 0)).toBeLessThan(MARK_RADIUS);
  });

  test('reaches on to events after the latest figure, and leaves out those before the first', () => {
    const { events, to } = prepared({}, [anEvent('visit', '2010-01-01'), anEvent('visit', '2026-06-01')]);
    expect(events.map(({ when }) => when)).toEqual(['2026-06-01']);
    expect(to.toString()).toBe('2026-06-01');
  });

  test('labels as many periods as have room, the last always', () => {
    const { periods, size } = layoutIndicator(prepared(), 'narrow');
    const labelled = periods.filter(({ lines }) => lines.length > 0);
    expect(labelled.at(-1)?.lines).toEqual(['2025']);
    for (const [index, { x }] of labelled.slice(1).entries())
      expect(x - (labelled[index]?.x ?? 0)).toBeGreaterThan(textWidth('2025', size));
  });

  test('draws inspections solid, visits as hollow diamonds, decisions as hollow squares', () => {
    const html = renderToStaticMarkup(
      <IndicatorChart title="Title" subtitle="Per cent" model={prepared()} source={{ source: 'Department for Education' }} />,
    );
    expect(html.match(/<rect/g)).toHaveLength(DRAWING_KINDS.length);
    expect(html.match(new RegExp(`r="${MARK_RADIUS}"`, 'g'))).toHaveLength(DRAWING_KINDS.length);
    expect(html.match(/stroke-dasharray="7 4"/g)).toHaveLength(DRAWING_KINDS.length);
    expect(html).not.toContain('NaN');
  });
});

describe('the line beside an indicator’s name', () => {
  test('ends at the latest figure, above a baseline of nought', () => {
    const layout = layoutSparkline(readingsFrom(2023, ['5', null, '10']), anIndicator());
    expect(layout?.segments.map(({ length }) => length)).toEqual([1, 1]);
    expect([layout?.latest.y, layout?.baseline]).toEqual([5, 29]);
  });

  test('is none without a figure, and a dot for one alone, also where that is nothing', () => {
    expect(layoutSparkline(readingsFrom(2025, [null]), anIndicator())).toBeNull();
    expect(layoutSparkline(readingsFrom(2025, ['0']), anIndicator())).toMatchObject({ baseline: 29, latest: { x: 111, y: 29 } });
  });
});
