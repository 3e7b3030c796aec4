import type { AuthorityLink } from '@/ui/govuk/site';
import type { FormState } from '../../../../form-page';

/** `/barnsley/plan/actions/ID/report` */
export function actionAddress(council: string, action: string, page = ''): string {
  return `/${council}/plan/actions/${action}${page === '' ? '' : `/${page}`}`;
}

/** What the pages about one action have in common. */
export function frameOf({ authority, action }: AboutAction) {
  const { slug } = authority;
  return {
    authority,
    current: 'plan',
    breadcrumbs: [
      { text: 'Plan', href: `/${slug}/plan` },
      { text: `Action ${action.reference}`, href: actionAddress(slug, action.id) },
    ],
    caption: `Action ${action.reference}: ${action.title}`,
  } as const;
}

/** The action a form is about, as pages give it to the form. */
export interface AboutAction {
  readonly authority: AuthorityLink;
  readonly action: { readonly id: string; readonly reference: string; readonly title: string };
}

/** What a form about an action says when it comes back. */
export interface ActionFormState extends FormState {
  /** Of what the form belongs to. */
  readonly version: number;
}

export interface ActionAddress {
  readonly params: Promise<{ authority: string; id: string }>;
}
