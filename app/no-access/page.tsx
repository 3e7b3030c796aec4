import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';

/**
 * What somebody sees whose roles do not open a page. It is a page of its own so that it is built beforehand: what Next sends with 403 stays empty without script,
 * as with 404, and the server can put this in its place.
 */
export default function NoAccessPage() {
  return (
    <PageFrame name="No access" title="Your roles do not open this page">
      <Paragraph>You are signed in, and the page is there. It belongs to a role or a council that you do not have.</Paragraph>
      <Paragraph>An administrator of the council can give you the role.</Paragraph>
      <NextLinks links={[{ text: 'Find a council', href: '/' }]} />
    </PageFrame>
  );
}
