import type { Absence, Grade } from '@/domain/frameworks';

/** A grade, or the reason there is none: everything a rating can show. */
export type Mark = Grade | Absence;

/**
 * One outline for each mark, in a square of 20 by 20, the same in pages, charts and documents. The shape alone tells the grades apart on a
 * grey photocopy.
 */
export const SHAPES: Readonly<Record<Mark, string>> = {
  // Star.
  outstanding: 'M10 1.2l2.6 5.6 6.1.7-4.5 4.2 1.2 6.1L10 14.7l-5.4 3.1 1.2-6.1L1.3 7.5l6.1-.7z',
  // Disc.
  good: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16z',
  // Triangle.
  'requires-improvement': 'M10 1.6 19 18H1z',
  // Open circle: two rings wound in opposite directions, so that the inside stays open under any fill rule.
  adequate: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 2.6a5.4 5.4 0 0 1 0 10.8 5.4 5.4 0 0 1 0-10.8z',
  // Square.
  inadequate: 'M2 2h16v16H2z',
  // Dash.
  'not-judged': 'M3 8.6h14v2.8H3z',
  // Ring with a stroke through it.
  'not-given':
    'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zm0 2a6 6 0 0 1 3.5 1.1l-8.4 8.4A6 6 0 0 1 10 4zm0 12a6 6 0 0 1-3.5-1.1l8.4-8.4A6 6 0 0 1 10 16z',
  'not-published': 'M3 8.6h14v2.8H3z',
  'not-recorded': 'M3 8.6h14v2.8H3z',
};
