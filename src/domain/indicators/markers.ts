/** What the government's statistics print where there is no number. A marker is never a number: nothing is computed from one. */
export const MARKERS = {
  c: 'Not published (small numbers)',
  z: 'Not applicable',
  x: 'Not available',
  u: 'Not published (low reliability)',
  k: 'Low (rounds to zero)',
  // The older spelling of k; files mix them.
  low: 'Low (rounds to zero)',
  '-': 'No figure',
  ':': 'Not available',
} as const;

export type Marker = keyof typeof MARKERS;

export function isMarker(text: string): text is Marker {
  return Object.hasOwn(MARKERS, text);
}

/** The marker in a cell; older files put it in brackets (`[c]`). Null where the cell is none. */
export function readMarker(cell: string): Marker | null {
  const text = cell.replace(/^\[(.+)\]$/, '$1').toLowerCase();
  return isMarker(text) ? text : null;
}
