import { isAllowed, type Actor } from '@/domain/access';
import { REGIONS, type Authority, type AuthorityName } from '@/domain/authorities';
import {
  chooseSeries,
  ENGLAND,
  neighbourPeriods,
  seriesOfMedian,
  seriesOfPlace,
  standingOf,
  type Exploration,
  type ExploredIndicator,
  type Indicator,
} from '@/domain/indicators';
import type { CalendarDate, Problem } from '@/domain/shared';
import { listCouncilNames } from '@/database/authorities';
import * as indicators from '@/database/indicators';
import { csvFile } from '@/documents/csv';
import { authorise } from '../access';
import { viewAuthority } from '../authorities';
import { FIGURE_COLUMNS, figureLine } from './figure-lines';
import { settingsOf } from '../settings';
import { neighboursOf, placesOfCouncils, seriesIn, surroundingsIn } from '../surroundings';

/** Readings of a series: ten years of months. */
const MOST_OF_A_SERIES = 120;

/** What an address asks for: keys of indicators, what stands beside, slugs of other councils. Anybody may have written it. */
export interface AskedSeries {
  readonly indicators: readonly string[];
  readonly beside: readonly string[];
  readonly councils: readonly string[];
}

/** Indicators of a reader's choice, each for the council and for places of the reader's choice. */
export interface ExplorerView {
  readonly authority: Authority;
  /** Year of the neighbour model; null where the council is in none. */
  readonly model: string | null;
  readonly choices: { readonly indicators: readonly Indicator[]; readonly councils: readonly AuthorityName[] };
  readonly chosen: Exploration;
  readonly problems: readonly Problem[];
  /** In the order chosen. */
  readonly explored: readonly ExploredIndicator[];
}

/**
 * Published indicators, and the council's own for whoever may see them: beside those nothing stands, nobody else counts them. Throws `NotFound` for an unknown council. What
 * else is unknown is a problem, and the rest is shown.
 */
export async function viewExplorer(actor: Actor, slug: string, asked: AskedSeries, today: CalendarDate): Promise<ExplorerView> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  const mayReadPlan = isAllowed(actor, 'read-plan', slug);
  const [published, own, { model, neighbours }, councils, { overviewIndicators: usual }] = await Promise.all([
    indicators.listAllPublished(),
    indicators.listOwnIndicators(slug),
    neighboursOf(slug),
    listCouncilNames(),
    settingsOf(slug),
  ]);
  const choices = [...published, ...own.filter(({ isPublic }) => isPublic || mayReadPlan)];
  const { chosen, problems } = chooseSeries(asked, { indicators: choices, councils, own: slug, usual });
  const others = chosen.councils.flatMap((other) => councils.filter((council) => council.slug === other));
  const slugs = [slug, ...neighbours.map((neighbour) => neighbour.slug), ...chosen.councils];
  const placesOf = await placesOfCouncils(slugs);
  const places = [...slugs.flatMap(placesOf), authority.region, ENGLAND];
  const readings = await indicators.listReadings(chosen.indicators, places, MOST_OF_A_SERIES, slug);
  const series = seriesIn(readings);
  const around = surroundingsIn(readings, authority, neighbours, placesOf);
  const explored = chosen.indicators
    .flatMap((key) => choices.filter((indicator) => indicator.key === key))
    .map((indicator): ExploredIndicator => {
      const { key } = indicator;
      const surroundings = around(key);
      const here = seriesOfPlace('own', authority.name, surroundings.council);
      const told = { indicator, standing: standingOf(indicator, surroundings, today), council: surroundings.council };
      if (indicator.authority !== null) return { ...told, series: [here] };
      const beside = {
        neighbours:
          model === null
            ? []
            : [seriesOfMedian(neighbourPeriods(indicator, surroundings.neighbours), neighbours.length, model, indicator.source.name)],
        region: [seriesOfPlace('region', REGIONS[authority.region], surroundings.region)],
        england: [seriesOfPlace('england', 'England', surroundings.england)],
      };
      return {
        ...told,
        series: [
          here,
          ...chosen.beside.flatMap((each) => beside[each]),
          ...others.map((council) => seriesOfPlace(council.slug, council.name, series(key, placesOf(council.slug)))),
        ],
      };
    });
  return { authority, model, choices: { indicators: choices, councils }, chosen, problems, explored };
}

/** The figures that the explorer shows, as a CSV file: a line for each indicator, place and period, earliest first. Throws `NotFound` likewise. */
export async function explorerFile(
  actor: Actor,
  slug: string,
  asked: AskedSeries,
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  authorise(actor, 'read-published');
  const { explored } = await viewExplorer(actor, slug, asked, today);
  const lines = explored.flatMap(({ indicator, series }) =>
    series.flatMap(({ name, points }) => points.map((point) => figureLine(indicator, name, point))),
  );
  return { fileName: `${slug}-indicators.csv`, body: csvFile(FIGURE_COLUMNS, lines) };
}
