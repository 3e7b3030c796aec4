import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';

export default function ForbiddenPage() {
  return (
    <PageFrame name="No access" title="Your roles do not open this page">
      <Paragraph>You are signed in, and the page is there. It belongs to a role or a council that you do not have.</Paragraph>
      <Paragraph>An administrator of the council can give you the role.</Paragraph>
      <NextLinks links={[{ text: 'Find a council', href: '/' }]} />
    </PageFrame>
  );
}
