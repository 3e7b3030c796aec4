import type { ReactNode } from 'react';

interface TextProps {
  readonly children: ReactNode;
}

/** What the page is, in grey above its title. */
export function Caption({ children }: TextProps) {
  return <p className="app-caption">{children}</p>;
}

export function Title({ children }: TextProps) {
  return <h1 className="app-title">{children}</h1>;
}

export function Lead({ children }: TextProps) {
  return <p className="app-lead">{children}</p>;
}

export function Paragraph({ children }: TextProps) {
  return <p className="app-p">{children}</p>;
}

/** A note under a table or chart. */
export function Note({ children }: TextProps) {
  return <p className="app-small">{children}</p>;
}

/** Of a part of a section, or where a page has no sections (`level` 2) of a part of the page. */
export function Subheading({ children, id, level = 3 }: TextProps & { readonly id?: string; readonly level?: 2 | 3 }) {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <Heading className="app-h3" id={id}>
      {children}
    </Heading>
  );
}

export function Bullets({ items }: { readonly items: readonly ReactNode[] }) {
  return (
    <ul className="govuk-list govuk-list--bullet app-bullets">
      {items.map((item, index) => (
        <li key={index}>{item}</li>
      ))}
    </ul>
  );
}

/** The one or two links that lead onward from a section or page. */
export function NextLinks({ links }: { readonly links: readonly { readonly text: string; readonly href: string }[] }) {
  return (
    <ul className="app-next">
      {links.map(({ text, href }) => (
        <li key={href}>
          <a className="govuk-link" href={href}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  );
}
