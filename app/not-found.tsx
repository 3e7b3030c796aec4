import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Paragraph } from '@/ui/govuk/text';

export default function NotFound() {
  return (
    <PageFrame name="Page not found" title="This page is not here">
      <Paragraph>The address may be mistyped, or the page may have moved. If you copied it, check that all of it came along.</Paragraph>
      <Paragraph>Every council’s ratings can be found by the council’s name.</Paragraph>
      <NextLinks links={[{ text: 'Find a council', href: '/' }]} />
    </PageFrame>
  );
}
