import { counted, momentInWords } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { viewPeople, type Member, type PeopleView } from '@/operations/people';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { titleOf } from '@/ui/govuk/site';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { firstOf } from '../../form-answers';
import { permitted } from '../../permitted';
import { submitWithdrawal } from './actions';
import { memberAddress } from './member-address';
import { rolesInWords } from './role-words';

export const dynamic = 'force-dynamic';

/** Who has which role in this council, and who is invited? */
export default async function PeoplePage({ params, searchParams }: PeopleAddress) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const page = Math.max(1, Math.trunc(Number(firstOf((await searchParams).page))) || 1);
  const { at } = await currentVisit();
  const view = await permitted(actor, `/${slug}/people`, viewPeople(actor, slug, { page, at }));
  const { authority, members, invitations, total, pages } = view;
  return (
    <PageFrame
      name="People"
      authority={authority}
      current="people"
      caption="People of the council"
      title={`${counted(total, 'person has', 'people have')} a role in ${titleOf(authority)}, or had one`}
      lead="A change counts from the person’s next step on. Each is kept in the history with its reason."
    >
      <NextLinks
        links={[
          { text: 'Invite somebody', href: `/${slug}/people/invite` },
          { text: 'Who changed whose roles, when and why', href: `/${slug}/history?kind=membership` },
        ]}
      />
      <Section id="people" heading="People" headingHidden>
        <Table
          caption="People and their roles"
          columns={[
            { key: 'name', heading: 'Name', width: 30 },
            { key: 'roles', heading: 'Roles' },
            { key: 'factor', heading: 'Second factor' },
            { key: 'last', heading: 'Last signed in' },
          ]}
          rows={members.map((member) => ({ key: member.id, cells: cellsOf(member, slug) }))}
        />
        {pages > 1 ? <Pages view={view} /> : null}
      </Section>
      <Section id="invitations" question="Who is still to come?" heading={invitationHeading(invitations.length)}>
        {invitations.length === 0 ? (
          <Paragraph>Whoever is invited stands here until the invitation is accepted or has run out.</Paragraph>
        ) : (
          <Table
            caption="Invitations"
            columns={[
              { key: 'email', heading: 'Invited' },
              { key: 'roles', heading: 'As' },
              { key: 'until', heading: 'Until' },
              { key: 'withdraw', heading: 'Take it back' },
            ]}
            rows={invitations.map(({ id, email, roles, expiresAt }) => ({
              key: id,
              cells: [
                <span key="email" className="app-breakable">
                  {email}
                </span>,
                rolesInWords(roles),
                momentInWords(expiresAt),
                <form key="withdraw" action={submitWithdrawal}>
                  <input type="hidden" name="council" value={slug} />
                  <input type="hidden" name="invitation" value={id} />
                  <Button quiet>
                    Take back<span className="govuk-visually-hidden"> the invitation of {email}</span>
                  </Button>
                </form>,
              ],
            }))}
          />
        )}
      </Section>
    </PageFrame>
  );
}

function cellsOf({ id, name, jobTitle, email, roles, suspended, hasPassword, hasSecondFactor, lastSignIn }: Member, slug: string) {
  return [
    <>
      <a className="govuk-link" href={memberAddress(slug, id)}>
        {name}
      </a>
      <SubLine>
        {jobTitle === null ? null : `${jobTitle}, `}
        <span className="app-breakable">{email}</span>
      </SubLine>
    </>,
    <>
      {rolesInWords(roles) || 'None any more'}
      {suspended ? <SubLine>Suspended: the roles do not count</SubLine> : null}
    </>,
    hasSecondFactor ? 'Set up' : hasPassword ? 'Not set up' : 'Council account',
    lastSignIn === null ? 'Not known' : momentInWords(lastSignIn),
  ];
}

function Pages({ view: { authority, page, pages } }: { readonly view: PeopleView }) {
  const address = (wanted: number) => `/${authority.slug}/people?page=${wanted}`;
  return (
    <>
      <Paragraph>
        Page {page} of {pages}
      </Paragraph>
      <NextLinks
        links={[
          ...(page > 1 ? [{ text: 'The page before', href: address(page - 1) }] : []),
          ...(page < pages ? [{ text: 'The next page', href: address(page + 1) }] : []),
        ]}
      />
    </>
  );
}

function invitationHeading(count: number): string {
  return count === 0 ? 'No invitation is open' : `${counted(count, 'invitation is', 'invitations are')} not accepted yet`;
}

interface PeopleAddress {
  readonly params: Promise<{ authority: string }>;
  readonly searchParams: Promise<{ page?: string | string[] }>;
}
