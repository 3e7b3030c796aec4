import { redirect } from 'next/navigation';
import { safeDestination } from '@/domain/access';
import { currentRequest } from '@/operations/access';
import { viewOwnSecondFactor } from '@/operations/identity';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { SetUpForm } from './set-up-form';

export default async function SetUpPage({ searchParams }: { readonly searchParams: Promise<{ next?: string | string[] }> }) {
  const { actor } = await currentRequest();
  if (actor.kind !== 'person') redirect('/sign-in?next=/second-factor/set-up');
  const { hasPassword, isSetUp, isMissing } = await viewOwnSecondFactor(actor);
  if (hasPassword && !isSetUp) return <SetUpForm isMissing={isMissing} next={safeDestination((await searchParams).next)} />;
  return (
    <PageFrame
      name="Second factor"
      caption="Your account"
      title={isSetUp ? 'Your authenticator app is set up' : 'Your council account has its own second factor'}
    >
      <Paragraph>
        {isSetUp
          ? 'You are asked for its code each time you sign in. If you have lost the app, sign in with a recovery code, or ask an administrator to open your account again.'
          : 'You sign in with your council account. Whether it asks for a second factor is up to your council.'}
      </Paragraph>
      <NextLinks
        links={[
          ...(isSetUp
            ? [
                { text: 'Get new recovery codes', href: '/second-factor/recovery-codes' },
                { text: 'Remove the app, or change to another', href: '/second-factor/removal' },
              ]
            : []),
          { text: 'Where you are signed in', href: '/me/sessions' },
        ]}
      />
    </PageFrame>
  );
}
