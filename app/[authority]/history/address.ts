import type { HistoryQuery } from '@/operations/history';

const PARAMETERS = ['kind', 'record', 'person', 'from', 'to', 'page'] as const satisfies readonly (keyof HistoryQuery)[];

/** What Next hands to a page of the history. */
export interface HistoryAddress {
  readonly params: Promise<{ authority: string }>;
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}

/** What an address asks of the history; of a parameter that stands there twice the first counts. */
export function queryIn(parameters: Readonly<Record<string, string | readonly string[] | undefined>>): HistoryQuery {
  return Object.fromEntries(
    PARAMETERS.flatMap((name) => {
      const value = parameters[name];
      const first = typeof value === 'string' ? value : value?.[0];
      return first ? [[name, first]] : [];
    }),
  );
}

/** `/barnsley/history?kind=settings` */
export function historyAddress(slug: string, query: HistoryQuery, format: '' | '.csv' = ''): string {
  const asked = PARAMETERS.flatMap((name) => {
    const value = query[name];
    return value ? [[name, value]] : [];
  });
  const parameters = new URLSearchParams(asked).toString();
  return `/${slug}/history${format}${parameters === '' ? '' : `?${parameters}`}`;
}
