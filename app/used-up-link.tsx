import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';

export function UsedUpLink({ what, next }: { readonly what: string; readonly next: string }) {
  return (
    <PageFrame name="Link used up" title="This link cannot be used any more">
      <Paragraph>
        The link of an {what} works once, and for a limited time. {next}
      </Paragraph>
      <NextLinks links={[{ text: 'Sign in', href: '/sign-in' }]} />
    </PageFrame>
  );
}
