import { figureInWords, periodEnds, periodInWords, readingInWords, UNITS, type Indicator, type PlacePoint } from '@/domain/indicators';

/** Of files that hold what a page shows. */
export const FIGURE_COLUMNS = [
  'indicator',
  'place',
  'period',
  'period_ends',
  'figure',
  'why_no_figure',
  'unit',
  'councils_counted',
  'source',
];

/** A place's figure for a period, rounded as the page rounds it; where there is none, why. */
export function figureLine(
  indicator: Indicator,
  place: string,
  { period, value, marker, counted, source }: Omit<PlacePoint, 'base'>,
): readonly (string | number | null)[] {
  return [
    ...[indicator.key, place, periodInWords(period), periodEnds(period, indicator.yearEnds).toString()],
    ...(value === null
      ? [null, readingInWords({ value, marker }, indicator)]
      : [figureInWords(value, indicator).replaceAll(',', ''), null]),
    ...[UNITS[indicator.unit].words, counted, source],
  ];
}
