import type { Authority, Neighbour } from '@/domain/authorities';
import { ENGLAND, neighbourPeriods, seriesOf, standingOf, type GeographyKey, type Indicator, type Reading } from '@/domain/indicators';
import type { CouncilState, EnquiryFigure } from '@/domain/scrutiny';
import { momentDay, type CalendarDate, type Moment } from '@/domain/shared';
import { latestNeighbourModel, listNeighbours } from '@/database/authorities';
import { listFindingsAsAt } from '@/database/findings';
import { listInvestmentsAsAt, listPlanStatesAsAt } from '@/database/improvement';
import { geographiesOf, listIndicatorsOf, listReadingsAsAt, listTargetsAsAt } from '@/database/indicators';
import { listRecommendationsAsAt } from '@/database/scrutiny';

/** What a council had and knew at a moment. No operation: those that use it authorise. */
export async function stateAsAt(slug: string, at: Moment): Promise<CouncilState> {
  const places = (await geographiesOf([slug])).get(slug) ?? [];
  const [plans, findings, readings, indicators, targets, investments, recommendations] = await Promise.all([
    listPlanStatesAsAt(slug, at),
    listFindingsAsAt(slug, at),
    listReadingsAsAt(slug, places, at),
    listIndicatorsOf(slug),
    listTargetsAsAt(slug, at),
    listInvestmentsAsAt(slug, at),
    listRecommendationsAsAt(slug, at),
  ]);
  return { day: momentDay(at), plans, findings, readings, indicators, targets, investments, recommendations };
}

/** Where the council stood with every indicator at a moment, beside its neighbours, its region and England, by name; those without a figure are left out. */
export async function figuresAsAt({ slug, region }: Pick<Authority, 'slug' | 'region'>, at: Moment): Promise<FiguresAsAt> {
  const newest = await latestNeighbourModel();
  const neighbours = newest === null ? [] : await listNeighbours(slug, newest);
  const councils = [slug, ...neighbours.map((neighbour) => neighbour.slug)];
  const places = await geographiesOf(councils);
  const placesOf = (council: string) => places.get(council) ?? [];
  const [indicators, readings] = await Promise.all([
    listIndicatorsOf(slug),
    listReadingsAsAt(slug, [...councils.flatMap(placesOf), region, ENGLAND], at),
  ]);
  const byIndicator = Map.groupBy(readings, ({ indicator }) => indicator);
  const day = momentDay(at);
  return {
    model: neighbours.length === 0 ? null : newest,
    neighbours,
    figures: indicators.flatMap((indicator) => {
      const its = byIndicator.get(indicator.key) ?? [];
      const figure = figureOf(indicator, (wanted) => seriesOf(its.filter(({ geography }) => wanted.includes(geography))), {
        ...{ own: placesOf(slug), neighbours: neighbours.map((neighbour) => placesOf(neighbour.slug)), region, day },
      });
      return figure.standing.newest === null ? [] : [figure];
    }),
  };
}

function figureOf(
  indicator: Indicator,
  series: (places: readonly GeographyKey[]) => readonly Reading[],
  places: {
    readonly own: readonly GeographyKey[];
    readonly neighbours: readonly (readonly GeographyKey[])[];
    readonly region: GeographyKey;
    readonly day: CalendarDate;
  },
): EnquiryFigure {
  const neighbours = places.neighbours.map(series);
  const surroundings = { council: series(places.own), neighbours, region: series([places.region]), england: series([ENGLAND]) };
  return {
    indicator,
    series: surroundings.council,
    standing: standingOf(indicator, surroundings, places.day),
    neighbourPeriods: neighbourPeriods(indicator, neighbours),
  };
}

export interface FiguresAsAt {
  /** Year of the neighbour model; null where the council is in none. */
  readonly model: string | null;
  readonly neighbours: readonly Neighbour[];
  readonly figures: readonly EnquiryFigure[];
}
