import type { ReactNode } from 'react';

/** Under every table and chart: how old the figures are, who published them, when newer ones come. */
export function SourceLine({ asAt, source, nextUpdate }: SourceLineProps) {
  return (
    <p className="app-source">
      {asAt === undefined ? null : (
        <>
          <span className="app-source__part">
            <b>As at</b> {asAt}
          </span>{' '}
        </>
      )}
      <span className="app-source__part">
        <b>Source</b> {source}
      </span>
      {nextUpdate === undefined ? null : (
        <>
          {' '}
          <span className="app-source__part">
            <b>Next update</b> {nextUpdate}
          </span>
        </>
      )}
    </p>
  );
}

export interface SourceLineProps {
  /** The date in words; add the age in months once a figure is over a year old: `30 September 2025, 14 months ago`. */
  readonly asAt?: ReactNode;
  readonly source: ReactNode;
  readonly nextUpdate?: ReactNode;
}
