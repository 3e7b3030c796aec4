import { cp, mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { ANYBODY, OPERATOR } from '@/domain/access';
import { BUILT_FILES, buildReferenceRows, HAND_KEPT, SNAPSHOTS } from '@/domain/exchange';
import { Forbidden } from '@/domain/shared';
import { buildReferenceSet } from '@/operations/reference';
import { PlainFault } from '@/platform/plain-fault';
import { readCsvFiles, REFERENCE_FOLDER } from '@/platform/reference-files';

const SHARED_DATA = process.env.SHARED_DATA ?? '../shared/data';

describe('the committed reference set', () => {
  test('is what the build writes from the snapshots, byte for byte', async ({ skip }) => {
    skip(!existsSync(SHARED_DATA), `The snapshots are not there: ${SHARED_DATA} (SHARED_DATA)`);
    const folder = await mkdtemp(path.join(tmpdir(), 'reference-'));
    try {
      await cp(REFERENCE_FOLDER, folder, {
        recursive: true,
        filter: (file) => !BUILT_FILES.some((built) => file === path.join(REFERENCE_FOLDER, built)),
      });
      expect(await buildReferenceSet(OPERATOR, SHARED_DATA, folder)).toEqual({
        ok: true,
        value: [
          { file: 'authorities.csv', lines: 158 },
          { file: 'neighbours.csv', lines: 1530 },
          { file: 'inspections.csv', lines: 488 },
          { file: 'judgements.csv', lines: 2598 },
          { file: 'indicators.csv', lines: 21 },
          { file: 'readings.csv', lines: 3539 },
        ],
      });
      for (const file of BUILT_FILES) {
        const [built, committed] = await Promise.all([
          readFile(path.join(folder, file), 'utf8'),
          readFile(path.join(REFERENCE_FOLDER, file), 'utf8'),
        ]);
        expect(built).toBe(committed);
      }
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  test('knows every council and code of the Department’s statistics', async ({ skip }) => {
    skip(!existsSync(SHARED_DATA), `The snapshots are not there: ${SHARED_DATA} (SHARED_DATA)`);
    const { rowsOf } = await readCsvFiles(REFERENCE_FOLDER, ['authorities.csv']);
    const known = new Map(rowsOf('authorities.csv').map((row) => [row['la_code'] ?? '', row['ons_codes']?.split(';') ?? []]));
    const statistics = await readCsvFiles(path.join(SHARED_DATA, 'indicators'), STATISTICS);
    const unknown = STATISTICS.flatMap((file) => statistics.rowsOf(file))
      .filter((row) => row['geographic_level'] === 'Local authority')
      .map((row) => ({ laCode: row['old_la_code'] ?? '', onsCode: row['new_la_code'] ?? '' }))
      .filter(({ laCode, onsCode }) => !known.get(laCode)?.includes(onsCode));
    expect([...new Set(unknown.map(({ laCode }) => laCode))].toSorted()).toEqual(JOINT_FIGURES);
  });
});

describe('the build', () => {
  test('writes councils, neighbours, inspections and judgements', () => {
    const built = buildFrom({});
    expect(built.ok && built.value['authorities.csv'][0]).toEqual({
      slug: 'upper-tier-1',
      la_code: '301',
      name: 'Upper. Tier, 1',
      region: 'yorkshire-and-the-humber',
      ons_codes: 'E00000001;E00000099',
      other_names: 'first;tier one',
      abolished_on: '',
      successors: '',
      source: 'local-authority-lookup',
    });
    expect(built.ok && built.value['neighbours.csv'].slice(0, 2)).toEqual([
      {
        authority: 'upper-tier-1',
        model: '2025',
        rank: '1',
        neighbour: 'upper-tier-2',
        closeness: 'Close',
        source: 'dfe-statistical-neighbours-2025',
      },
      {
        authority: 'upper-tier-1',
        model: '2025',
        rank: '2',
        neighbour: 'upper-tier-3',
        closeness: 'Close',
        source: 'dfe-statistical-neighbours-2025',
      },
    ]);
    expect(built.ok && built.value['inspections.csv'][0]).toEqual({
      authority: 'upper-tier-1',
      id: '2014-06-02-single-inspection',
      framework: 'sif-2013',
      event_type: 'single-inspection',
      dates: '2014-06-02/2014-06-25',
      precision: 'day',
      published_on: '2014-08-08',
      report_url: 'https://files.ofsted.gov.uk/v1/file/1',
      source: 'ofsted-inspection-reports',
    });
  });

  test('writes indicators with the framework’s reference and readings with marker or value and count', () => {
    const built = buildFrom({});
    expect(built.ok && built.value['indicators.csv']).toMatchObject([
      { key: 'agency-rate', frequency: 'reporting-year', reference: 'enabler-3', base: 'inpost_fte+agency_fte' },
    ]);
    expect(built.ok && built.value['readings.csv']).toEqual([
      { indicator: 'agency-rate', geography: 'upper-tier-1', time_identifier: 'RY', readings: '2025=13/239.2' },
      { indicator: 'agency-rate', geography: 'upper-tier-2', time_identifier: 'RY', readings: '2025=c' },
    ]);
  });

  test('calls a blank cell not recorded where the framework judges the area, and writes nothing where it does not', () => {
    const single = buildFrom({ inspections: { care_leavers: '', sif_lscb: '' } });
    const judged = single.ok ? single.value['judgements.csv'].filter(({ authority }) => authority === 'upper-tier-1') : [];
    expect(judged.map(({ area, grade, absence, words, covers }) => [area, grade || absence, words, covers])).toEqual([
      ['help-and-protection', 'requires-improvement', 'Requires improvement', ''],
      ['in-care', 'good', 'Good', 'looked-after-and-permanence'],
      ['adoption', 'good', 'Good', ''],
      ['care-leavers', 'not-recorded', 'Not recorded', ''],
      ['leadership', 'good', 'Good', ''],
      ['overall-effectiveness', 'requires-improvement', 'Requires improvement to be good', ''],
      ['lscb', 'not-recorded', 'Not recorded', ''],
    ]);

    const combined = buildFrom({
      inspections: {
        framework: 'ILACS-2018',
        event_type: 'standard',
        in_care_scope: 'children in care and care leavers (combined)',
        care_leavers: '',
        sif_adoption: '',
        sif_lscb: '',
      },
    });
    const areas = combined.ok
      ? combined.value['judgements.csv'].filter(({ authority }) => authority === 'upper-tier-1').map(({ area }) => area)
      : [];
    expect(areas).toEqual(['leadership', 'help-and-protection', 'in-care', 'overall-effectiveness']);
  });

  test('puts right what the corrections say', () => {
    const built = buildFrom({
      inspections: { event_type: '' },
      corrections: [
        { la_code: '301', first_day: '2014-06-02', column: 'event_type', value: 'SIF', basis: 'four weeks on site' },
        {
          la_code: '301',
          first_day: '2014-06-02',
          column: 'dates',
          value: '2014-06-02/2014-06-06;2014-06-23/2014-06-25',
          basis: 'front page',
        },
      ],
    });
    expect(built.ok && built.value['inspections.csv'][0]).toMatchObject({
      event_type: 'single-inspection',
      dates: '2014-06-02/2014-06-06;2014-06-23/2014-06-25',
    });
  });

  const inspection = SNAPSHOTS.inspections;
  test.each([
    [
      'a framework it does not know',
      { inspections: { framework: 'JAR' } },
      `${inspection}, line 2, framework is “JAR”: This should be one of SIF, ILACS-2018, ILACS-2023, ILACS-2026`,
    ],
    [
      'an event without kind',
      { inspections: { event_type: '' } },
      `${inspection}, line 2, event_type is “”: This should be one of SIF, standard, short`,
    ],
    [
      'a last day before the first',
      { inspections: { inspection_end: '2014-06-01' } },
      `${inspection}, line 2, dates is “2014-06-02/2014-06-01”: Write stays on site as first/last day, earliest first, joined by semicolons`,
    ],
    [
      'a grade off the scale',
      { inspections: { leadership: 'Adequate' } },
      'Upper. Tier, 1, report of 2014-08-08: “Adequate” is no grade that sif-2013 gives for leadership',
    ],
    [
      'a judgement the framework does not give',
      { inspections: { framework: 'ILACS-2018', event_type: 'standard', in_care_scope: 'children in care and care leavers (combined)' } },
      'Upper. Tier, 1, report of 2014-08-08: ilacs-2018 does not judge care-leavers, yet it says “Good”',
    ],
    [
      'another scope than the framework’s',
      { inspections: { in_care_scope: 'children in care' } },
      'Upper. Tier, 1, report of 2014-08-08: sif-2013 judges looked-after-and-permanence, not in-care',
    ],
    [
      'a report from before the inspection',
      { inspections: { report_published: '2014-06-01' } },
      'upper-tier-1 2014-06-02-single-inspection was published before it began',
    ],
    [
      'a council with two names',
      { councils: { local_authority_ons_name: 'Lower Tier' } },
      'Council 301 is called Upper. Tier, 1 (E00000001) and Lower Tier (E00000001)',
    ],
    [
      'a region that is none',
      { neighbours: { region_name: 'Inner London' } },
      `${SNAPSHOTS.neighbours}, line 2, region_name is “Inner London”: This should be a region of England`,
    ],
    ['a neighbour nobody inspects', { neighbours: { SN_3: '999' } }, `${SNAPSHOTS.neighbours}: council 999 has no inspections`],
    ['a missing column', { neighbours: { SN_3: undefined } }, `${SNAPSHOTS.neighbours}, line 2, SN_3 is missing`],
    [
      'a name for no council',
      { codesAndNames: [{ la_code: '999', ons_code: '', name: 'nowhere', basis: 'hearsay' }] },
      `${HAND_KEPT.codesAndNames}: there is no council 999`,
    ],
    [
      'a figure that is none',
      { workforce: { agency_rate_fte: 'many' } },
      `${SNAPSHOTS.workforce}, line 2: “many” is neither a number nor one of the markers c, k, u, x, z and low. Write numbers without commas, signs and units.`,
    ],
    [
      'a metric that the Department does not have',
      { indicator: { metric: 'Happiness' } },
      `${HAND_KEPT.indicators}: the Department’s map has no metric “Happiness”`,
    ],
    [
      'an indicator that its file does not have',
      { indicator: { column: 'agency_rate' } },
      `${HAND_KEPT.indicators}: ${SNAPSHOTS.workforce} does not have agency-rate`,
    ],
    [
      'a correction that fits nothing',
      { corrections: [{ la_code: '301', first_day: '2014-06-03', column: 'event_type', value: 'SIF', basis: 'hearsay' }] },
      `${HAND_KEPT.corrections}: no inspection of 301 began on 2014-06-03`,
    ],
  ] as const)('refuses %s', (_fault, changes, sentence) => {
    const built = buildFrom(changes);
    expect(built.ok ? [] : built.problems.map(({ message }) => message)).toContain(sentence);
  });

  test('refuses one inspection twice, and a council that a snapshot lacks', () => {
    const twice = buildReferenceRows(
      (file) => (file === SNAPSHOTS.inspections ? [...snapshot(file), ...snapshot(file).slice(0, 1)] : snapshot(file)),
      byHand,
    );
    expect(twice.ok ? [] : twice.problems).toContainEqual({ message: 'upper-tier-1 2014-06-02-single-inspection is there twice' });
    const without = buildReferenceRows((file) => (file === SNAPSHOTS.councils ? snapshot(file).slice(1) : snapshot(file)), byHand);
    expect(without.ok ? [] : without.problems).toEqual([
      { message: `${SNAPSHOTS.councils} should have council 301 once, and has it 0 times` },
    ]);
  });

  test('is for whoever runs the installation', async () => {
    await expect(buildReferenceSet(ANYBODY, SHARED_DATA)).rejects.toThrow(Forbidden);
  });

  test('says which file is missing', async () => {
    await expect(buildReferenceSet(OPERATOR, 'nowhere')).rejects.toThrow(
      new PlainFault(`There is no file nowhere/${SNAPSHOTS.inspections}. Name the folder that has it.`),
    );
  });
});

const STATISTICS = [
  'absence_la.csv',
  'c1_children_in_need_referrals_and_rereferrals_2013_to_2025.csv',
  'cla_number_and_rate_per_10k_children.csv',
  'csww_indicators_2017_to_2025.csv',
  'la_care_leavers_activity.csv',
];

/** Two councils in one line: no council of its own. */
const JOINT_FIGURES = ['314 / 318', '940 / 941'];

/** Eleven councils, each inspected once and each the neighbour of all others. */
const COUNCILS = Array.from({ length: 11 }, (_, index) => index + 1);

function snapshot(file: string): readonly Cells[] {
  if (file === SNAPSHOTS.metrics)
    return [{ accordion_text: 'Enabler: The workforce is equipped and effective', metric_display_text: 'Agency worker rate (FTE)' }];
  if (file === SNAPSHOTS.workforce) return [workforce('301', '13', '208.2'), workforce('302', 'c', '150')];
  const codes = COUNCILS.map((number) => String(300 + number));
  return COUNCILS.map((number): Cells => {
    const code = String(300 + number);
    const onsCode = `E${String(number).padStart(8, '0')}`;
    const name = `Upper. Tier, ${number}`;
    if (file === SNAPSHOTS.councils) {
      return { la_code: code, la_code_new: onsCode, local_authority_ons_name: name, ltla23nm: '', utla23nm: name };
    }
    if (file === SNAPSHOTS.neighbours) {
      const others = codes.filter((other) => other !== code);
      return {
        old_la_code: code,
        la_name: number === 1 ? 'Tier One' : name,
        region_name: 'Yorkshire and The Humber',
        ...Object.fromEntries(
          others.flatMap((other, index) => [
            [`SN_${index + 1}`, other],
            [`SN_${index + 1}P`, 'Close '],
          ]),
        ),
      };
    }
    return {
      la_code: code,
      ons_code: onsCode,
      la_name: name,
      framework: 'SIF',
      event_type: 'SIF',
      inspection_start: '2014-06-02',
      inspection_end: '2014-06-25',
      report_published: '2014-08-08',
      overall_effectiveness: 'Requires improvement to be good',
      leadership: 'Good',
      help_and_protection: 'Requires improvement',
      in_care: 'Good',
      in_care_scope: 'children looked after and achieving permanence',
      care_leavers: 'Good',
      sif_adoption: 'Good',
      sif_lscb: 'Inadequate',
      report_url: 'https://files.ofsted.gov.uk/v1/file/1',
    };
  });
}

function workforce(code: string, rate: string, inPost: string): Cells {
  return {
    time_period: '2025',
    time_identifier: 'Reporting year',
    geographic_level: 'Local authority',
    old_la_code: code,
    new_la_code: 'E08000099',
    la_name: 'Somewhere',
    agency_rate_fte: rate,
    inpost_fte: inPost,
    agency_fte: '31',
  };
}

const AGENCY_RATE: Cells = {
  key: 'agency-rate',
  name: 'Agency social workers',
  unit: 'percent',
  decimals: '1',
  polarity: 'lower',
  year_ends: '09-30',
  area: 'leadership',
  metric: 'Agency worker rate (FTE)',
  file: 'csww_indicators_2017_to_2025.csv',
  column: 'agency_rate_fte',
  filters: '',
  base: 'inpost_fte+agency_fte',
  base_filters: '',
  source: 'dfe-social-work-workforce-2025',
};

const sources = await readCsvFiles(REFERENCE_FOLDER, [HAND_KEPT.sources]);

function byHand(file: string): readonly Cells[] {
  if (file === HAND_KEPT.sources) return sources.rowsOf(file);
  if (file === HAND_KEPT.indicators) return [AGENCY_RATE];
  if (file !== HAND_KEPT.codesAndNames) return [];
  return [
    { la_code: '301', ons_code: 'E00000099', name: '', basis: 'an older list' },
    { la_code: '301', ons_code: '', name: 'first', basis: 'an older list' },
  ];
}

/** Builds from the eleven councils with cells of the first changed (or, if undefined, left out), and with hand-kept lines. */
function buildFrom(changes: Changes) {
  const changed: Readonly<Record<string, Changed | undefined>> = {
    [SNAPSHOTS.inspections]: changes.inspections,
    [SNAPSHOTS.neighbours]: changes.neighbours,
    [SNAPSHOTS.councils]: changes.councils,
    [SNAPSHOTS.workforce]: changes.workforce,
  };
  return buildReferenceRows(
    (file) =>
      snapshot(file).map((row, index): Cells => {
        const cells = Object.entries({ ...row, ...(index === 0 ? changed[file] : {}) });
        return Object.fromEntries(cells.flatMap(([column, cell]) => (cell === undefined ? [] : [[column, cell]])));
      }),
    (file) => {
      if (file === HAND_KEPT.codesAndNames && changes.codesAndNames) return changes.codesAndNames;
      if (file === HAND_KEPT.indicators && changes.indicator) return [{ ...AGENCY_RATE, ...changes.indicator }];
      if (file === HAND_KEPT.corrections && changes.corrections) return changes.corrections;
      return byHand(file);
    },
  );
}

type Cells = Readonly<Record<string, string>>;
type Changed = Readonly<Record<string, string | undefined>>;

interface Changes {
  readonly inspections?: Changed;
  readonly neighbours?: Changed;
  readonly councils?: Changed;
  readonly workforce?: Changed;
  readonly indicator?: Cells;
  readonly codesAndNames?: readonly Cells[];
  readonly corrections?: readonly Cells[];
}
