/** Where one person of a council is looked after. */
export function memberAddress(council: string, person: string, page = ''): string {
  return `/${council}/people/${person}${page === '' ? '' : `/${page}`}`;
}

export interface MemberAddress {
  readonly params: Promise<{ authority: string; person: string }>;
}
