import { ROLE_KEYS, type GroupRole } from '@/domain/access';

/** How a council is written in addresses. */
const COUNCIL = /^[a-z]+(-[a-z]+)*$/;

/**
 * Reads which groups of an OpenID provider hold which role in which council, each as `GROUP=council/role`. What is wrong with a pair goes on after its name, as in
 * `"leeds/boss" in it names no role`.
 */
export function readGroupRoles(pairs: readonly string[]): {
  readonly groupRoles: readonly GroupRole[];
  readonly problems: readonly string[];
} {
  const read = pairs.map((pair, index) => (pairs.indexOf(pair) < index ? `"${pair}" stands in it twice` : readPair(pair)));
  return {
    groupRoles: read.filter((one) => typeof one !== 'string'),
    problems: read.filter((one) => typeof one === 'string'),
  };
}

/** The group's id may hold a `=` itself. */
function readPair(pair: string): GroupRole | string {
  const [, group = '', council = '', key = ''] = /^(.*\S)\s*=\s*([^=/]*)\/([^=/]*)$/.exec(pair) ?? [];
  if (group === '') return `"${pair}" in it is no pair such as GROUP=barnsley/manager`;
  if (!COUNCIL.test(council)) return `"${council}" in it is no council as it is written in addresses, such as barnsley or north-yorkshire`;
  const role = ROLE_KEYS.find((one) => one === key);
  return role === undefined ? `"${key}" in it is no role: there are ${ROLE_KEYS.join(', ')}` : { group, council, role };
}
