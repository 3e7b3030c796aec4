import type { ReactNode } from 'react';
import { Breadcrumbs, type Crumb } from './breadcrumbs';
import { ErrorSummary, type FormProblem } from './error-summary';
import { Footer } from './footer';
import { Header } from './header';
import { ServiceNavigation } from './service-navigation';
import { colourAddress, MAIN_CONTENT_ID, SERVICE_NAME, titleOf, type AuthorityLink, type NavigationKey } from './site';
import { SkipLink } from './skip-link';
import { Caption, Lead, Title } from './text';

/**
 * What every page stands in: header, navigation, one main landmark, footer. The title is the page's finding in a plain sentence;
 * the caption says what the page is. Sections follow as children.
 */
export function PageFrame({
  name,
  authority,
  current,
  breadcrumbs,
  problems,
  caption,
  title,
  lead,
  printLandscape,
  children,
}: PageFrameProps) {
  return (
    <div className={printLandscape ? 'app-print-landscape' : undefined}>
      <title>
        {[...(problems?.length ? [`Error: ${name}`] : [name]), ...(authority ? [titleOf(authority)] : []), SERVICE_NAME].join(' - ')}
      </title>
      {authority?.colour ? <link rel="stylesheet" href={colourAddress(authority.colour)} precedence="council" /> : null}
      <SkipLink />
      <header>
        <Header authority={authority ?? null} />
        <ServiceNavigation authority={authority ?? null} current={current ?? null} />
      </header>
      <div className="govuk-width-container">
        {breadcrumbs === undefined ? null : <Breadcrumbs items={breadcrumbs} />}
        <main className="govuk-main-wrapper app-main" id={MAIN_CONTENT_ID}>
          {problems === undefined || problems.length === 0 ? null : <ErrorSummary problems={problems} />}
          {caption === undefined ? null : <Caption>{caption}</Caption>}
          {title === null ? null : <Title>{title}</Title>}
          {lead === undefined ? null : <Lead>{lead}</Lead>}
          {children}
        </main>
      </div>
      <Footer />
    </div>
  );
}

export interface PageFrameProps {
  /** What the page is, in a few words, for the browser's tab and the reader's list of tabs. React moves the title into the head. */
  readonly name: string;
  /** The council the page is about; without one the header leads to the list of councils. */
  readonly authority?: AuthorityLink;
  /** The item of the navigation that this page is, or belongs to. */
  readonly current?: NavigationKey;
  readonly breadcrumbs?: readonly Crumb[];
  /** What was wrong with the reader's filter or search; shown first, as on every UK public service. */
  readonly problems?: readonly FormProblem[];
  readonly caption?: ReactNode;
  /** Null where what follows holds the page's one first heading itself, as a sheet of paper does. */
  readonly title: ReactNode;
  /** At most one paragraph. */
  readonly lead?: ReactNode;
  /** For pages whose chart or matrix needs the width of an A4 sheet turned round. */
  readonly printLandscape?: boolean;
  readonly children: ReactNode;
}
