'use client';

import { use } from 'react';
import { AccountContext } from './account';
import { administratorItems, SERVICE_NAME, navigationItems, type AuthorityLink, type NavigationKey } from './site';

export function ServiceNavigation({ authority, current }: { authority: AuthorityLink | null; current: NavigationKey | null }) {
  const account = use(AccountContext);
  const isTheirs = authority !== null && account?.administers.includes(authority.slug) === true;
  const items = [...navigationItems(authority), ...(isTheirs ? administratorItems(authority) : [])];
  return (
    <section aria-label="Service information" className="govuk-service-navigation">
      <div className="govuk-width-container">
        <div className="govuk-service-navigation__container">
          <span className="govuk-service-navigation__service-name">
            <a href="/" className="govuk-service-navigation__link">
              {SERVICE_NAME}
            </a>
          </span>
          <nav aria-label="Main" className="govuk-service-navigation__wrapper">
            <ul className="govuk-service-navigation__list">
              {items.map(({ key, text, href }) =>
                key === current ? (
                  <li key={key} className="govuk-service-navigation__item govuk-service-navigation__item--active">
                    <a className="govuk-service-navigation__link" href={href} aria-current="page">
                      <strong className="govuk-service-navigation__active-fallback">{text}</strong>
                    </a>
                  </li>
                ) : (
                  <li key={key} className="govuk-service-navigation__item">
                    <a className="govuk-service-navigation__link" href={href}>
                      {text}
                    </a>
                  </li>
                ),
              )}
            </ul>
          </nav>
        </div>
      </div>
    </section>
  );
}
