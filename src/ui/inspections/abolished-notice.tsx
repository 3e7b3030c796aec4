import type { Authority } from '@/domain/authorities';
import { dateInWords } from '@/domain/shared';
import { NextLinks, Paragraph } from '../govuk/text';

/** Said on every page of a council that no longer exists, with the way to those that took over. */
export function AbolishedNotice({ authority }: { readonly authority: Authority }) {
  if (!authority.abolishedOn) return null;
  return (
    <>
      <Paragraph>
        {authority.name} was abolished on {dateInWords(authority.abolishedOn)}. What is recorded of it stays here; its services are now with
        others.
      </Paragraph>
      <NextLinks links={authority.successors.map(({ slug, name }) => ({ text: name, href: `/${slug}` }))} />
    </>
  );
}
