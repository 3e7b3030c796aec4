import type { ReactNode } from 'react';

/** A 2 px rule, the grey question, the heading that answers it, then one table or chart, its source and one link onward. */
export function Section({ id, question, heading, headingHidden, children }: SectionProps) {
  const headingId = `${id}-heading`;
  return (
    <section className={headingHidden ? undefined : 'app-section'} aria-labelledby={headingId} id={id}>
      {question === undefined ? null : <p className="app-section__question">{question}</p>}
      <h2 className={headingHidden ? 'govuk-visually-hidden' : 'app-h2'} id={headingId}>
        {heading}
      </h2>
      {children}
    </section>
  );
}

export interface SectionProps {
  /** Unique on the page; also what a link to the section ends with. */
  readonly id: string;
  readonly question?: ReactNode;
  readonly heading: ReactNode;
  /** For the first section, whose answer is the page's title: no rule, and a heading for screen readers only. */
  readonly headingHidden?: boolean;
  readonly children: ReactNode;
}
