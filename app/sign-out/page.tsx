import { currentRequest } from '@/operations/access';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { submitSignOut } from './actions';

/** Asks first: a link alone must not sign anybody out. */
export default async function SignOutPage() {
  const { actor } = await currentRequest();
  if (actor.kind !== 'person') {
    return (
      <PageFrame name="Signed out" title="You are signed out">
        <Paragraph>What is published is still open to you.</Paragraph>
        <NextLinks
          links={[
            { text: 'Sign in again', href: '/sign-in' },
            { text: 'Find a council', href: '/' },
          ]}
        />
      </PageFrame>
    );
  }
  return (
    <PageFrame name="Sign out" title="Sign out">
      <Paragraph>This ends your session in this browser. To end those in other browsers too, see where you are signed in.</Paragraph>
      <form action={submitSignOut}>
        <Button>Sign out</Button>
      </form>
      <NextLinks links={[{ text: 'Where you are signed in', href: '/me/sessions' }]} />
    </PageFrame>
  );
}
