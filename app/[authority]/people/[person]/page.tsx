import { counted, momentInWords } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { viewMember, type MemberView } from '@/operations/people';
import { Facts } from '@/ui/govuk/facts';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note } from '@/ui/govuk/text';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { memberAddress, type MemberAddress } from '../member-address';
import { rolesInWords } from '../role-words';

export const dynamic = 'force-dynamic';

/** What may this person do here, and what is there to be done about the account? */
export default async function MemberPage({
  params,
  searchParams,
}: MemberAddress & { readonly searchParams: Promise<{ done?: string | string[] }> }) {
  const { actor } = await currentRequest();
  const { authority: slug, person } = await params;
  const { at } = await currentVisit();
  const view = await permitted(actor, memberAddress(slug, person), viewMember(actor, slug, person, at));
  const { authority, member, sessions } = view;
  const done = DONE[firstOf((await searchParams).done)];
  return (
    <PageFrame
      name={member.name}
      authority={authority}
      current="people"
      breadcrumbs={[{ text: 'People', href: `/${slug}/people` }]}
      caption={[member.name, member.jobTitle, member.email].filter((part) => part !== null).join(', ')}
      title={done ?? stateInWords(view)}
    >
      <Facts
        facts={[
          {
            term: 'Roles here',
            value: rolesInWords(member.roles) || 'None',
            ...(member.suspended ? { note: 'Suspended: they do not count' } : {}),
          },
          { term: 'Second factor', value: factorInWords(member) },
          { term: 'Last signed in', value: member.lastSignIn === null ? 'Not known' : momentInWords(member.lastSignIn) },
          ...(sessions === null
            ? []
            : [{ term: 'Signed in', value: sessions === 0 ? 'Nowhere now' : `In ${counted(sessions, 'browser')} now` }]),
        ]}
      />
      <Section id="changes" heading={view.isOneself ? 'This is your own account' : 'What you can do'}>
        <NextLinks links={linksOf(view, slug)} />
        {view.isTheirs ? null : (
          <Note>
            The account opens more than this council. To open it again after a lost second factor, or to erase it, is for whoever runs the
            installation.
          </Note>
        )}
      </Section>
    </PageFrame>
  );
}

const DONE: Readonly<Record<string, string>> = {
  roles: 'The roles are changed',
  suspended: 'The roles are suspended',
  restored: 'The roles count again',
  sessions: 'Every session is ended',
};

function stateInWords({ authority, member: { name, roles, suspended } }: MemberView): string {
  if (roles.length === 0) return `${name} has no role in ${authority.name} any more`;
  return suspended ? `${name} is suspended in ${authority.name}` : `${name} is ${rolesInWords(roles).toLowerCase()}`;
}

function factorInWords({ hasPassword, hasSecondFactor }: MemberView['member']): string {
  if (!hasPassword) return 'Up to the council account';
  return hasSecondFactor ? 'Set up' : 'Not set up';
}

function linksOf({ member, membershipId, isTheirs, sessions }: MemberView, slug: string) {
  const to = (page: string) => memberAddress(slug, member.id, page);
  return [
    { text: 'Change the roles', href: to('roles') },
    { text: member.suspended ? 'Let the roles count again' : 'Suspend the roles', href: to('suspension') },
    ...(sessions === null ? [] : [{ text: 'End every session', href: to('sessions') }]),
    ...(isTheirs && member.hasPassword
      ? [{ text: 'Open the account again after a lost password or second factor', href: to('recovery') }]
      : []),
    ...(isTheirs ? [{ text: 'Erase name and address', href: to('erasure') }] : []),
    { text: 'Who changed the roles, when and why', href: `/${slug}/history?kind=membership&record=${membershipId}` },
  ];
}
