/** Before the name of a filter's column in a form. */
export const FILTER = 'filter-';

/** Cells of a map's line that the form has, once for each line. */
export const LINE_FIELDS = [
  'key',
  'name',
  'unit',
  'decimals',
  'polarity',
  'year_ends',
  'column',
  'filters',
  'area',
  'reference',
  'base',
  'base_filters',
] as const;

/** Those that are the same in every line. */
export const PUBLICATION_FIELDS = ['publication', 'publisher', 'url'] as const;
