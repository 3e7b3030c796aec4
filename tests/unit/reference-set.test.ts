import { stat } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';

import {
  BUILT_FILES,
  readReferenceSet,
  REFERENCE_FILE_NAMES,
  statementsBySource,
  writeReferenceRows,
  type ReferenceSet,
} from '@/domain/exchange';
import { FRAMEWORKS, MAIN_AREAS, type AreaKey } from '@/domain/frameworks';
import {
  allJudgements,
  eventInWords,
  datesInWords,
  firstDayOnSite,
  isGraded,
  judgementIn,
  latestGraded,
  type StatedInspection,
} from '@/domain/inspections';
import { readCsvFiles, REFERENCE_FOLDER } from '@/platform/reference-files';

const files = await readCsvFiles(REFERENCE_FOLDER, REFERENCE_FILE_NAMES);
const set = accepted(readReferenceSet(files.rowsOf));
const graded = set.inspections.filter(isGraded);

describe('the reference set', () => {
  test('has the 153 councils of today, in nine regions, and five abolished ones', () => {
    const today = set.authorities.filter(({ abolishedOn }) => abolishedOn === null);
    expect(today).toHaveLength(153);
    expect(new Set(today.map(({ region }) => region)).size).toBe(9);
    expect(
      set.authorities
        .filter(({ abolishedOn }) => abolishedOn !== null)
        .map((each) => [each.slug, each.abolishedOn?.toString(), each.successors]),
    ).toEqual([
      ['bournemouth', '2019-04-01', ['bournemouth-christchurch-and-poole']],
      ['cumbria', '2023-04-01', ['cumberland', 'westmorland-and-furness']],
      ['dorset-county', '2019-04-01', ['bournemouth-christchurch-and-poole', 'dorset']],
      ['northamptonshire', '2021-04-01', ['north-northamptonshire', 'west-northamptonshire']],
      ['poole', '2019-04-01', ['bournemouth-christchurch-and-poole']],
    ]);
  });

  test.each([
    ['barnsley', 'Barnsley', ['E08000038', 'E08000016'], []],
    ['sheffield', 'Sheffield', ['E08000039', 'E08000019'], []],
    ['somerset', 'Somerset', ['E06000066', 'E10000027'], []],
    ['bristol-city-of', 'Bristol, City of', ['E06000023'], ['bristol']],
    ['kingston-upon-hull-city-of', 'Kingston upon Hull, City of', ['E06000010'], ['hull', 'kingston upon hull']],
    ['st-helens', 'St. Helens', ['E08000013'], ['st helens']],
  ])('knows %s under every code and name it has had', (slug, name, onsCodes, otherNames) => {
    expect(set.authorities.find((each) => each.slug === slug)).toMatchObject({ name, onsCodes, otherNames });
  });

  test('has 21 indicators with their readings, in files of less than a megabyte', async () => {
    expect(set.indicators).toHaveLength(21);
    expect(new Set(set.readings.map(({ indicator }) => indicator)).size).toBe(21);
    const sizes = await Promise.all(REFERENCE_FILE_NAMES.map(async (file) => (await stat(path.join(REFERENCE_FOLDER, file))).size));
    expect(Math.max(...sizes)).toBeLessThan(1_000_000);
  });

  test('says of Barnsley what the workforce census said, markers as markers, joint figures as joint', () => {
    const of = (geography: string) => set.readings.filter((each) => each.indicator === 'agency-rate' && each.geography === geography);
    expect(of('barnsley').map(({ period, value }) => `${period.period} ${value}`)).toEqual(
      ['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13'].map((value, index) => `${2017 + index} ${value}`),
    );
    expect(of('sunderland').map(({ value, marker }) => value ?? marker)).toContain('low');
    expect(of('kingston-upon-thames+richmond-upon-thames')).toHaveLength(9);
    expect(of('kingston-upon-thames')).toEqual([]);
  });

  test('gives each council of today its ten neighbours of the 2025 model', () => {
    expect(set.neighbours).toHaveLength(153);
    expect(new Set(set.neighbours.map(({ model }) => model))).toEqual(new Set(['2025']));
    expect(set.neighbours.find(({ authority }) => authority === 'barnsley')?.neighbours[0]).toEqual({
      authority: 'rotherham',
      closeness: 'Very close',
    });
  });

  test('has 488 graded inspections: 167, 165, 145 and 11 by framework', () => {
    expect(graded).toHaveLength(488);
    const counts = FRAMEWORKS.map(({ key }) => [key, graded.filter(({ framework }) => framework === key).length]);
    expect(Object.fromEntries(counts)).toMatchObject({ 'sif-2013': 167, 'ilacs-2018': 165, 'ilacs-2023': 145, 'ilacs-2026': 11 });
  });

  test.each([
    ['leadership', { outstanding: 60, good: 58, 'requires-improvement': 27, inadequate: 8 }],
    ['help-and-protection', { outstanding: 28, good: 76, 'requires-improvement': 40, inadequate: 9 }],
    ['in-care', { outstanding: 54, good: 68, 'requires-improvement': 26, inadequate: 5 }],
    ['care-leavers', { outstanding: 47, good: 63, 'requires-improvement': 35, inadequate: 6, 'not-judged': 2 }],
    ['overall-effectiveness', { outstanding: 46, good: 61, 'requires-improvement': 24, inadequate: 11, 'not-given': 11 }],
  ] as const)('at the latest graded inspection of each council, %s counts as published', (area, expected) => {
    expect(latestGradesIn(area)).toEqual(expected);
  });

  test('gives a grade, or why there is none, for every area that a framework judges', () => {
    const gaps = graded.flatMap((inspection) =>
      inspection.judgements.filter(({ grade }) => grade === null).map(({ area, absence }) => `${inspection.authority} ${area} ${absence}`),
    );
    expect(gaps).toHaveLength(29);
    expect(gaps).toContain('isle-of-wight leadership not-recorded');
    for (const inspection of graded) {
      expect(allJudgements(inspection).length).toBeGreaterThanOrEqual(MAIN_AREAS.length);
    }
  });

  test('tells Barnsley’s story: three graded inspections and three visits', () => {
    const barnsley = set.inspections.filter(({ authority }) => authority === 'barnsley');
    const told = barnsley.toSorted(byFirstDay).map((each) => `${eventInWords(each)}, ${datesInWords(each)}`);
    expect(told).toEqual([
      'Single inspection, 2 to 25 June 2014',
      'Standard inspection, 8 to 19 October 2018',
      'Joint targeted area inspection, May 2022',
      'Focused visit: care leavers, 25 and 26 January 2023',
      'Short inspection, 11 to 15 September 2023',
      'Focused visit: placement decisions for older children, began 5 November 2024',
    ]);
  });

  test('has both stays of Devon’s inspection of 2024 and 2025', () => {
    const devon = graded.find(({ authority, dates }) => authority === 'devon' && dates.length === 2);
    expect(devon && datesInWords(devon)).toBe('30 September to 11 October 2024 and 13 to 16 January 2025');
  });

  test('names a source for every fact, councils before what is said of them', () => {
    const states = statementsBySource(set);
    expect(states.flatMap(({ authorities }) => authorities ?? [])).toHaveLength(158);
    expect(states.flatMap(({ inspections }) => inspections ?? [])).toHaveLength(491);
    expect(states.findLastIndex(({ authorities = [] }) => authorities.length > 0)).toBeLessThan(
      states.findIndex(({ inspections = [] }) => inspections.length > 0),
    );
  });

  test('is written as it was read', () => {
    const rows = writeReferenceRows({ ...set, inspections: graded });
    for (const file of BUILT_FILES) {
      expect(rows[file]).toEqual(files.rowsOf(file));
    }
  });
});

describe('a faulty reference set is refused, naming', () => {
  test.each([
    [
      'a date that does not exist',
      'sources.csv',
      { retrieved_on: '2026-02-31' },
      'sources.csv, line 2, retrieved_on is “2026-02-31”: 2026-02-31 is not a day in the calendar',
    ],
    [
      'a region that is none',
      'authorities.csv',
      { region: 'yorkshire' },
      'authorities.csv, line 2, region is “yorkshire”: Write the key of a region of England',
    ],
    [
      'another name in capitals',
      'authorities.csv',
      { other_names: 'Barking' },
      'authorities.csv, line 2, other_names is “Barking”: Write other names in lower case',
    ],
    [
      'stays in the wrong order',
      'inspections.csv',
      { dates: '2014-05-22/2014-04-29' },
      'inspections.csv, line 2, dates is “2014-05-22/2014-04-29”: Write stays on site as first/last day, earliest first, joined by semicolons',
    ],
    [
      'a grade that is none',
      'judgements.csv',
      { grade: 'satisfactory' },
      'judgements.csv, line 2, grade is “satisfactory”: Write the key of a grade, or nothing',
    ],
    ['a source that is not there', 'authorities.csv', { source: 'hearsay' }, 'barking-and-dagenham: sources.csv lacks the source hearsay'],
    ['a code of two councils', 'authorities.csv', { ons_codes: 'E09000003' }, 'authorities.csv has the code E09000003 twice'],
    [
      'a council without successor',
      'authorities.csv',
      { abolished_on: '2023-04-01' },
      'barking-and-dagenham needs the day it was abolished and its successors, or neither',
    ],
    [
      'a neighbour of itself',
      'neighbours.csv',
      { neighbour: 'barking-and-dagenham' },
      'barking-and-dagenham needs 10 different neighbours, none of them itself',
    ],
    [
      'a rank left out',
      'neighbours.csv',
      { rank: '2' },
      'neighbours.csv: the neighbours of barking-and-dagenham should be ranked from 1 to 10',
    ],
    [
      'an id that does not fit',
      'inspections.csv',
      { event_type: 'short-inspection' },
      'barking-and-dagenham 2014-04-29-single-inspection should be called barking-and-dagenham 2014-04-29-short-inspection, after its first day and its kind',
    ],
    [
      'a report before the inspection',
      'inspections.csv',
      { published_on: '2014-04-28' },
      'barking-and-dagenham 2014-04-29-single-inspection was published before it began',
    ],
    [
      'an area the framework does not judge',
      'judgements.csv',
      { area: 'quality-of-practice' },
      'barking-and-dagenham 2014-04-29-single-inspection judges quality-of-practice, which its framework does not',
    ],
    [
      'neither grade nor absence',
      'judgements.csv',
      { grade: '' },
      'barking-and-dagenham 2014-04-29-single-inspection needs either a grade or an absence for help-and-protection',
    ],
    [
      'a wrong cover',
      'judgements.csv',
      { covers: 'in-care' },
      'barking-and-dagenham 2014-04-29-single-inspection: help-and-protection covers what its name says, not in-care',
    ],
    [
      'a judgement of nothing',
      'judgements.csv',
      { inspection: '2014-04-30-single-inspection' },
      'judgements.csv speaks of barking-and-dagenham 2014-04-30-single-inspection, which inspections.csv does not have',
    ],
  ] as const)('%s', (_fault, faulty, cells, sentence) => {
    const read = readReferenceSet((file) =>
      files.rowsOf(file).map((row, index) => (file === faulty && index === 0 ? { ...row, ...cells } : row)),
    );
    expect(read.ok ? [] : read.problems.map(({ message }) => message)).toContain(sentence);
  });

  test('columns that are not ours', () => {
    const read = readReferenceSet((file) => (file === 'judgements.csv' ? [{ council: 'barnsley' }] : files.rowsOf(file)));
    expect(read.ok ? [] : read.problems).toEqual([
      { message: 'judgements.csv: the columns should be authority, inspection, area, grade, absence, words, covers, and are council' },
    ]);
  });

  test('an inspection that is there twice', () => {
    const read = readReferenceSet((file) => (file === 'events.csv' ? [...files.rowsOf(file), ...files.rowsOf(file)] : files.rowsOf(file)));
    expect(read.ok ? [] : read.problems.map(({ message }) => message)).toContain('barnsley 2022-05-01-jtai is there twice');
  });
});

/** How often each grade, or reason for none, stands at the latest graded inspection of a council of today. */
function latestGradesIn(area: AreaKey): Readonly<Record<string, number>> {
  const latest = set.authorities
    .filter(({ abolishedOn }) => abolishedOn === null)
    .flatMap(({ slug }) => latestGraded(set.inspections.filter(({ authority }) => authority === slug)) ?? []);
  const found = latest.map((inspection) => {
    const judgement = judgementIn(inspection, area);
    return judgement?.grade ?? judgement?.absence ?? '';
  });
  return Object.fromEntries([...Map.groupBy(found, (grade) => grade)].map(([grade, all]) => [grade, all.length]));
}

function byFirstDay(left: StatedInspection, right: StatedInspection): number {
  return firstDayOnSite(left).toString() < firstDayOnSite(right).toString() ? -1 : 1;
}

function accepted(read: ReturnType<typeof readReferenceSet>): ReferenceSet {
  if (!read.ok) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  return read.value;
}
