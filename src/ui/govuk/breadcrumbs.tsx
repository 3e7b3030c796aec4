export interface Crumb {
  readonly text: string;
  readonly href: string;
}

/** The way back up: the pages above this one, never this page itself. */
export function Breadcrumbs({ items }: { items: readonly Crumb[] }) {
  return (
    <nav className="govuk-breadcrumbs" aria-label="Breadcrumb">
      <ol className="govuk-breadcrumbs__list">
        {items.map(({ text, href }) => (
          <li key={href} className="govuk-breadcrumbs__list-item">
            <a className="govuk-breadcrumbs__link" href={href}>
              {text}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
