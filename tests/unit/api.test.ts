import { globSync } from 'node:fs';

import { describe, expect, test } from 'vitest';

import { ENDPOINTS, inspectionItem, inspectionTable, openApiDocument, readQuery } from '@/documents/api';
import { AREA_KEYS, GRADE_KEYS } from '@/domain/frameworks';
import { calendarDate } from '@/domain/shared';
import { A_SOURCE, allAreas, anInspection } from '../support/inspections';

function problemsWith(address: string) {
  const answer = readQuery(ENDPOINTS.latestJudgements.query, { parameters: [...new URLSearchParams(address)] });
  return answer.ok ? [] : answer.problems;
}

function fieldsAtFault(address: string) {
  return problemsWith(address).map(({ field }) => field);
}

describe('the parameters of an address', () => {
  test('become what they mean', () => {
    const parameters = [...new URLSearchParams('area=in-care&grade=good&region=london&limit=1000&offset=5')];
    expect(readQuery(ENDPOINTS.latestJudgements.query, { parameters })).toEqual({
      ok: true,
      value: { area: 'in-care', grade: 'good', region: 'london', limit: 1000, offset: 5 },
    });
  });

  test.each(['0', '1001', '-1', 'abc', '', ' 5', '5 ', '+5', '1e3', '0x10', '1.0', '٣', '５', 'NaN', 'Infinity'])(
    'limit=%s is refused',
    (limit) => {
      expect(problemsWith(new URLSearchParams({ area: 'leadership', limit }).toString())).toEqual([
        { field: 'limit', message: 'Enter a whole number from 1 to 1,000' },
      ]);
    },
  );

  test.each(['-1', '100001', '99999999999999999999', 'last'])('offset=%s is refused', (offset) => {
    expect(problemsWith(`area=leadership&offset=${offset}`)).toEqual([
      { field: 'offset', message: 'Enter a whole number from 0 to 100,000' },
    ]);
  });

  test.each(['', 'Leadership', 'leaders', 'leadership%00', 'ｌｅａｄｅｒｓｈｉｐ', 'toString', '__proto__'])(
    'area=%s is refused, with the areas there are',
    (area) => {
      const [problem, ...others] = problemsWith(`area=${area}`);
      expect(others).toEqual([]);
      expect(problem?.field).toBe('area');
      expect(problem?.message).toMatch(
        /^Choose one of leadership, help-and-protection, in-care, care-leavers, overall-effectiveness, adoption, lscb/,
      );
    },
  );

  test('a value of thousands of letters is refused and not repeated', () => {
    const problems = problemsWith(`area=${'x'.repeat(8_000)}&limit=${'9'.repeat(8_000)}`);
    expect(problems.map(({ field }) => field)).toEqual(['area', 'limit']);
    expect(JSON.stringify(problems).length).toBeLessThan(1_000);
  });

  test('an area has to be named', () => {
    expect(fieldsAtFault('')).toEqual(['area']);
  });

  test('a parameter given twice is refused, whether or not the values agree', () => {
    expect(problemsWith('area=leadership&area=leadership')).toEqual([{ field: 'area', message: 'Give this parameter only once' }]);
    expect(fieldsAtFault('area=leadership&limit=1&limit=2')).toEqual(['limit']);
  });

  test('a parameter nobody knows is refused, with those there are', () => {
    expect(problemsWith('area=leadership&page=2')).toEqual([
      { field: 'page', message: 'Leave this out: this address takes area, grade, region, limit, offset' },
    ]);
  });

  test.each(['__proto__', 'constructor', 'hasOwnProperty', 'area[]', ''])('%s is a parameter nobody knows', (name) => {
    expect(fieldsAtFault(`area=leadership&${new URLSearchParams([[name, 'x']]).toString()}`)).toEqual([name]);
  });

  test('the answer stays small however much is wrong', () => {
    const many = Array.from({ length: 3_000 }, (_, index) => `${'n'.repeat(500)}${index}=1`).join('&');
    const problems = problemsWith(`area=leadership&${many}`);
    expect(problems).toHaveLength(20);
    expect(JSON.stringify(problems).length).toBeLessThan(4_000);
  });

  test('every problem is named at once', () => {
    expect(fieldsAtFault('area=nowhere&grade=fair&region=wales&limit=0&offset=-1')).toEqual(['area', 'grade', 'region', 'limit', 'offset']);
  });
});

describe('an inspection in the API', () => {
  test('has no last day where no source gives one', () => {
    const visit = anInspection({ onSite: '2024-11-05', precision: 'first-day', eventType: 'focused-visit' });
    expect(inspectionItem(visit, []).dates).toEqual([{ start: '2024-11-05', end: null }]);
  });

  test('has both stays where inspectors came twice', () => {
    const inspection = anInspection({ onSite: '2024-11-18 2024-11-29, 2025-01-13 2025-01-17' });
    expect(inspectionItem(inspection, []).dates).toEqual([
      { start: '2024-11-18', end: '2024-11-29' },
      { start: '2025-01-13', end: '2025-01-17' },
    ]);
  });

  test('says in 2018’s framework that care leavers were not judged by themselves', () => {
    const item = inspectionItem(anInspection({ framework: 'ilacs-2018', grades: allAreas('ilacs-2018', 'good') }), []);
    expect(item.judgements.find(({ area }) => area === 'care-leavers')).toEqual({
      area: 'care-leavers',
      grade: null,
      words: 'Judged with children in care',
      covers: null,
      absence: 'not-judged',
    });
    expect(item.judgements.find(({ area }) => area === 'in-care')?.covers).toBe('in-care-and-care-leavers');
  });

  test('says in 2026’s framework that no overall judgement is given', () => {
    const item = inspectionItem(anInspection({ framework: 'ilacs-2026', grades: allAreas('ilacs-2026', 'good') }), []);
    expect(item.judgements.find(({ area }) => area === 'overall-effectiveness')).toMatchObject({ grade: null, absence: 'not-given' });
  });

  test('has no judgements when it was a visit', () => {
    expect(inspectionItem(anInspection({ eventType: 'monitoring-visit' }), []).judgements).toEqual([]);
  });

  test('shows what another source says of it, and not what is said of other events', () => {
    const inspection = anInspection();
    const said = {
      stored: 'good',
      stated: 'inadequate',
      source: { ...A_SOURCE, name: 'Statistics', publishedOn: calendarDate('2025-07-01') },
    };
    const item = inspectionItem(inspection, [
      { ...said, inspectionId: inspection.id, field: 'judgement:leadership' },
      { ...said, inspectionId: '2014-06-03-single-inspection', field: 'publishedOn' },
    ]);
    expect(item.disagreements).toEqual([
      {
        field: 'judgement:leadership',
        stored: 'good',
        stated: 'inadequate',
        source: {
          name: 'Statistics',
          publisher: 'Ofsted',
          url: null,
          file: null,
          page: null,
          publishedOn: '2025-07-01',
          retrievedOn: '2026-11-22',
        },
      },
    ]);
  });
});

describe('the CSV file of inspections', () => {
  test('has a row for each judgement and one for a visit, each with its own disagreements', () => {
    const inspection = anInspection({ grades: allAreas('ilacs-2023', 'good') });
    const visit = anInspection({
      onSite: '2024-11-05',
      precision: 'first-day',
      eventType: 'focused-visit',
      themes: ['care-leavers', 'front-door'],
    });
    const disagreements = [
      { inspectionId: inspection.id, field: 'judgement:leadership', stored: 'good', stated: 'inadequate', source: A_SOURCE },
    ];
    const lines = linesOf(inspectionTable([inspectionItem(inspection, disagreements), inspectionItem(visit, disagreements)]));
    expect(lines).toHaveLength(1 + 5 + 1);
    expect(lines.filter((line) => line.includes('judgement:leadership is good here and inadequate in Inspection report'))).toHaveLength(1);
    expect(lines.at(-1)).toContain('2024-11-05/..,first-day');
    expect(lines.at(-1)).toContain('care-leavers; front-door');
  });
});

describe('the OpenAPI description', () => {
  const described = openApiDocument();

  test('names every route there is, and no other', () => {
    // A part of a path that is a variable takes `.csv` with it, so `[slug]` is two addresses.
    const routes = globSync('app/api/v1/**/route.ts').map((file) =>
      file.replaceAll(/^app|\/route\.ts$/g, '').replaceAll(/\[(\w+)\]/g, '{$1}'),
    );
    const csvOfVariable = routes.filter((route) => route.endsWith('}')).map((route) => `${route}.csv`);
    expect(Object.keys(described.paths).toSorted()).toEqual([...routes, ...csvOfVariable].toSorted());
  });

  test('refers to nothing that is not in it', () => {
    const references = [...JSON.stringify(described).matchAll(/"\$ref":"#\/components\/(\w+)\/(\w+)"/g)];
    expect(references.length).toBeGreaterThan(30);
    const components: Readonly<Record<string, object>> = described.components;
    for (const [, kind = '', name = ''] of references) expect(Object.keys(components[kind] ?? {})).toContain(name);
  });

  test('calls a day a date, without a pattern of leap years', () => {
    expect(described.components.schemas['Day']).toMatchObject({ type: 'string', format: 'date' });
    expect(JSON.stringify(described)).not.toContain('"pattern"');
  });

  test('says of each parameter what it may be', () => {
    expect(parametersOf('/api/v1/judgements/latest')).toMatchObject([
      { name: 'area', in: 'query', required: true, schema: { type: 'string', enum: AREA_KEYS } },
      { name: 'grade', required: false, schema: { type: 'string', enum: GRADE_KEYS } },
      { name: 'region', required: false },
      { name: 'limit', required: false, schema: { type: 'integer', minimum: 1, maximum: 1000, default: 100 } },
      { name: 'offset', required: false, schema: { type: 'integer', minimum: 0, maximum: 100_000, default: 0 } },
    ]);
    expect(parametersOf('/api/v1/authorities/{slug}')).toMatchObject([{ name: 'slug', in: 'path', required: true }]);
  });

  test('says that a CSV file brings more without being asked', () => {
    const [, limit] = parametersOf('/api/v1/authorities.csv');
    expect(limit).toMatchObject({ name: 'limit', schema: { default: 1000 } });
  });

  function parametersOf(path: string): readonly object[] {
    const at: Readonly<Record<string, { get?: { parameters?: readonly object[] } }>> = described.paths;
    return at[path]?.get?.parameters ?? [];
  }
});

function linesOf(file: Uint8Array): readonly string[] {
  return new TextDecoder().decode(file).trimEnd().split('\r\n');
}
