import type { FormPageProps } from '../../../form-page';
import type { AuthorityLink } from '@/ui/govuk/site';

/** Which indicator of which council a form is about, as a page gives it to the form. */
export interface AboutIndicator {
  readonly authority: AuthorityLink;
  readonly indicator: { readonly key: string; readonly name: string };
}

/** What all forms about an indicator have around them. */
export function frameOf({
  authority,
  indicator,
}: AboutIndicator): Pick<FormPageProps, 'authority' | 'current' | 'breadcrumbs' | 'caption'> {
  return {
    authority,
    current: 'indicators',
    breadcrumbs: [
      { text: 'Indicators', href: `/${authority.slug}/indicators` },
      { text: indicator.name, href: `/${authority.slug}/indicators/${indicator.key}` },
    ],
    caption: `Indicator of ${authority.name}: ${indicator.name}`,
  };
}

/** Fields that say which record of which indicator a form is about; empty for a new one. */
export function WhichRecord({ authority, indicator, record }: AboutIndicator & { readonly record: string | null }) {
  return (
    <>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="indicator" value={indicator.key} />
      <input type="hidden" name="record" value={record ?? ''} />
    </>
  );
}
