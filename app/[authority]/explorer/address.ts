import type { Exploration } from '@/domain/indicators';
import type { AskedSeries } from '@/operations/indicators';
import { valuesOf } from '../../answers';

/** What an address of the explorer asks for; of repeated parameters as many as could ever matter. */
export function askedSeries(query: Readonly<Record<string, string | string[] | undefined>>): AskedSeries {
  const some = (name: string) => valuesOf(query[name]).slice(0, MOST_VALUES);
  return { indicators: some('indicator'), beside: some('beside'), councils: some('with') };
}

/** The same choices elsewhere: `explorer`, or `explorer.csv`. */
export function explorerAddress(slug: string, { indicators, beside, councils }: Exploration, page = 'explorer'): string {
  const query = new URLSearchParams([
    ...indicators.map((key) => ['indicator', key]),
    ...beside.map((each) => ['beside', each]),
    ...councils.map((council) => ['with', council]),
  ]);
  return `/${slug}/${page}?${query.toString()}`;
}

const MOST_VALUES = 200;
