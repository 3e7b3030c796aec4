import { neighbourPeriods, standingOf, TIME_IDENTIFIERS, type Indicator, type IndicatorFigures, type Reading } from '@/domain/indicators';
import { calendarDate, moment, type Source } from '@/domain/shared';

const SOURCE: Source = {
  name: 'Children’s social work workforce',
  publisher: 'Department for Education',
  url: null,
  file: 'csww.csv',
  page: null,
  publishedOn: calendarDate('2026-02-26'),
  retrievedOn: calendarDate('2026-03-01'),
};

export function anIndicator(differs: Partial<Indicator> = {}): Indicator {
  return {
    key: 'agency-rate',
    name: 'Agency social workers',
    unit: 'percent',
    decimals: 1,
    polarity: 'lower',
    frequency: 'reporting-year',
    yearEnds: '09-30',
    area: 'leadership',
    reference: 'enabler-3',
    authority: null,
    origin: null,
    source: SOURCE,
    ...differs,
  };
}

/** A reading of Barnsley's for a year: a value, and of how many; or a marker. */
export function aReading(year: string, value: string | null, differs: Partial<Reading> & { readonly code?: string } = {}): Reading {
  const { code = 'RY', ...rest } = differs;
  const identifier = TIME_IDENTIFIERS[code];
  if (identifier === undefined) throw new Error(`No kind of period ${code}`);
  return {
    indicator: 'agency-rate',
    geography: 'barnsley',
    period: { period: year, identifier },
    value,
    marker: value === null ? 'c' : null,
    base: null,
    source: SOURCE,
    loadedAt: moment('2026-03-01T09:00:00.000Z'),
    ...rest,
  };
}

/** Readings of consecutive years, `[2017, '0', null]`: null for what is not published. */
export function readingsFrom(first: number, values: readonly (string | null)[], base: string | null = null): readonly Reading[] {
  return values.map((value, index) => aReading(String(first + index), value, { base }));
}

export function aNeighbour(name: string, series: readonly Reading[]): IndicatorFigures['neighbours'][number] {
  return { slug: name.toLowerCase(), name, series };
}

/** Barnsley’s agency rate beside three neighbours’, its region’s and England’s, as published; what follows from them is worked out. */
export function someFigures(
  differs: Partial<Pick<IndicatorFigures, 'indicator' | 'council' | 'neighbours' | 'region' | 'england'>> = {},
): IndicatorFigures {
  const given = {
    indicator: anIndicator(),
    council: readingsFrom(2017, ['0', '0', '0', '0', '0.7', '14.3', '28.1', '19.2', '13'], '230'),
    neighbours: [
      aNeighbour('Rotherham', readingsFrom(2017, ['18.2', '10.1', '1.8', '7.3', '6.8', '9.4', '8.6', '5.9', '1.9'])),
      aNeighbour('Sunderland', readingsFrom(2017, ['28.8', '14.6', '9.6', '0.9', '1.3', '0.4', null, null, null])),
      aNeighbour('Tameside', readingsFrom(2017, ['41.3', '44.6', '23.2', '23.4', '19.8', '20.1', '24.3', '44.2', '31.3'])),
    ],
    region: {
      name: 'Yorkshire and The Humber',
      series: readingsFrom(2017, ['7.8', '8', '10.2', '11.1', '12.8', '15.7', '15.8', '11.6', '7.9']),
    },
    england: readingsFrom(2017, ['15.8', '15.4', '15.8', '15.4', '15.5', '17.6', '17.8', '16.2', '13']),
    ...differs,
  };
  const { indicator, council, region, england } = given;
  const neighbours = given.neighbours.map(({ series }) => series);
  return {
    ...given,
    authority: { slug: 'barnsley', name: 'Barnsley' },
    standing: standingOf(indicator, { council, neighbours, region: region.series, england }, calendarDate('2026-11-20')),
    neighbourPeriods: neighbourPeriods(indicator, neighbours),
  };
}
