import type { Actor } from '@/domain/access';
import type { AuthorityName } from '@/domain/authorities';
import { chooseCompared, compareAt, ENGLAND, latestFigure, type ComparedIndicators } from '@/domain/indicators';
import type { CalendarDate } from '@/domain/shared';
import * as indicators from '@/database/indicators';
import { authorise } from '../access';
import { settingsOf } from '../settings';
import { placesOfCouncils, seriesIn } from '../surroundings';

/** Newest readings among which the latest figure is looked for. */
const MOST_OF_A_SERIES = 24;

/** Indicators of a council beside others, each at the period of its latest figure. `asked` are keys out of an address. */
export async function compareIndicators(
  actor: Actor,
  councils: readonly [AuthorityName, ...AuthorityName[]],
  asked: readonly string[],
  today: CalendarDate,
): Promise<ComparedIndicators> {
  authorise(actor, 'read-published');
  const [{ slug: own }, ...others] = councils;
  const [choices, { overviewIndicators }] = await Promise.all([indicators.listAllPublished(), settingsOf(own)]);
  const { chosen, problems } = chooseCompared(asked, choices, overviewIndicators);
  const placesOf = await placesOfCouncils(councils.map(({ slug }) => slug));
  const here = seriesIn(await indicators.listReadings(chosen, [...placesOf(own), ENGLAND], MOST_OF_A_SERIES));
  const periods = chosen.flatMap((key) => {
    const latest = latestFigure(here(key, placesOf(own))) ?? latestFigure(here(key, [ENGLAND]));
    return latest ? [[key, latest.period] as const] : [];
  });
  const beside = seriesIn(
    await indicators.listReadingsAt(
      new Map(periods),
      others.flatMap(({ slug }) => placesOf(slug)),
    ),
  );
  return {
    councils,
    compared: chosen
      .flatMap((key) => choices.filter((indicator) => indicator.key === key))
      .flatMap((indicator) => {
        const { key } = indicator;
        const series = [here(key, placesOf(own)), ...others.map(({ slug }) => beside(key, placesOf(slug)))];
        return compareAt(indicator, { councils: series, england: here(key, [ENGLAND]) }, today) ?? [];
      }),
    choices,
    chosen,
    problems,
  };
}
