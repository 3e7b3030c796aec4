import { Readable } from 'node:stream';

import { beforeAll, describe, expect, test } from 'vitest';

import { OPERATOR } from '@/domain/access';
import { calendarDate, NotFound } from '@/domain/shared';
import { database } from '@/database/client';
import { findPublishedIndicator, listReadings } from '@/database/indicators';
import {
  chooseFigures,
  describeFigures,
  discardStatistics,
  goThroughStatistics,
  loadStatistics,
  receiveStatistics,
  viewStatisticsUpload,
  viewStatisticsUploads,
} from '@/operations/indicators';
import { thisMoment } from '@/platform/clock';

import { good } from '../support/people';
import { withReferenceSet } from '../support/reference-set';
import { aStatisticsForm } from '../support/statistics-form';

const TODAY = calendarDate('2026-11-20');
const HEADINGS =
  'time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,new_la_code,la_name,age_group,plan_count,plan_percent';
const ENGLAND = 'National,E92000001,England,,,,,';
const BARNSLEY = 'Local authority,E92000001,England,E12000003,Yorkshire and The Humber,370,E08000016,Barnsley';
const PLANS = [
  HEADINGS,
  `202425,Financial year Q1,${ENGLAND},Total,50780,20.200000000000003`,
  `202425,Financial year Q1,${BARNSLEY},Total,240,c`,
  `202425,Financial year Q1,${BARNSLEY},Under 1,k,7`,
  `202425,Financial year Q2,${BARNSLEY},Total,251,21.40`,
];

beforeAll(async () => {
  await withReferenceSet();
});

async function uploaded(lines: readonly string[], name = 'plans.csv'): Promise<string> {
  const { id } = good(await receiveStatistics(OPERATOR, aStatisticsForm(lines.join('\n'), name), thisMoment()));
  await goThroughStatistics(OPERATOR, id, TODAY);
  return id;
}

async function look(id: string) {
  const { upload, stage } = await viewStatisticsUpload(OPERATOR, id, thisMoment());
  return { stage, state: upload.state, report: upload.state.report };
}

describe('a file of statistics that is uploaded', () => {
  test('of a kind never seen before offers its filters and columns, is checked as chosen, and then loaded', async () => {
    const id = await uploaded(PLANS);
    const offered = await look(id);
    expect(offered.stage).toBe('choose');
    expect(offered.report?.offer).toMatchObject({
      filters: [{ column: 'age_group', values: ['Total', 'Under 1'], all: true }],
      values: [{ column: 'plan_count' }, { column: 'plan_percent', decimals: 2 }],
    });

    expect(await chooseFigures(OPERATOR, id, { columns: [], filters: {} })).toMatchObject({ ok: false });
    const chosen = { columns: ['plan_percent'], filters: { age_group: 'Total' } };
    good(await chooseFigures(OPERATOR, id, chosen));
    good(await chooseFigures(OPERATOR, id, chosen));
    const [line, ...twice] = (await look(id)).state.lines ?? [];
    expect([line?.['column'], line?.['filters'], twice]).toEqual(['plan_percent', 'age_group=Total', []]);
    good(
      await describeFigures(
        OPERATOR,
        id,
        [{ ...line, key: 'plans-uploaded', name: 'Children with a plan', publication: 'Plans', publisher: 'Department' }],
        thisMoment(),
      ),
    );
    await goThroughStatistics(OPERATOR, id, TODAY);
    expect(await look(id)).toMatchObject({ stage: 'checked', report: { saved: false, added: 3, source: 'Plans' } });
    expect(await findPublishedIndicator('plans-uploaded')).toBeNull();

    await database().statisticsUpload.update({ where: { id }, data: { uploadedAt: new Date(Date.now() - 3_600_000) } });
    good(await loadStatistics(OPERATOR, id, thisMoment()));
    // It was uploaded long ago, and is waited for only now.
    expect((await look(id)).stage).toBe('working');
    await goThroughStatistics(OPERATOR, id, TODAY);
    expect(await look(id)).toMatchObject({ stage: 'loaded', report: { saved: true, added: 3 } });
    const readings = await listReadings(['plans-uploaded'], ['barnsley', 'england'], 10);
    expect(readings.map(({ geography, value, marker }) => [geography, value ?? marker])).toEqual(
      expect.arrayContaining([
        ['england', '20.200000000000003'],
        ['barnsley', 'c'],
        ['barnsley', '21.40'],
      ]),
    );
    expect(await database().statisticsUploadPart.count({ where: { uploadId: id } })).toBe(0);
    expect(await loadStatistics(OPERATOR, id, thisMoment())).toMatchObject({ ok: false });
  });

  test('is recognised the next time, and changes nothing', async () => {
    const id = await uploaded(PLANS);
    expect(await look(id)).toMatchObject({
      stage: 'checked',
      report: { added: 0, changed: 0, unchanged: 3, indicators: [{ key: 'plans-uploaded' }] },
    });
  });

  test('with something wrong is refused with row and column, and nothing of it is loaded', async () => {
    const before = await database().reading.count();
    const id = await uploaded([...PLANS, `202425,Financial year Q3,${BARNSLEY},Total,260,many`]);
    const { stage, report } = await look(id);
    expect(stage).toBe('refused');
    expect(report?.refusals).toEqual([expect.objectContaining({ row: 6, column: 'plan_percent' })]);
    expect(await loadStatistics(OPERATOR, id, thisMoment())).toMatchObject({ ok: false });
    const broken = await look(await uploaded(['time_period,la_name', '2025,Barnsley']));
    expect(broken).toMatchObject({ stage: 'refused', report: { offer: null } });
    expect(broken.report?.refusals.map(({ column }) => column)).toEqual(['time_identifier', 'geographic_level']);
    expect(await database().reading.count()).toBe(before);
  });

  test('that breaks off, is empty or no form at all is asked for again, and nothing of it stays', async () => {
    const before = await database().statisticsUpload.count();
    const whole = aStatisticsForm(PLANS.join('\n'));
    const cut = { ...whole, body: Readable.from([Buffer.from('------a-boundary-of-a-browser\r\n')]) };
    for (const form of [cut, aStatisticsForm(''), { body: null, contentType: 'text/plain' }]) {
      expect(await receiveStatistics(OPERATOR, form, thisMoment())).toEqual({
        ok: false,
        problems: [{ field: 'file', message: 'Choose a file that is not empty' }],
      });
    }
    expect(await database().statisticsUpload.count()).toBe(before);
  });

  test('comes alone, under a name that is cut to whole characters', async () => {
    const [content, boundary] = [PLANS.join('\n'), '----a-boundary-of-a-browser'];
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="a.csv"\r\n\r\n${content}\r\n`;
    const contentType = `multipart/form-data; boundary=${boundary}`;
    const two = { body: Readable.from([Buffer.from(`${file}${file}--${boundary}--\r\n`)]), contentType };
    expect(await receiveStatistics(OPERATOR, two, thisMoment())).toMatchObject({ ok: false });
    const { id } = good(await receiveStatistics(OPERATOR, aStatisticsForm(content, `${'x'.repeat(199)}😀.csv`), thisMoment()));
    expect((await viewStatisticsUpload(OPERATOR, id, thisMoment())).upload.fileName.isWellFormed()).toBe(true);
  });

  test('is gone through by one at a time, and taken up again where that one fell silent', async () => {
    const { id } = good(await receiveStatistics(OPERATOR, aStatisticsForm(PLANS.join('\n')), thisMoment()));
    await database().statisticsUpload.update({ where: { id }, data: { workingAt: new Date() } });
    await goThroughStatistics(OPERATOR, id, TODAY);
    expect((await look(id)).stage).toBe('working');
    await database().statisticsUpload.update({ where: { id }, data: { workingAt: new Date(Date.now() - 61_000) } });
    expect((await look(id)).stage).toBe('stuck');
    await goThroughStatistics(OPERATOR, id, TODAY);
    expect((await look(id)).stage).toBe('checked');
  });

  test('can be thrown away', async () => {
    const id = await uploaded(PLANS);
    await discardStatistics(OPERATOR, id);
    await expect(viewStatisticsUpload(OPERATOR, id, thisMoment())).rejects.toBeInstanceOf(NotFound);
    expect((await viewStatisticsUploads(OPERATOR, thisMoment())).map(({ upload }) => upload.id)).not.toContain(id);
    expect(await database().statisticsUploadPart.count({ where: { uploadId: id } })).toBe(0);
  });
});
