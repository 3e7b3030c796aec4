import { isRegion, REGIONS } from '../authorities';

export const ENGLAND = 'england';

/** Parts of London that the Department for Education gives figures for, besides the nine regions. */
export const PARTS_OF_LONDON = { 'inner-london': 'Inner London', 'outer-london': 'Outer London' } as const;

/** What a figure can be of. Some councils report together (`kingston-upon-thames+richmond-upon-thames`): a figure of both, of neither alone. */
export const GEOGRAPHY_KINDS = ['national', 'region', 'council', 'joint'] as const;
export type GeographyKind = (typeof GEOGRAPHY_KINDS)[number];

/** `england`, a region's key, a council's slug, or several slugs joined: what a reading is of. */
export type GeographyKey = string;

const BETWEEN_COUNCILS = '+';

export function geographyOf(councils: readonly string[]): GeographyKey {
  return councils.join(BETWEEN_COUNCILS);
}

export function geographyKind(key: GeographyKey): GeographyKind {
  if (key === ENGLAND) return 'national';
  if (isRegion(key) || isPartOfLondon(key)) return 'region';
  return key.includes(BETWEEN_COUNCILS) ? 'joint' : 'council';
}

/** The slugs of the councils that a figure is of; none for regions and England. */
export function councilsOf(key: GeographyKey): readonly string[] {
  const kind = geographyKind(key);
  return kind === 'council' || kind === 'joint' ? key.split(BETWEEN_COUNCILS) : [];
}

/** The key of a region by its name as statistics print it; null for none. */
export function regionByName(name: string): GeographyKey | null {
  const plain = name.trim().toLowerCase();
  const all = Object.entries({ ...REGIONS, ...PARTS_OF_LONDON });
  return all.find(([, words]) => words.toLowerCase() === plain)?.[0] ?? null;
}

function isPartOfLondon(key: string): boolean {
  return Object.hasOwn(PARTS_OF_LONDON, key);
}
