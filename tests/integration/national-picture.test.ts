import { expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { applyStatements } from '@/database/imports';
import { ANYBODY } from '@/domain/access';
import type { Grade } from '@/domain/frameworks';
import { calendarDate } from '@/domain/shared';
import { listLatestJudgements } from '@/operations/national';

import { copyOfTemplate } from '../support/database';
import { anInspection } from '../support/inspections';

test('is of the database that is asked, also where another has changed as often', async () => {
  for (const grade of ['good', 'inadequate'] as const) {
    await closeDatabase();
    process.env.DATABASE_URL = await copyOfTemplate(inject('postgresUrl'));
    await load(grade);
    const wanted = { area: 'leadership', grade: null, region: null } as const;
    const { judgements } = await listLatestJudgements(ANYBODY, wanted, { limit: 10, offset: 0 }, calendarDate('2026-11-22'));
    expect(judgements.map(({ judgement }) => judgement.grade)).toEqual([grade]);
  }
});

async function load(leadership: Grade): Promise<void> {
  const barnsley = { slug: 'barnsley', laCode: '370', name: 'Barnsley', region: 'yorkshire-and-the-humber' } as const;
  const source = {
    ...{ key: 'reports', name: 'Reports', publisher: 'Ofsted', url: 'https://reports.ofsted.gov.uk/', file: null, page: null },
    ...{ publishedOn: null, retrievedOn: calendarDate('2026-11-22') },
  };
  const authorities = [{ ...barnsley, abolishedOn: null, onsCodes: ['E08000016'], otherNames: [], successors: [] }];
  const inspections = [anInspection({ authority: 'barnsley', grades: { leadership } })];
  await applyStatements([{ source, authorities, inspections }], { kind: 'reference-set', fileName: 'seed', fileHash: '0'.repeat(64) });
}
