import type { ReactNode } from 'react';

/** "More", without script. */
export function Details({ summary, open, children }: { readonly summary: string; readonly open?: boolean; readonly children: ReactNode }) {
  return (
    <details className="govuk-details" open={open}>
      <summary className="govuk-details__summary">
        <span className="govuk-details__summary-text">{summary}</span>
      </summary>
      <div className="govuk-details__text">{children}</div>
    </details>
  );
}
