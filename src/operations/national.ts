import type { Actor } from '@/domain/access';
import { isRegion, REGIONS, type Authority, type AuthorityName, type Neighbour, type Region } from '@/domain/authorities';
import {
  distributionOf,
  latestJudgements,
  movesBetween,
  yearlyDistributions,
  type CouncilHistory,
  type Distribution,
  type LatestJudgement,
  type Moves,
  type YearlySeries,
} from '@/domain/inspections';
import { FRAMEWORKS, MAIN_AREAS, type AreaKey, type FrameworkKey, type Grade } from '@/domain/frameworks';
import type { ComparedIndicators } from '@/domain/indicators';
import { NotFound, type CalendarDate } from '@/domain/shared';
import * as authorities from '@/database/authorities';
import { authorise } from './access';
import { compareIndicators } from './indicators';
import { nationalPicture } from './national-picture';

/** A council's row in a comparison. `neighbour` is null for the council itself and for councils of the reader's choice. */
export interface ComparedCouncil {
  readonly council: CouncilHistory;
  readonly neighbour: Neighbour | null;
}

export interface Comparison {
  readonly authority: Authority;
  /** The council first; then its neighbours, closest first, or the chosen ones in the order chosen. */
  readonly rows: readonly ComparedCouncil[];
  readonly chosen: boolean;
  /** Slugs asked for that are no council of today. */
  readonly unknown: readonly string[];
  /** Year of the neighbour model; null where none is loaded. */
  readonly model: string | null;
  /** For each main area, where 153 councils stand. */
  readonly national: readonly {
    readonly area: AreaKey;
    readonly distribution: Distribution;
    readonly latest: readonly LatestJudgement[];
  }[];
  readonly everyCouncil: readonly AuthorityName[];
  /** How many more councils were chosen than are shown. */
  readonly leftOut: number;
  readonly newestReport: CalendarDate | null;
  /** Of the same councils; null where the council itself is no more. */
  readonly indicators: ComparedIndicators | null;
}

export interface NationalView {
  readonly areas: readonly { readonly area: AreaKey; readonly distribution: Distribution }[];
  readonly chosen: ChosenArea;
  readonly councils: number;
  readonly newestReport: CalendarDate | null;
}

/** One area in detail. */
export interface ChosenArea {
  readonly area: AreaKey;
  readonly byRegion: readonly { readonly region: Region; readonly distribution: Distribution }[];
  readonly byFramework: readonly { readonly framework: FrameworkKey; readonly distribution: Distribution }[];
  readonly overTime: readonly YearlySeries[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly moves: Moves;
}

/** Councils one may put side by side with one's own. */
export const MOST_COMPARED = 15;

/**
 * The council beside its ten statistical neighbours or beside councils of the reader's choice: grades, and indicators (by default those of an overview). Throws
 * `NotFound` for an unknown council; an abolished one has no row of its own.
 */
export async function viewComparison(
  actor: Actor,
  slug: string,
  asked: { readonly councils: readonly string[]; readonly indicators: readonly string[] },
  today: CalendarDate,
): Promise<Comparison> {
  authorise(actor, 'read-published');
  const [authority, picture, model] = await Promise.all([
    authorities.findAuthority(slug),
    nationalPicture(),
    authorities.latestNeighbourModel(),
  ]);
  if (!authority) throw new NotFound(`No council ${slug}`);
  const neighbours = model ? await authorities.listNeighbours(slug, model) : [];
  const bySlug = new Map(picture.councils.map((council) => [council.slug, council]));
  const wanted = [...new Set(asked.councils)].filter((other) => other !== slug);
  const chosen = wanted.length > 0;
  const others = chosen
    ? wanted.map((other) => ({ slug: other, neighbour: null }))
    : neighbours.map((neighbour) => ({ slug: neighbour.slug, neighbour }));
  const itself = bySlug.get(slug);
  const beside = others.slice(0, MOST_COMPARED).flatMap(({ slug: other, neighbour }) => {
    const council = bySlug.get(other);
    return council ? [{ council, neighbour }] : [];
  });
  const names = beside.map(({ council: { slug: other, name } }) => ({ slug: other, name }));
  return {
    authority,
    rows: [...(itself ? [{ council: itself, neighbour: null }] : []), ...beside],
    indicators: itself ? await compareIndicators(actor, [{ slug, name: itself.name }, ...names], asked.indicators, today) : null,
    chosen,
    unknown: wanted.filter((other) => !bySlug.has(other)),
    model,
    national: MAIN_AREAS.map((area) => {
      const latest = latestJudgements(picture.councils, area, today);
      return { area, latest, distribution: distributionOf(latest.map(({ judgement }) => judgement)) };
    }),
    everyCouncil: picture.councils.map(({ slug: other, name }) => ({ slug: other, name })),
    leftOut: Math.max(0, others.length - MOST_COMPARED),
    newestReport: picture.newestReport,
  };
}

/** Where the councils of England stand, and one area by region and framework, over time, and with who moved between two days. */
export async function viewNational(
  actor: Actor,
  area: AreaKey,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
  today: CalendarDate,
): Promise<NationalView> {
  authorise(actor, 'read-published');
  const { councils, newestReport } = await nationalPicture();
  return {
    areas: MAIN_AREAS.map((each) => ({
      area: each,
      distribution: distributionOf(latestJudgements(councils, each, today).map(({ judgement }) => judgement)),
    })),
    chosen: { ...period, ...dividedArea(councils, area, today), moves: movesBetween(councils, area, period.from, period.to) },
    councils: councils.length,
    newestReport,
  };
}

/** The latest judgement of each council of today in an area, by council name; of one grade or region where one is named. */
export async function listLatestJudgements(
  actor: Actor,
  wanted: { readonly area: AreaKey; readonly grade: Grade | null; readonly region: Region | null },
  page: { readonly limit: number; readonly offset: number },
  today: CalendarDate,
): Promise<{ readonly judgements: readonly LatestJudgement[]; readonly total: number }> {
  authorise(actor, 'read-published');
  const { councils } = await nationalPicture();
  const latest = latestJudgements(councils, wanted.area, today).filter(
    ({ council, judgement }) =>
      (wanted.grade === null || judgement.grade === wanted.grade) && (wanted.region === null || council.region === wanted.region),
  );
  return { judgements: latest.slice(page.offset, page.offset + page.limit), total: latest.length };
}

function dividedArea(councils: readonly CouncilHistory[], area: AreaKey, today: CalendarDate): Omit<ChosenArea, 'from' | 'to' | 'moves'> {
  const latest = latestJudgements(councils, area, today);
  const within = (keep: (judgement: LatestJudgement) => boolean) => distributionOf(latest.filter(keep).map(({ judgement }) => judgement));
  const regions = Object.keys(REGIONS).filter(isRegion);
  return {
    area,
    byRegion: regions.map((region) => ({ region, distribution: within(({ council }) => council.region === region) })).filter(isPopulated),
    byFramework: FRAMEWORKS.map(({ key }) => ({
      framework: key,
      distribution: within(({ inspection }) => inspection.framework === key),
    })).filter(isPopulated),
    overTime: yearlyDistributions(councils, area, today),
  };
}

function isPopulated({ distribution }: { readonly distribution: Distribution }): boolean {
  return distribution.total > 0;
}
