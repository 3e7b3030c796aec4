import { isAllowed, type Actor } from '@/domain/access';
import { isSlug, REGIONS, type Authority, type Neighbour } from '@/domain/authorities';
import {
  currentTarget,
  ENGLAND,
  isOwnKey,
  latestFigure,
  neighbourPeriods,
  standingOf,
  type GeographyKey,
  type Indicator,
  type NeighbourPeriod,
  type Reading,
  type Standing,
  type Surroundings,
  type Target,
} from '@/domain/indicators';
import type { CalendarDate } from '@/domain/shared';
import { findAuthority } from '@/database/authorities';
import * as indicators from '@/database/indicators';
import { authorise } from '../access';
import { councilOf, viewAuthority } from '../authorities';
import { neighboursOf, placesOfCouncils, seriesIn, surroundingsIn } from '../surroundings';
import { findIndicator } from './find';

/** Readings of a series: in a list enough for a small drawing and for the month a year before, on a page of its own for thirty years of months. */
const MOST_OF_A_SERIES = { listed: 24, viewed: 360 };

/** Published indicators and those of the council's own that the asker may see, with where the council stands in each. */
export interface IndicatorList {
  readonly authority: Authority;
  /** The neighbours' model, `2025`; null where the council is in none. */
  readonly model: string | null;
  /** Published ones by name, then the council's own. */
  readonly indicators: readonly ListedIndicator[];
  /** Whether the asker may define the council's own, and enter their figures. */
  readonly mayChange: boolean;
}

export interface ListedIndicator {
  readonly indicator: Indicator;
  /** The council's newest readings, earliest first. */
  readonly series: readonly Reading[];
  readonly standing: Standing;
  /** For whoever may read the plan; null for others, and where none is set. */
  readonly target: Target | null;
}

/** One indicator around one council. Every series is earliest first and has one reading a period. */
export interface IndicatorView {
  readonly authority: Authority;
  readonly indicator: Indicator;
  readonly standing: Standing;
  readonly council: readonly Reading[];
  /** Closest first, with their readings. */
  readonly neighbours: readonly (Neighbour & { readonly series: readonly Reading[] })[];
  /** Median and range of the neighbours at each period. */
  readonly neighbourPeriods: readonly NeighbourPeriod[];
  readonly model: string | null;
  readonly region: { readonly name: string; readonly series: readonly Reading[] };
  readonly england: readonly Reading[];
}

/** All of them, or those of certain keys. Throws `NotFound` for an unknown council. */
export async function listIndicators(
  actor: Actor,
  slug: string,
  today: CalendarDate,
  only: readonly string[] | null = null,
): Promise<IndicatorList> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  const mayReadPlan = isAllowed(actor, 'read-plan', slug);
  const [published, own, targets, { model, neighbours }] = await Promise.all([
    indicators.listAllPublished(),
    indicators.listOwnIndicators(slug),
    mayReadPlan ? indicators.listTargets(slug) : [],
    neighboursOf(slug),
  ]);
  const seen = [...published, ...own.filter(({ isPublic }) => isPublic || mayReadPlan)];
  const all = seen.filter(({ key }) => only === null || only.includes(key));
  const keys = all.map(({ key }) => key);
  const placesOf = await placesOfCouncils([slug, ...neighbours.map((neighbour) => neighbour.slug)]);
  const here = await indicators.listReadings(keys, [...placesOf(slug), authority.region, ENGLAND], MOST_OF_A_SERIES.listed, slug);
  const seriesHere = seriesIn(here);
  // Neighbours are compared at the council's latest figure alone.
  const periods = keys.flatMap((key) => {
    const latest = latestFigure(seriesHere(key, placesOf(slug)));
    return latest ? [[key, latest.period] as const] : [];
  });
  const placesOfNeighbours = neighbours.flatMap((neighbour) => placesOf(neighbour.slug));
  const beside = await indicators.listReadingsAt(new Map(periods), placesOfNeighbours);
  const around = surroundingsIn([...here, ...beside], authority, neighbours, placesOf);
  return {
    authority,
    model,
    mayChange: isAllowed(actor, 'change-plan', slug),
    indicators: all.map((indicator) => {
      const { key } = indicator;
      const surroundings = around(key);
      const target = currentTarget(
        targets.filter((each) => each.indicator === key),
        today,
      );
      return { indicator, series: surroundings.council, standing: standingOf(indicator, surroundings, today), target };
    }),
  };
}

/** Throws `NotFound` for an unknown council or indicator. */
export async function viewIndicator(actor: Actor, slug: string, key: string, today: CalendarDate): Promise<IndicatorView> {
  authorise(actor, 'read-published');
  const authority = await viewAuthority(actor, slug);
  // Nobody else measures what a council measures for itself.
  const [indicator, { model, neighbours }] = await Promise.all([
    findIndicator(actor, slug, key),
    isOwnKey(key) ? { model: null, neighbours: [] } : neighboursOf(slug),
  ]);
  const surroundings = await loadAround(authority, neighbours, key);
  return {
    authority,
    indicator,
    standing: standingOf(indicator, surroundings, today),
    council: surroundings.council,
    neighbours: neighbours.map((neighbour, index) => ({ ...neighbour, series: surroundings.neighbours[index] ?? [] })),
    neighbourPeriods: neighbourPeriods(indicator, surroundings.neighbours),
    model,
    region: { name: REGIONS[authority.region], series: surroundings.region },
    england: surroundings.england,
  };
}

/**
 * What is measured of every council, by name, a page at a time; where a council is named, with what it measures itself and has opened to everybody. Throws `NotFound` for an
 * unknown one.
 */
export async function listPublishedIndicators(
  actor: Actor,
  page: { readonly limit: number; readonly offset: number },
  council: string | null = null,
): Promise<{ readonly indicators: readonly Indicator[]; readonly total: number }> {
  authorise(actor, 'read-published');
  if (council !== null) await councilOf(council);
  return indicators.listPublishedIndicators(page, council);
}

/**
 * Readings of an indicator, earliest first, a page at a time: of a council, of a region or of England; of a council's own indicator, of that council alone. Null for an unknown
 * council; throws `NotFound` for an unknown indicator.
 */
export async function listReadings(
  actor: Actor,
  key: string,
  of: { readonly authority: string } | { readonly geography: GeographyKey },
  page: { readonly limit: number; readonly offset: number },
): Promise<{ readonly readings: readonly Reading[]; readonly total: number } | null> {
  authorise(actor, 'read-published');
  const owner = 'authority' in of ? of.authority : '';
  const indicator = await findIndicator(actor, owner, key);
  const geographies = 'geography' in of ? [of.geography] : await geographiesOfCouncil(of.authority);
  return geographies && indicators.listReadingsByPage(indicator.key, geographies, page, owner);
}

async function geographiesOfCouncil(slug: string): Promise<readonly GeographyKey[] | null> {
  if (!isSlug(slug)) return null;
  const geographies = (await indicators.geographiesOf([slug])).get(slug) ?? [];
  return geographies.length > 0 || (await findAuthority(slug)) !== null ? geographies : null;
}

/** What is said of an indicator for a council, its neighbours, its region and England. */
async function loadAround(authority: Authority, neighbours: readonly Neighbour[], key: string): Promise<Surroundings> {
  const { slug, region } = authority;
  const councils = [slug, ...neighbours.map((neighbour) => neighbour.slug)];
  const placesOf = await placesOfCouncils(councils);
  const places = [...councils.flatMap(placesOf), region, ENGLAND];
  const readings = await indicators.listReadings([key], places, MOST_OF_A_SERIES.viewed, slug);
  return surroundingsIn(readings, authority, neighbours, placesOf)(key);
}
