import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';

import { seriesOfMedian, seriesOfPlace, type PlaceSeries, type Reading } from '@/domain/indicators';
import { DRAWING_KINDS, DRAWING_WIDTHS } from '@/ui/charts/drawing-kinds';
import { ExplorerChart } from '@/ui/charts/explorer-chart';
import { layoutExplorer, prepareExplorer, type ExplorerModel } from '@/ui/charts/prepare-explorer';
import { textWidth } from '@/ui/charts/text-width';

import { anIndicator, aReading, readingsFrom, someFigures } from '../../support/indicators';

/** As many as there can be. */
function eightPlaces(): readonly PlaceSeries[] {
  const { council, neighbourPeriods, region, england, indicator } = someFigures();
  return [
    seriesOfPlace('own', 'Barnsley', council),
    seriesOfMedian(neighbourPeriods, 3, '2025', indicator.source.name),
    seriesOfPlace('region', region.name, region.series),
    seriesOfPlace('england', 'England', england),
    ...['Bournemouth, Christchurch and Poole', 'Kingston upon Hull, City of', 'Leeds', 'York'].map((name, index) =>
      seriesOfPlace(`council-${index}`, name, readingsFrom(2017, ['9', '9.5', '10', '11', '12', '12', '13', '13', '13'])),
    ),
  ];
}

function prepared(series: readonly PlaceSeries[]): ExplorerModel {
  const model = prepareExplorer({ indicator: anIndicator(), series });
  if (model === null) throw new Error('There is nothing to draw');
  return model;
}

function ownAlone(council: readonly Reading[]): ExplorerModel {
  return prepared([seriesOfPlace('own', 'Barnsley', council)]);
}

describe('the chart of places', () => {
  test.each(DRAWING_KINDS)('fits with as many lines as there can be, no name upon another (%s)', (kind) => {
    const { ends, lines, left, right, bottom, size } = layoutExplorer(prepared(eightPlaces()), kind);
    expect(ends).toHaveLength(8);
    const baselines = ends.flatMap((end) => end.lines.map(({ y }) => y));
    for (const [index, y] of baselines.slice(1).entries()) expect(y - (baselines[index] ?? 0)).toBeGreaterThan(size);
    expect(Math.min(...baselines)).toBeGreaterThan(size);
    expect(Math.max(...baselines)).toBeLessThan(bottom + 20);
    const widest = Math.max(...ends.flatMap((end) => end.lines.map(({ text }) => textWidth(text, size, end.own ? 700 : 400))));
    expect(right + 12 + widest).toBeLessThanOrEqual(DRAWING_WIDTHS[kind]);
    for (const { x, y } of lines.flatMap(({ segments }) => segments.flat())) {
      expect(x).toBeGreaterThanOrEqual(left);
      expect(x).toBeLessThanOrEqual(right + 0.001);
      expect(y).toBeLessThanOrEqual(bottom);
    }
  });

  test('gives each place a look of its own', () => {
    const looks = prepared(eightPlaces()).lines.map(({ style }) => `${style.colour} ${style.dashes ?? 'solid'}`);
    expect(new Set(looks).size).toBe(8);
  });

  test('has a gap for what is not published or missing, in the drawing and where it is pointed at', () => {
    const { lines, pointed } = ownAlone([...readingsFrom(2017, ['1', '2', null, '4']), aReading('2022', '6'), aReading('2023', '7')]);
    expect(lines[0]?.segments.map((segment) => segment.map(({ value }) => value))).toEqual([[1, 2], [4], [6, 7]]);
    expect(pointed.rows.map(({ period, values, words }) => [period, values[0], words[0]])).toEqual([
      ['2017', 1, '1.0%'],
      ['2018', 2, '2.0%'],
      ['2019', null, 'Not published (small numbers)'],
      ['2020', 4, '4.0%'],
      ['Between 2020 and 2022', null, 'No figure'],
      ['2022', 6, '6.0%'],
      ['2023', 7, '7.0%'],
    ]);
  });

  test('reaches below nought where a figure does, and says the period of a line that ends early', () => {
    const { ticks, lines, bottom } = layoutExplorer(ownAlone(readingsFrom(2023, ['-5', '10', null])), 'wide');
    expect(ticks[0]?.text).toMatch(/^-/);
    expect(ticks.find(({ isBase }) => isBase)?.y).toBeLessThan(bottom);
    expect(lines[0]?.segments[0]?.[0]?.y).toBeLessThanOrEqual(bottom);
    const [end] = layoutExplorer(ownAlone(readingsFrom(2023, ['5', '10', null])), 'wide').ends;
    expect(end?.lines.map(({ text }) => text).join(' ')).toBe('Barnsley 10.0% (2024)');
  });

  test('is none without a figure', () => {
    expect(
      prepareExplorer({ indicator: anIndicator(), series: [seriesOfPlace('own', 'Barnsley', readingsFrom(2024, [null]))] }),
    ).toBeNull();
    expect(prepareExplorer({ indicator: anIndicator(), series: [seriesOfPlace('own', 'Barnsley', [])] })).toBeNull();
  });

  test('says its numbers to those who do not see it, and sets no style within the page', () => {
    const html = renderToStaticMarkup(
      <ExplorerChart id="chart" title="Title" subtitle="Per cent" model={prepared(eightPlaces())} source={{ source: 'Source' }} />,
    );
    expect(html).toMatch(
      /<desc[^>]*>2017, Barnsley 0%, Median of three similar councils, 2025 model 28\.8%, Yorkshire and The Humber 7\.8%/,
    );
    expect(html).not.toContain('style=');
    expect(html).toContain('Read it point by point');
  });
});
