import { renderToStaticMarkup } from 'react-dom/server';
import { beforeAll, describe, expect, test } from 'vitest';

import { ANYBODY } from '@/domain/access';
import { calendarDate, NotFound } from '@/domain/shared';
import { explorerFile, viewExplorer, type AskedSeries } from '@/operations/indicators';
import { viewComparison } from '@/operations/national';
import { ComparedTable } from '@/ui/indicators/compared-table';
import { ExploredTable } from '@/ui/indicators/explored-table';

import { withReferenceSet } from '../support/reference-set';

const TODAY = calendarDate('2026-11-20');
const ASKED: AskedSeries = {
  indicators: ['re-referrals', 'agency-rate'],
  beside: ['neighbours', 'region', 'england'],
  councils: ['sunderland'],
};

beforeAll(async () => {
  await withReferenceSet();
});

describe('the explorer', () => {
  test('has for each indicator a series of every place chosen, the same in table and file', async () => {
    const { explored, model, problems } = await viewExplorer(ANYBODY, 'barnsley', ASKED, TODAY);
    expect([model, problems]).toEqual(['2025', []]);
    expect(explored.map(({ indicator, series }) => [indicator.key, series.map(({ name }) => name)])).toEqual(
      ['re-referrals', 'agency-rate'].map((key) => [
        key,
        ['Barnsley', 'Median of ten similar councils, 2025 model', 'Yorkshire and The Humber', 'England', 'Sunderland'],
      ]),
    );
    const agency = explored[1];
    if (agency === undefined) throw new Error('No agency rate');
    const table = renderToStaticMarkup(<ExploredTable explored={agency} />);
    expect(
      [...table.matchAll(/data-l="Barnsley"><div class="app-table__cell">([^<]*)</g)].map(([, figure]) => figure).toReversed(),
    ).toEqual(['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13.0']);
    // One of the ten has a marker for 2025.
    expect(table).toMatch(/data-l="Neighbours’ median"><div class="app-table__cell">12\.8<span class="app-table__sub">of 9</);
    expect(table).toContain('Low (rounds to zero)');

    const { fileName, body } = await explorerFile(ANYBODY, 'barnsley', ASKED, TODAY);
    expect(fileName).toBe('barnsley-indicators.csv');
    const lines = new TextDecoder().decode(body).split('\r\n');
    expect(lines).toContainEqual(expect.stringMatching(/^agency-rate,Barnsley,2025,2025-09-30,13\.0,,per cent,,/));
    expect(lines.filter((line) => line.startsWith('agency-rate,Sunderland,2025,'))).toEqual([
      expect.stringMatching(/^agency-rate,Sunderland,2025,2025-09-30,,Low \(rounds to zero\),per cent,,/),
    ]);
    expect(lines.filter((line) => line.startsWith('agency-rate,'))).toHaveLength(5 * 9);
  });

  test('of a council that reports with another shows the figures of both', async () => {
    const asked = { ...ASKED, indicators: ['agency-rate'], councils: ['richmond-upon-thames'] };
    const { explored } = await viewExplorer(ANYBODY, 'barnsley', asked, TODAY);
    expect(explored[0]?.series.at(-1)?.points).toHaveLength(9);
  });

  test('of an abolished council has its past, and no median of similar councils', async () => {
    const { explored, model } = await viewExplorer(ANYBODY, 'cumbria', { indicators: [], beside: [], councils: [] }, TODAY);
    expect(model).toBeNull();
    expect(explored[0]?.series.map(({ key }) => key)).toEqual(['own', 'england']);
    expect(explored[0]?.series[0]?.points.length).toBeGreaterThan(3);
  });

  test('of an unknown council is not found', async () => {
    await expect(viewExplorer(ANYBODY, 'atlantis', ASKED, TODAY)).rejects.toBeInstanceOf(NotFound);
    await expect(explorerFile(ANYBODY, 'atlantis', ASKED, TODAY)).rejects.toBeInstanceOf(NotFound);
  });
});

describe('compared with its neighbours', () => {
  test('a council has each indicator at one period, markers in words, its rank and England’s figure', async () => {
    const { indicators, model } = await viewComparison(ANYBODY, 'barnsley', { councils: [], indicators: ['agency-rate'] }, TODAY);
    const [agency] = indicators?.compared ?? [];
    expect(model).toBe('2025');
    expect(indicators?.councils).toHaveLength(11);
    expect(agency).toMatchObject({ age: '13 months', rank: { place: 6, of: 10 }, others: { median: '12.8', count: 9 } });
    if (indicators === null) throw new Error('Nothing is compared');
    const table = renderToStaticMarkup(<ComparedTable comparison={indicators} />);
    expect(table).toContain('>13.0%<');
    expect(table).toContain('>Low (rounds to zero)<');
    expect(table).toContain('6 of 10');
  });
});
