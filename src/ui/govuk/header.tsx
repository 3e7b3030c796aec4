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
        {authority === null ? null : (
          <ul className="app-header__links">
            <li>
              <a className="govuk-link govuk-link--inverse" href="/">
                Find another council
              </a>
            </li>
          </ul>
        )}
      </div>
    </div>
  );
}
