import type { ReactNode } from 'react';
import { STATUSES, tallyOf, type StandingWithStatus, type Status } from '@/domain/improvement';
import { StatusGlyph } from './status-tag';

/** Large numbers that lead to what they count. */
export function Tally({ label, items }: { readonly label: string; readonly items: readonly TallyItem[] }) {
  return (
    <ul className="app-tally" aria-label={label}>
      {items.map(({ key, count, words, href, current }) => (
        <li key={key}>
          <a className="app-tally__link" href={href} aria-current={current ? 'true' : undefined}>
            <span className="app-tally__number">{count.toLocaleString('en-GB')}</span> <span className="app-tally__words">{words}</span>
          </a>
        </li>
      ))}
    </ul>
  );
}

/** How many actions have each status; each number filters the plan. */
export function StatusTally({ standings, current, address }: StatusTallyProps) {
  return (
    <Tally
      label="Actions by status"
      items={tallyOf(standings).map(({ status, count }) => ({
        key: status,
        count,
        words: (
          <>
            <StatusGlyph glyph={STATUSES[status].glyph} />
            {STATUSES[status].word}
          </>
        ),
        href: address(status),
        current: status === current,
      }))}
    />
  );
}

export interface TallyItem {
  readonly key: string;
  readonly count: number;
  readonly words: ReactNode;
  readonly href: string;
  /** The page shows these alone. */
  readonly current?: boolean;
}

export interface StatusTallyProps {
  readonly standings: readonly StandingWithStatus[];
  readonly current: Status | null;
  readonly address: (status: Status) => string;
}
