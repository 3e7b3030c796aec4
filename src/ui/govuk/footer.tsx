const LINKS = [
  { text: 'Help', href: '/help' },
  { text: 'Accessibility statement', href: '/accessibility' },
  { text: 'Where the figures come from', href: '/sources' },
  { text: 'Privacy', href: '/privacy' },
] as const;

export function Footer() {
  return (
    <footer className="app-footer">
      <div className="govuk-width-container">
        <h2 className="govuk-visually-hidden">Support links</h2>
        <ul className="app-footer__links">
          {LINKS.map(({ text, href }) => (
            <li key={href}>
              <a className="govuk-link" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
        <p className="app-footer__licence">
          Ofsted and Department for Education figures: Crown copyright, reused under the Open Government Licence v3.0.
        </p>
      </div>
    </footer>
  );
}
