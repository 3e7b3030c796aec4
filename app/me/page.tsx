import { listInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { LETTERS, viewOwnPage, type OwnPage } from '@/operations/people';
import { PageFrame } from '@/ui/govuk/page-frame';
import { councilName } from '@/ui/govuk/site';
import { Table } from '@/ui/govuk/table';
import { NextLinks } from '@/ui/govuk/text';
import { firstOf } from '../form-answers';
import { permitted } from '../permitted';

export const dynamic = 'force-dynamic';

/** What is kept about me, what may I do, and how do I change it? */
export default async function OwnPageOfPerson({ searchParams }: { readonly searchParams: Promise<{ saved?: string | string[] }> }) {
  const { actor } = await currentRequest();
  const own = await permitted(actor, '/me', viewOwnPage(actor));
  const saved = (await searchParams).saved !== undefined && firstOf((await searchParams).saved) !== '';
  return (
    <PageFrame name="Your account" caption="Your account" title={saved ? 'Your details are saved' : `You are signed in as ${own.name}`}>
      <Table
        caption="Your account"
        columns={[
          { key: 'what', heading: 'What', width: 30 },
          { key: 'value', heading: 'As it is' },
        ]}
        rows={factsOf(own).map(([what, value]) => ({ key: what, cells: [what, value] }))}
      />
      <NextLinks
        links={[
          { text: 'Change name, job title and letters', href: '/me/details' },
          { text: 'Where you are signed in', href: '/me/sessions' },
          { text: 'See in your own calendar what is due', href: '/me/calendar' },
          { text: 'Your second factor', href: '/second-factor/set-up' },
          ...(own.hasPassword && own.hasSecondFactor ? [{ text: 'Get new recovery codes', href: '/second-factor/recovery-codes' }] : []),
          ...(own.operator ? [{ text: 'Load published figures', href: '/imports' }] : []),
          { text: 'Everything held about you, as a file (JSON)', href: '/me/data.json' },
          { text: 'Sign out', href: '/sign-out' },
        ]}
      />
    </PageFrame>
  );
}

function factsOf({
  name,
  jobTitle,
  email,
  letters,
  operator,
  hasPassword,
  hasSecondFactor,
  memberships,
}: OwnPage): readonly [string, string][] {
  return [
    ['Name', name],
    ['Job title', jobTitle ?? 'Not given'],
    ['Email address', email],
    ...memberships.map(({ council, roles, suspended }): [string, string] => [
      `Roles in ${councilName(council.name)}`,
      `${listInWords(roles)}${suspended ? ', suspended' : ''}`,
    ]),
    ...(operator ? [['Installation', 'You look after it'] as [string, string]] : []),
    ['Signing in', signingIn(hasPassword, hasSecondFactor)],
    ['Letters', listInWords(letters.map((letter) => LETTERS[letter])) || 'Only those you cannot do without'],
  ];
}

function signingIn(hasPassword: boolean, hasSecondFactor: boolean): string {
  if (!hasPassword) return 'With your council account';
  return hasSecondFactor ? 'With a password and a second factor' : 'With a password';
}
