'use client';

import { use } from 'react';
import { AccountContext, type AccountLink } from './account';
import { titleOf, type AuthorityLink } from './site';

/** The council's name on its colour. Never a crown or a government logotype: this is a council's own service. */
export function Header({ authority }: { authority: AuthorityLink | null }) {
  return (
    <div className="govuk-generic-header">
      <div className="govuk-generic-header__container govuk-width-container">
        <div className="govuk-generic-header__logo">
          <a href={authority === null ? '/' : `/${authority.slug}`} className="govuk-generic-header__homepage-link">
            {authority === null ? 'Councils in England' : titleOf(authority)}
          </a>
        </div>
        <ul className="app-header__links">
          {linksFor(use(AccountContext), authority).map(({ text, href }) => (
            <li key={href}>
              <a className="govuk-link govuk-link--inverse" href={href}>
                {text}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  );
}

function linksFor(account: AccountLink | null | undefined, authority: AuthorityLink | null): readonly { text: string; href: string }[] {
  const councils = authority === null ? [] : [{ text: 'Find another council', href: '/' }];
  // A page that is the same for everybody cannot know: the account's page leads on to signing in.
  if (account === undefined) return [...councils, { text: 'Your account', href: '/me' }];
  if (account === null) return [...councils, { text: 'Sign in', href: '/sign-in' }];
  // Whoever owns actions comes to report on them, often on a phone.
  const own =
    authority !== null && account.reportsIn.includes(authority.slug) ? [{ text: 'My actions', href: `/${authority.slug}/plan/mine` }] : [];
  return [...own, ...councils, { text: account.who, href: '/me' }, { text: 'Sign out', href: '/sign-out' }];
}
