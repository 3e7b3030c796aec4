import type { ReactNode } from 'react';

export interface Fact {
  readonly term: string;
  readonly value: ReactNode;
  readonly note?: ReactNode;
}

/** Up to four facts in a row, each with its term above and an optional note below. */
export function Facts({ facts }: { readonly facts: readonly Fact[] }) {
  return (
    <dl className="app-facts">
      {facts.map(({ term, value, note }) => (
        <div key={term}>
          <dt>{term}</dt>
          <dd>
            {value}
            {note === undefined ? null : <span className="app-facts__note">{note}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
