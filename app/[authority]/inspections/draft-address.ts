/** Where a draft is looked at, one of its parts changed (`event`, `finding-new`), or it is published. */
export function draftAddress(council: string, draft: string, page = ''): string {
  return `/${council}/inspections/drafts/${draft}${page === '' ? '' : `/${page}`}`;
}

export interface DraftAddress {
  readonly params: Promise<{ authority: string; draft: string }>;
}
