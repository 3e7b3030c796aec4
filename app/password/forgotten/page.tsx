import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { ForgottenForm } from './forgotten-form';

/** The answer says nothing of whether there is such an account. */
export default async function ForgottenPage({ searchParams }: { readonly searchParams: Promise<{ sent?: string | string[] }> }) {
  if ((await searchParams).sent === undefined) return <ForgottenForm />;
  return (
    <PageFrame name="Look into your mail" caption="Sign in" title="Look into your mail">
      <Paragraph>If there is an account with this address and a password, a link is on its way. It works once, for an hour.</Paragraph>
      <Paragraph>Nothing after ten minutes? Look among unwanted mail, or ask your administrator to open your account again.</Paragraph>
      <NextLinks links={[{ text: 'Sign in', href: '/sign-in' }]} />
    </PageFrame>
  );
}
