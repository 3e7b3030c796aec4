import { currentRequest } from '@/operations/access';
import { viewStop, type Stop } from '@/operations/people';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import type { SearchInput } from '../../answers';
import { firstOf } from '../../form-answers';
import { submitStop } from './actions';

export const dynamic = 'force-dynamic';

const WHAT: Readonly<Record<Stop, string>> = {
  reminders: 'reminders of your actions',
  digest: 'the week’s letter about the plan',
  briefings: 'briefings for scrutiny meetings',
};

/** Where the link at the end of a letter leads, without signing in. Mail programs look at every link, so looking stops nothing. */
export default async function StopPage({ searchParams }: SearchInput) {
  const { actor } = await currentRequest();
  const token = firstOf((await searchParams)['token']);
  const view = await viewStop(actor, token);
  if (view === null) {
    return (
      <PageFrame name="Stop letters" caption="Letters" title="This link cannot be used">
        <Paragraph>
          Perhaps your mail program broke it off. Open the whole link from the letter, or sign in and choose your letters there.
        </Paragraph>
        <NextLinks links={OWN} />
      </PageFrame>
    );
  }
  return (
    <PageFrame
      name="Stop letters"
      caption="Letters"
      title={view.isDone ? `You get no more ${WHAT[view.stop]}` : `Stop ${WHAT[view.stop]}?`}
    >
      <Paragraph>
        {view.isDone
          ? 'Nothing else changes: what you own stays yours, and the plan’s pages show what is due. You can have the letters again on your own page.'
          : 'You own what you owned before, and the plan’s pages still show what is due; only the letters stop.'}
      </Paragraph>
      {view.isDone ? null : (
        <form action={submitStop}>
          <input type="hidden" name="token" value={token} />
          <Button>Stop them</Button>
        </form>
      )}
      <NextLinks links={OWN} />
    </PageFrame>
  );
}

const OWN = [{ text: 'Choose which letters you get', href: '/me/details' }];
