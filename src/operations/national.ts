import type { Actor } from '@/domain/access';
import { isRegion, REGIONS, type Authority, type AuthorityName, type Neighbour, type Region } from '@/domain/authorities';
import {
  comparableSpans,
  distributionOf,
  distributionOverTime,
  latestJudgements,
  latestOfEach,
  moversBetween,
  observedPublication,
  observedWaits,
} from '@/domain/inspections';
import type { CouncilHistory, Distribution, LatestJudgement, Mover, ObservedWaits } from '@/domain/inspections';
import { FRAMEWORKS, MAIN_AREAS, type AreaKey, type FrameworkKey, type Grade } from '@/domain/frameworks';
import { calendarDate, NotFound, type CalendarDate, type Spread } from '@/domain/shared';
import * as authorities from '@/database/authorities';
import * as inspections from '@/database/inspections';
import { authorise } from './access';

/** Everything that national figures are computed from, at one version of the data. */
export interface NationalPicture {
  readonly councils: readonly CouncilHistory[];
  readonly waits: ObservedWaits;
  readonly publication: Spread | null;
}

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
}

export interface NationalView {
  readonly areas: readonly AreaView[];
  readonly movers: readonly Mover[];
  readonly from: CalendarDate;
  readonly to: CalendarDate;
  readonly councils: number;
  /** Publication of the newest report counted. */
  readonly newestReport: CalendarDate | null;
}

export interface AreaView {
  readonly area: AreaKey;
  readonly distribution: Distribution;
  readonly byRegion: readonly { readonly region: Region; readonly distribution: Distribution }[];
  readonly byFramework: readonly { readonly framework: FrameworkKey; readonly distribution: Distribution }[];
  /** One series for each stretch in which grades compare: no line may cross from one to the next. */
  readonly overTime: readonly { readonly frameworks: readonly FrameworkKey[]; readonly points: ReturnType<typeof distributionOverTime> }[];
}

/** Councils one may put side by side with one's own. */
export const MOST_COMPARED = 15;

// Kept per process for as long as the database says that nothing changed, so processes cannot differ (see nationalVersion).
let kept: { readonly version: bigint; readonly picture: Promise<NationalPicture> } | null = null;

/** The national picture at the data's present version. */
export async function nationalPicture(): Promise<NationalPicture> {
  const version = await inspections.nationalVersion();
  if (kept?.version !== version) {
    const picture = readPicture();
    kept = { version, picture };
    // A failed read must not be kept.
    picture.catch(() => {
      if (kept?.picture === picture) kept = null;
    });
  }
  return kept.picture;
}

/** The council beside its ten statistical neighbours or beside councils of the reader's choice. Throws `NotFound` for an unknown or abolished council. */
export async function viewComparison(actor: Actor, slug: string, chosenSlugs: readonly string[], today: CalendarDate): Promise<Comparison> {
  authorise(actor, 'read-published');
  const [authority, picture, model] = await Promise.all([
    authorities.findAuthority(slug),
    nationalPicture(),
    authorities.latestNeighbourModel(),
  ]);
  if (!authority) throw new NotFound(`No council ${slug}`);
  const neighbours = model ? await authorities.listNeighbours(slug, model) : [];
  const bySlug = new Map(picture.councils.map((council) => [council.slug, council]));
  const wanted = [...new Set(chosenSlugs)].filter((other) => other !== slug);
  const chosen = wanted.length > 0;
  const others = chosen
    ? wanted.map((other) => ({ slug: other, neighbour: null }))
    : neighbours.map((neighbour) => ({ slug: neighbour.slug, neighbour }));
  const itself = bySlug.get(slug);
  return {
    authority,
    rows: [
      ...(itself ? [{ council: itself, neighbour: null }] : []),
      ...others.slice(0, MOST_COMPARED).flatMap(({ slug: other, neighbour }) => {
        const council = bySlug.get(other);
        return council ? [{ council, neighbour }] : [];
      }),
    ],
    chosen,
    unknown: wanted.filter((other) => !bySlug.has(other)),
    model,
    national: MAIN_AREAS.map((area) => {
      const latest = latestJudgements(picture.councils, area, today);
      return { area, latest, distribution: distributionOf(latest.map(({ judgement }) => judgement)) };
    }),
    everyCouncil: picture.councils.map(({ slug: other, name }) => ({ slug: other, name })),
  };
}

/** Where the councils of England stand, by region and framework and over time, and who moved between two days. */
export async function viewNational(
  actor: Actor,
  period: { readonly from: CalendarDate; readonly to: CalendarDate },
  today: CalendarDate,
): Promise<NationalView> {
  authorise(actor, 'read-published');
  const { councils } = await nationalPicture();
  const newest = latestOfEach(councils.map(({ inspections: events }) => events)).flatMap(({ publishedOn }) => publishedOn ?? []);
  return {
    areas: MAIN_AREAS.map((area) => areaView(councils, area, today)),
    movers: moversBetween(councils, MAIN_AREAS, period.from, period.to),
    from: period.from,
    to: period.to,
    councils: councils.length,
    newestReport: newest.toSorted((left, right) => (left.toString() < right.toString() ? 1 : -1))[0] ?? null,
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

async function readPicture(): Promise<NationalPicture> {
  const councils = await inspections.listCouncilHistories();
  const histories = councils.map(({ inspections: events }) => events);
  return { councils, waits: observedWaits(histories), publication: observedPublication(histories) };
}

function areaView(councils: readonly CouncilHistory[], area: AreaKey, today: CalendarDate): AreaView {
  const latest = latestJudgements(councils, area, today);
  const within = (keep: (judgement: LatestJudgement) => boolean) => distributionOf(latest.filter(keep).map(({ judgement }) => judgement));
  const frameworks = [...new Set(latest.flatMap(({ inspection }) => inspection.framework ?? []))];
  return {
    area,
    distribution: within(() => true),
    byRegion: Object.keys(REGIONS)
      .filter(isRegion)
      .flatMap((region) => {
        const distribution = within(({ council }) => council.region === region);
        return distribution.total > 0 ? [{ region, distribution }] : [];
      }),
    byFramework: FRAMEWORKS.flatMap(({ key }) =>
      frameworks.includes(key) ? [{ framework: key, distribution: within(({ inspection }) => inspection.framework === key) }] : [],
    ),
    overTime: comparableSpans(
      area,
      FRAMEWORKS.map(({ key }) => key),
    ).flatMap((span) => {
      const [meaning] = span;
      const days = meaning ? yearEnds(span, today) : [];
      const points = meaning ? distributionOverTime(councils, area, meaning, days) : [];
      return points.some(({ distribution }) => distribution.none < distribution.total) ? [{ frameworks: span, points }] : [];
    }),
  };
}

/** The last days of the years in which frameworks of a span were in use, the present year at today. */
function yearEnds(span: readonly FrameworkKey[], today: CalendarDate): readonly CalendarDate[] {
  const entries = FRAMEWORKS.filter(({ key }) => span.includes(key));
  const first = calendarDate(entries[0]?.from ?? '2009-01-01').year;
  const end = entries.at(-1)?.lastFirstDay ?? null;
  const last = end === null ? today.year : calendarDate(end).year;
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    first + index === today.year ? today : calendarDate(`${first + index}-12-31`),
  );
}
