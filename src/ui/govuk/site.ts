/** The name of the service as it stands in the navigation and at the end of every page's title. */
export const SERVICE_NAME = 'Track children’s services inspections';

/** Where `SkipLink` leads and what `PageFrame` gives its main landmark. */
export const MAIN_CONTENT_ID = 'main-content';

/**
 * A council as pages pass it to what is shared: its slug in addresses, its name as the reference data has it, and where its administrator has settled them the
 * name it wants to be called by and its colour.
 */
export interface AuthorityLink {
  readonly slug: string;
  readonly name: string;
  readonly displayName?: string | null;
  /** `#4c2c69` */
  readonly colour?: string | null;
}

/** What of a council a form in the browser needs: nothing else of it is sent there. */
export function linkOf({ slug, name, displayName, colour }: AuthorityLink): AuthorityLink {
  return { slug, name, displayName: displayName ?? null, colour: colour ?? null };
}

/** The service navigation's items. Those of a council exist only once a council is chosen. */
export type NavigationKey =
  'find' | 'overview' | 'ratings' | 'inspections' | 'plan' | 'indicators' | 'scrutiny' | 'compare' | 'national' | 'people' | 'settings';

export interface NavigationItem {
  readonly key: NavigationKey;
  readonly text: string;
  readonly href: string;
}

export function navigationItems(authority: AuthorityLink | null): readonly NavigationItem[] {
  const national: NavigationItem = { key: 'national', text: 'National', href: '/national' };
  if (authority === null) return [{ key: 'find', text: 'Find a council', href: '/' }, national];
  const home = `/${authority.slug}`;
  return [
    { key: 'overview', text: 'Overview', href: home },
    { key: 'ratings', text: 'Ratings', href: `${home}/ratings` },
    { key: 'inspections', text: 'Inspections', href: `${home}/inspections` },
    { key: 'plan', text: 'Plan', href: `${home}/plan` },
    { key: 'indicators', text: 'Indicators', href: `${home}/indicators` },
    { key: 'scrutiny', text: 'Scrutiny', href: `${home}/scrutiny` },
    { key: 'compare', text: 'Compare', href: `${home}/compare` },
    national,
  ];
}

/** What only a council's administrators are led to. That it is shown to nobody else is a courtesy: the operations refuse. */
export function administratorItems({ slug }: AuthorityLink): readonly NavigationItem[] {
  return [
    { key: 'people', text: 'People', href: `/${slug}/people` },
    { key: 'settings', text: 'Settings', href: `/${slug}/settings` },
  ];
}

/** What the council's own pages call it. */
export function titleOf({ name, displayName }: AuthorityLink): string {
  return displayName ?? councilName(name);
}

/** The style sheet of a colour: a file of its own, so that the content security policy need not allow styles within pages. */
export function colourAddress(colour: string): string {
  return `/council-colour/${colour.slice(1)}.css`;
}

/**
 * The council's name for the header: `Barnsley Council`. The reference data turns some names round (`Bristol, City of`), and two
 * authorities are no "Council" in their own usage.
 */
export function councilName(name: string): string {
  if (name === 'City of London') return 'City of London Corporation';
  if (name === 'Isles of Scilly') return 'Council of the Isles of Scilly';
  const city = name.match(/^(.*), City of$/)?.[1];
  return city === undefined ? `${name} Council` : `${city} City Council`;
}
