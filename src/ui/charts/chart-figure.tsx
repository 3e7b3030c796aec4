import type { ReactNode } from 'react';
import { SourceLine, type SourceLineProps } from '../govuk/source-line';

/**
 * A chart as every page shows one: a title that states the finding in about ten words, the unit, the drawings, the key, then how old the
 * figures are and whose. The table of the same values follows as `table`, or elsewhere on the page.
 */
export function ChartFigure({ id, title, titleHidden, subtitle, keyAbove, keyBelow, source, table, children }: ChartFigureProps) {
  return (
    <figure className="app-chart" aria-labelledby={`${id}-caption`}>
      <figcaption id={`${id}-caption`}>
        <p className={titleHidden ? 'govuk-visually-hidden' : 'app-chart__title'}>{title}</p>
        {subtitle === undefined ? null : <p className="app-chart__subtitle">{subtitle}</p>}
      </figcaption>
      {keyAbove}
      {children}
      {keyBelow}
      {source === undefined ? null : <SourceLine {...source} />}
      {table}
    </figure>
  );
}

export interface ChartFigureProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  /** Where the section's heading above already says it. */
  readonly titleHidden?: boolean;
  readonly subtitle?: string;
  readonly keyAbove?: ReactNode;
  readonly keyBelow?: ReactNode;
  readonly source?: SourceLineProps;
  readonly table?: ReactNode;
  readonly children: ReactNode;
}
