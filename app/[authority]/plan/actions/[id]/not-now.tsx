import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks } from '@/ui/govuk/text';
import { actionAddress, frameOf, type AboutAction } from './about-action';

/** In place of a form, where the action is in no state for it. */
export function NotNow({ notNow, ...about }: AboutAction & { readonly notNow: string }) {
  const { authority, action } = about;
  return (
    <PageFrame name={`Action ${action.reference}`} {...frameOf(about)} title={notNow}>
      <NextLinks links={[{ text: `Back to action ${action.reference}`, href: actionAddress(authority.slug, action.id) }]} />
    </PageFrame>
  );
}
