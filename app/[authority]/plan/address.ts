import type { PlanQuery } from '@/operations/improvement';

/** The parameters of a plan's address, by what the operation calls them. */
const PARAMETERS = {
  plan: 'plan',
  asAt: 'as-at',
  area: 'area',
  status: 'status',
  owner: 'owner',
  finding: 'finding',
  due: 'due',
  group: 'group',
  sort: 'sort',
  page: 'page',
} as const satisfies Record<keyof PlanQuery, string>;

const KEYS = Object.keys(PARAMETERS).filter(isKey);

/** What an address asks of a plan; of a parameter that stands there twice the first counts. */
export function queryIn(parameters: Readonly<Record<string, string | readonly string[] | undefined>>): PlanQuery {
  return Object.fromEntries(
    KEYS.flatMap((key) => {
      const value = parameters[PARAMETERS[key]];
      const first = typeof value === 'string' ? value : value?.[0];
      return first ? [[key, first]] : [];
    }),
  );
}

/** `/barnsley/plan?status=overdue` */
export function planAddress(slug: string, query: PlanQuery, page = ''): string {
  const asked = fieldsOf(query).map(({ name, value }) => [name, value]);
  const parameters = new URLSearchParams(asked).toString();
  return `/${slug}/plan${page}${parameters === '' ? '' : `?${parameters}`}`;
}

/** The query as fields of a form. */
export function fieldsOf(query: PlanQuery): readonly { readonly name: string; readonly value: string }[] {
  return KEYS.flatMap((key) => {
    const value = query[key];
    return value ? [{ name: PARAMETERS[key], value }] : [];
  });
}

function isKey(text: string): text is keyof PlanQuery {
  return Object.hasOwn(PARAMETERS, text);
}
