import { PageFrame } from '@/ui/govuk/page-frame';
import type { AuthorityLink } from '@/ui/govuk/site';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';

/** A link has gone out by mail, or is shown for the one time it can be. */
export function SentLink({ authority, name, sentTo, link, next }: SentLinkProps) {
  return (
    <PageFrame
      name={name}
      authority={authority}
      current="people"
      caption={name}
      title={link === null ? `A letter with the link is on its way to ${sentTo}` : 'Pass this link on yourself'}
    >
      {link === null ? null : (
        <>
          <Paragraph>
            No letter could be sent. Whoever opens this link first uses it up, so hand it over in person or by a safe way.
          </Paragraph>
          <p className="app-codes">{link}</p>
          <Note>It is not shown again. Should it get lost, make another.</Note>
        </>
      )}
      <NextLinks links={[next, { text: 'All people of the council', href: `/${authority.slug}/people` }]} />
    </PageFrame>
  );
}

interface SentLinkProps {
  readonly authority: AuthorityLink;
  readonly name: string;
  readonly sentTo: string | null;
  readonly link: string | null;
  readonly next: { readonly text: string; readonly href: string };
}
