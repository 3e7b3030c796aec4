import type { ReactNode } from 'react';
import { STATIONS, type StationKey, type Thread } from '@/domain/improvement';

/** The golden thread from finding to next judgement. It is whole up to where it stops and dotted from there on; the heading says where and why. */
export function GoldenThread({ thread: { stations, stopsAt }, contents }: GoldenThreadProps) {
  const stop = stations.findIndex(({ key }) => key === stopsAt);
  return (
    <ol className="app-thread">
      {stations.map(({ key, proved }, index) => (
        <li key={key} className={stationClasses(proved, index >= stop)}>
          <p className="app-thread__name">
            {STATIONS[key]}
            {proved ? null : <span className="govuk-visually-hidden"> (not shown yet)</span>}
          </p>
          {contents[key]}
        </li>
      ))}
    </ol>
  );
}

function stationClasses(proved: boolean, isDotted: boolean): string {
  const classes = ['app-thread__station'];
  if (!proved) classes.push('app-thread__station--open');
  if (isDotted) classes.push('app-thread__station--dotted');
  return classes.join(' ');
}

export interface GoldenThreadProps {
  readonly thread: Thread;
  /** What stands at each station. */
  readonly contents: Readonly<Record<StationKey, ReactNode>>;
}
