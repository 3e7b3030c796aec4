import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import type { Grade } from '@/domain/frameworks';
import type { Distribution, ReturnWindow } from '@/domain/inspections';
import { calendarDate } from '@/domain/shared';
import { GradeDistribution } from '@/ui/charts/grade-distribution';
import { GradeDistributionOverTime } from '@/ui/charts/grade-distribution-over-time';
import { layoutBar, layoutGradeDistribution, prepareGradeDistribution } from '@/ui/charts/prepare-grade-distribution';
import { layoutColumns, layoutYearBars, prepareDistributionOverTime } from '@/ui/charts/prepare-grade-distribution-over-time';
import { layoutReturnWindow, prepareReturnWindow } from '@/ui/charts/prepare-return-window';
import { ReturnWindowChart } from '@/ui/charts/return-window';
import { textWidth } from '@/ui/charts/text-width';

const TODAY = calendarDate('2026-11-20');
const SOURCE = { asAt: '20 August 2026', source: 'Ofsted inspection reports' };

function distribution(outstanding: number, good: number, requiresImprovement: number, inadequate: number, none = 0): Distribution {
  const grades: Record<Grade, number> = { outstanding, good, 'requires-improvement': requiresImprovement, adequate: 0, inadequate };
  return { grades, none, total: outstanding + good + requiresImprovement + inadequate + none };
}

const anyDistribution = fc
  .tuple(fc.nat(70), fc.nat(80), fc.nat(60), fc.nat(30), fc.nat(20))
  .filter((counts) => counts.some((count) => count > 0))
  .map(([outstanding, good, requiresImprovement, inadequate, none]) =>
    distribution(outstanding, good, requiresImprovement, inadequate, none),
  );

describe('how many councils hold each grade', () => {
  test('is drawn to one scale from zero, every council once', () => {
    fc.assert(
      fc.property(anyDistribution, fc.integer({ min: 0, max: 100 }), (given, more) => {
        const largest = given.total + more;
        const segments = layoutBar(given, 240, 1094, largest);
        expect(segments.reduce((sum, { count }) => sum + count, 0)).toBe(given.total);
        expect(segments[0]?.left).toBe(240);
        const end = segments.at(-1)?.right ?? 0;
        expect(end).toBeLessThanOrEqual(1095);
        expect(end - 240).toBeCloseTo(((1094 - 240) * given.total) / largest - 2, 0);
      }),
    );
  });

  test('has every number readable: inside its segment, or above it and clear of its neighbours', () => {
    fc.assert(
      fc.property(anyDistribution, fc.constantFrom('wide', 'narrow'), (given, kind) => {
        const model = prepareGradeDistribution([{ area: 'leadership', distribution: given, here: null }], null);
        const { rows, width } = layoutGradeDistribution(model, kind);
        const segments = rows[0]?.segments ?? [];
        for (const { label, count, left, right } of segments.filter((segment) => segment.label !== 'above')) {
          expect(textWidth(String(count), 17, 700) + (label === 'shape-and-number' ? 22 : 0)).toBeLessThan(right - left);
        }
        const above = segments
          .filter(({ label }) => label === 'above')
          .map(({ labelX, count }) => {
            const half = textWidth(String(count), 15, 700) / 2;
            return { left: labelX - half, right: labelX + half };
          });
        expect(above.filter(({ left, right }) => left < 0 || right > width)).toEqual([]);
        expect(above.slice(1).filter(({ left }, index) => left < (above[index]?.right ?? 0))).toEqual([]);
      }),
    );
  });

  test('marks the place of our own council under its grade, and says it in words', () => {
    const rows = [
      { area: 'help-and-protection' as const, distribution: distribution(28, 76, 40, 9), here: 'requires-improvement' as const },
    ];
    const model = prepareGradeDistribution(rows, 'Barnsley is here');
    const bar = layoutGradeDistribution(model, 'wide').rows[0];
    const segment = bar?.segments.find(({ mark }) => mark === 'requires-improvement');
    expect(bar?.here?.left).toBeCloseTo((segment?.left ?? 0) - 1);
    expect(model.description).toBe(
      'Help and protection: outstanding 28, good 76, requires improvement to be good 40 and inadequate 9. Barnsley is here: requires improvement to be good.',
    );
    const html = renderToStaticMarkup(
      <GradeDistribution id="england" title="England" subtitle="Councils" rows={rows} hereLabel="Barnsley is here" source={SOURCE} />,
    );
    expect(html.match(/Barnsley is here/g)?.length).toBeGreaterThanOrEqual(2);
    expect(html).not.toMatch(/ style="/);
  });
});

describe('grades of all councils over the years', () => {
  const series = [
    {
      frameworks: ['Single inspection framework'],
      points: [2013, 2014, 2015].map((year) => ({
        day: calendarDate(`${year}-12-31`),
        distribution: year === 2013 ? distribution(0, 0, 0, 0, 153) : distribution(0, 20, 60, 20, 53),
      })),
    },
    {
      frameworks: ['ILACS 2018', 'ILACS 2023', 'ILACS 2026'],
      points: [2018, 2019].map((year) => ({ day: calendarDate(`${year}-12-31`), distribution: distribution(10, 40, 50, 13, 40) })),
    },
  ];

  test('break where one stretch does not compare with the next, and no column stands on the break', () => {
    const layout = layoutColumns(prepareDistributionOverTime(series));
    expect(layout.breaks).toHaveLength(1);
    const columns = layout.stretches.flatMap((stretch) => stretch.columns);
    for (const at of layout.breaks) expect(columns.some(({ left, right }) => left < at + 8 && at - 8 < right)).toBe(false);
  });

  test('leave out a year in which no council has a grade of that stretch', () => {
    const years = prepareDistributionOverTime(series).stretches[0]?.points.map(({ year }) => year);
    expect(years).toEqual(['2014', '2015']);
  });

  test('stand on a zero baseline, one height for one council', () => {
    const layout = layoutColumns(prepareDistributionOverTime(series));
    for (const { segments } of layout.stretches.flatMap(({ columns }) => columns)) {
      expect(segments[0]?.bottom).toBe(layout.bottom);
      for (const { count, top, bottom } of segments) expect(bottom - top).toBeCloseTo((count / 153) * 300 - 1);
    }
  });

  test('become a bar a year on a phone', () => {
    const { stretches } = layoutYearBars(prepareDistributionOverTime(series));
    expect(stretches.map(({ bars }) => bars.map(({ year }) => year))).toEqual([
      ['2014', '2015'],
      ['2018', '2019'],
    ]);
    expect(stretches.map(({ zigzagY }) => zigzagY === null)).toEqual([true, false]);
  });

  test('are said in words as well', () => {
    const html = renderToStaticMarkup(
      <GradeDistributionOverTime id="time" title="Over time" subtitle="Councils" series={series} source={SOURCE} />,
    );
    expect(html).toContain('2014, outstanding 0, good 20, requires improvement to be good 60, inadequate 20 and no grade 53');
    expect(html).toContain('Break: grades either side are not comparable');
  });
});

describe('when inspectors may return', () => {
  const lastDay = calendarDate('2023-09-15');
  const returning: ReturnWindow = {
    lastDayOnSite: lastDay,
    usual: { from: calendarDate('2026-03-15'), to: calendarDate('2027-03-15') },
    whyNoUsualWindow: null,
    position: 'open',
    elsewhere: {
      grade: 'good',
      years: { count: 66, tenth: 3.2, half: 4.3, nineTenths: 5.4 },
      from: calendarDate('2026-11-27'),
      half: calendarDate('2028-01-02'),
      to: calendarDate('2029-02-06'),
    },
    likelyEvent: 'short-inspection',
    likelyBecause: 'All are good.',
  };

  test('is a window with what happened elsewhere, never a date', () => {
    const model = prepareReturnWindow({ council: 'Barnsley', returning, today: TODAY });
    expect(model?.rows.map(({ name }) => name)).toEqual(['Last inspection', 'Ofsted’s usual window', 'What happened elsewhere']);
    expect(model?.description).toContain('eight in ten of 66 waits took 3.2 to 5.4 years');
  });

  test('keeps its words inside the drawing and off the line of today', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2600 }),
        fc.double({ min: 1.5, max: 4, noNaN: true }),
        fc.double({ min: 0.2, max: 2, noNaN: true }),
        (daysAgo, tenth, spread) => {
          const last = TODAY.subtract({ days: daysAgo });
          const after = (years: number) => last.add({ days: Math.round(years * 365.25) });
          const years = { count: 20, tenth, half: tenth + spread / 2, nineTenths: tenth + spread };
          const elsewhere = { grade: null, years, from: after(years.tenth), half: after(years.half), to: after(years.nineTenths) };
          const model = prepareReturnWindow({
            council: 'Barnsley',
            returning: { ...returning, lastDayOnSite: last, usual: { from: after(2.5), to: after(3.5) }, elsewhere },
            today: TODAY,
          });
          for (const kind of ['wide', 'narrow'] as const) {
            const layout = model === null ? null : layoutReturnWindow(model, kind);
            const half = layout?.rows.at(-1)?.half?.label ?? null;
            const words = textWidth(half?.words ?? '', 15);
            const from = half === null ? (layout?.left ?? 0) : half.anchor === 'end' ? half.textX - words : half.textX;
            expect(from).toBeGreaterThanOrEqual(layout?.left ?? 0);
            expect(from + words).toBeLessThanOrEqual((layout?.width ?? 0) + 1);
            expect(layout?.rows.every(({ left, right }) => left >= (layout.left ?? 0) && right <= layout.width)).toBe(true);
            expect(layout?.todayX).toBeGreaterThanOrEqual(layout?.left ?? 0);
          }
        },
      ),
    );
  });

  test('shows only what happened elsewhere after an inadequate judgement, and nothing where nothing is known', () => {
    const without = { ...returning, usual: null, whyNoUsualWindow: 'No window is published.', position: 'no-window' as const };
    expect(prepareReturnWindow({ council: 'Slough', returning: without, today: TODAY })?.rows).toHaveLength(2);
    expect(renderToStaticMarkup(<ReturnWindowChart council="Slough" returning={{ ...without, elsewhere: null }} today={TODAY} />)).toBe('');
  });
});
