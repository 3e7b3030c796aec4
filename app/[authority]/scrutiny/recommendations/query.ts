import type { RecommendationQuery } from '@/domain/scrutiny';
import { firstOf } from '../../../form-answers';

/** What an address asks of the recommendations. */
export function queryIn(parameters: Readonly<Record<string, string | string[] | undefined>>): RecommendationQuery {
  const of = (key: keyof RecommendationQuery) => firstOf(parameters[key]);
  return { committee: of('committee'), state: of('state'), addressee: of('addressee') };
}
