import type { CalendarDate } from '@/domain/shared';

/** The fixed measures of the wide drawing, in pixels drawn one to one. */
export const WIDE = { width: 1100, plotLeft: 150, plotRight: 1096, plotTop: 82, rowHeight: 58 } as const;

/** A day's place across the drawing. */
export type Scale = (day: CalendarDate) => number;
