import type { CalendarDate } from '@/domain/shared';
import { DRAWING_WIDTHS, type DrawingKind } from '../drawing-kinds';

/** What the wide drawing and the medium one, the same at a smaller width, have each their own measure of; pixels drawn one to one. */
export const FRAMES = {
  wide: { kind: 'wide', width: DRAWING_WIDTHS.wide, plotLeft: 150, plotRight: DRAWING_WIDTHS.wide - 4, nameSize: 17 },
  medium: { kind: 'medium', width: DRAWING_WIDTHS.medium, plotLeft: 116, plotRight: DRAWING_WIDTHS.medium - 4, nameSize: 15 },
} as const satisfies Readonly<Record<'wide' | 'medium', Frame>>;

export const PLOT_TOP = 82;
export const ROW_HEIGHT = 58;

/** A day's place across the drawing. */
export type Scale = (day: CalendarDate) => number;

export interface Frame {
  readonly kind: DrawingKind;
  readonly width: number;
  readonly plotLeft: number;
  readonly plotRight: number;
  /** Type size of the rows' names. */
  readonly nameSize: number;
}
