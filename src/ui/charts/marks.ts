import type { Mark } from '../ratings/shapes';

/** Colours of a mark in drawings; the same values as in the styles, written out because a drawing also leaves the page (print, Word). */
export interface MarkColours {
  readonly fill: string;
  readonly edge: string;
  readonly text: string;
  readonly shape: string;
  /** Of the stripes on white where a grade outlives its framework. */
  readonly stripe: string;
}

const ABSENT: MarkColours = { fill: '#fff', edge: '#6f7374', text: '#484949', shape: '#484949', stripe: '#fff' };

export const MARK_COLOURS: Readonly<Record<Mark, MarkColours>> = {
  outstanding: { fill: '#12436d', edge: '#12436d', text: '#fff', shape: '#fff', stripe: '#8ba3b9' },
  good: { fill: '#d5ece9', edge: '#0e6b63', text: '#0b0c0c', shape: '#0e6b63', stripe: '#8ccbc3' },
  'requires-improvement': { fill: '#f46a25', edge: '#b8440b', text: '#0b0c0c', shape: '#0b0c0c', stripe: '#f8a980' },
  adequate: { fill: '#f6f5f3', edge: '#484949', text: '#0b0c0c', shape: '#484949', stripe: '#cfcbc4' },
  inadequate: { fill: '#801650', edge: '#801650', text: '#fff', shape: '#fff', stripe: '#c08aa8' },
  'not-judged': ABSENT,
  'not-given': ABSENT,
  'not-published': ABSENT,
  'not-recorded': ABSENT,
};

export const INK = '#0b0c0c';
export const INK_SOFT = '#484949';
export const GRID = '#e3e5e6';
export const AXIS = '#505a5f';
export const SERIES = '#12436d';
/** Days after a due date: always also said in words. */
export const LATE = '#801650';

export function isAbsent(mark: Mark): boolean {
  return MARK_COLOURS[mark] === ABSENT;
}
