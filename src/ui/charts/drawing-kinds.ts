/**
 * A chart is drawn three times, and the styles show the drawing that fits the window (`$medium-chart` and `$wide-chart`): letters that are
 * right on a desk would be too small to read on a tablet if one drawing were scaled. Widths in pixels at one to one; the wide and the medium
 * one fit their narrowest window with its margins and a scroll bar beside it.
 */
export const DRAWING_WIDTHS = { wide: 1100, medium: 690, narrow: 348 } as const;

export const DRAWING_KINDS = ['wide', 'medium', 'narrow'] as const satisfies readonly DrawingKind[];

export type DrawingKind = keyof typeof DRAWING_WIDTHS;
