import type { Authority } from '@/domain/authorities';
import { ENGLAND, neighbourPeriods, standingOf, type Indicator } from '@/domain/indicators';
import type { CouncilState, EnquiryFigure } from '@/domain/scrutiny';
import { momentDay, type Moment } from '@/domain/shared';
import { listFindingsAsAt } from '@/database/findings';
import { listInvestmentsAsAt, listPlanStatesAsAt } from '@/database/improvement';
import { listIndicatorsOf, listReadingsAsAt, listTargetsAsAt } from '@/database/indicators';
import { listRecommendationsAsAt } from '@/database/scrutiny';
import { neighboursOf, placesOfCouncils, surroundingsIn } from '../surroundings';

/** What a council had and knew at a moment. No operation: those that use it authorise. */
export async function stateAsAt(slug: string, at: Moment): Promise<CouncilState> {
  const [indicators, placesOf] = await Promise.all([listIndicatorsOf(slug), placesOfCouncils([slug])]);
  const [plans, findings, readings, targets, investments, recommendations] = await Promise.all([
    listPlanStatesAsAt(slug, at),
    listFindingsAsAt(slug, at),
    listReadingsAsAt(slug, keysOf(indicators), placesOf(slug), at),
    listTargetsAsAt(slug, at),
    listInvestmentsAsAt(slug, at),
    listRecommendationsAsAt(slug, at),
  ]);
  return { day: momentDay(at), plans, findings, readings, indicators, targets, investments, recommendations };
}

/** Where the council stood with every indicator at a moment, beside its neighbours, its region and England, by name; those without a figure are left out. */
export async function figuresAsAt(council: Pick<Authority, 'slug' | 'region'>, at: Moment): Promise<FiguresAsAt> {
  const { slug, region } = council;
  const [indicators, { model, neighbours }] = await Promise.all([listIndicatorsOf(slug), neighboursOf(slug)]);
  const slugs = [slug, ...neighbours.map((neighbour) => neighbour.slug)];
  const placesOf = await placesOfCouncils(slugs);
  const readings = await listReadingsAsAt(slug, keysOf(indicators), [...slugs.flatMap(placesOf), region, ENGLAND], at);
  const around = surroundingsIn(readings, council, neighbours, placesOf);
  const figures = indicators.map((indicator): EnquiryFigure => {
    const surroundings = around(indicator.key);
    return {
      indicator,
      series: surroundings.council,
      standing: standingOf(indicator, surroundings, momentDay(at)),
      neighbourPeriods: neighbourPeriods(indicator, surroundings.neighbours),
    };
  });
  return { model, figures: figures.filter(({ standing }) => standing.newest !== null) };
}

function keysOf(indicators: readonly Pick<Indicator, 'key'>[]): readonly string[] {
  return indicators.map(({ key }) => key);
}

export interface FiguresAsAt {
  /** Year of the neighbour model; null where the council is in none. */
  readonly model: string | null;
  readonly figures: readonly EnquiryFigure[];
}
