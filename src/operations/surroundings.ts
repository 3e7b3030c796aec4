import type { Authority, Neighbour } from '@/domain/authorities';
import { ENGLAND, seriesOf, type GeographyKey, type Reading, type Surroundings } from '@/domain/indicators';
import { latestNeighbourModel, listNeighbours } from '@/database/authorities';
import { geographiesOf } from '@/database/indicators';

/** The neighbours under the newest model, closest first; no model where the council is in none. */
export async function neighboursOf(slug: string): Promise<{ readonly model: string | null; readonly neighbours: readonly Neighbour[] }> {
  const model = await latestNeighbourModel();
  const neighbours = model === null ? [] : await listNeighbours(slug, model);
  return { model: neighbours.length === 0 ? null : model, neighbours };
}

/** Which geographies are a council's: its own, and one that it shares with councils it reports with. */
export async function placesOfCouncils(slugs: readonly string[]): Promise<(slug: string) => readonly GeographyKey[]> {
  const places = await geographiesOf(slugs);
  return (slug) => places.get(slug) ?? [];
}

/** Takes series out of readings, by indicator and geographies. */
export function seriesIn(readings: readonly Reading[]): (key: string, places: readonly GeographyKey[]) => readonly Reading[] {
  const byIndicator = Map.groupBy(readings, ({ indicator }) => indicator);
  return (key, places) => seriesOf((byIndicator.get(key) ?? []).filter(({ geography }) => places.includes(geography)));
}

/** Likewise what they say of an indicator around a council; of its neighbours in their order. */
export function surroundingsIn(
  readings: readonly Reading[],
  { slug, region }: Pick<Authority, 'slug' | 'region'>,
  neighbours: readonly Neighbour[],
  placesOf: (slug: string) => readonly GeographyKey[],
): (key: string) => Surroundings {
  const series = seriesIn(readings);
  return (key) => ({
    council: series(key, placesOf(slug)),
    neighbours: neighbours.map((neighbour) => series(key, placesOf(neighbour.slug))),
    region: series(key, [region]),
    england: series(key, [ENGLAND]),
  });
}
