import type { STATUSES } from '@/domain/improvement';

/** What stands beside the word of a status, and beside the two remarks. */
export type Glyph = (typeof STATUSES)[keyof typeof STATUSES]['glyph'] | 'clock' | 'chevrons';

/**
 * One outline for each, in a square of 16 by 16, filled by the even-odd rule: what is drawn within an outline is cut out of it. None looks like the shape of a
 * grade filled solid.
 */
export const GLYPHS: Readonly<Record<Glyph, string>> = {
  // Warning triangle.
  triangle: 'M8 .8 15.6 15H.4zM7.1 5.6h1.8v4.6H7.1zM7.1 11.4h1.8v1.8H7.1z',
  'half-disc': 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.8a5.2 5.2 0 0 1 0 10.4z',
  dots: 'M1 6.2h3.4v3.4H1zM6.3 6.2h3.4v3.4H6.3zM11.6 6.2H15v3.4h-3.4z',
  ring: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 2.2a4.8 4.8 0 1 1 0 9.6 4.8 4.8 0 0 1 0-9.6z',
  arrow: 'M1 6.9h8.2V2.8L15 8l-5.8 5.2V9.1H1z',
  tick: 'M5.9 13.6.9 8.6l2-2 3 3 7.2-7.2 2 2z',
  bar: 'M1 6.6h14v2.8H1z',
  clock: 'M8 1a7 7 0 1 0 0 14A7 7 0 0 0 8 1zm0 1.8a5.2 5.2 0 1 1 0 10.4A5.2 5.2 0 0 1 8 2.8zM7.1 4.4h1.7v3.4l2.3 1.4-.9 1.4-3.1-1.9z',
  chevrons: 'M1.6 2.2 7.4 8l-5.8 5.8-1.6-1.6L4.2 8 0 3.8zM9.6 2.2 15.4 8l-5.8 5.8-1.6-1.6L12.2 8 8 3.8z',
};
