import type { ReactNode } from 'react';
import { ACTION_CHANGES, notNow, type ActionChange } from '@/domain/improvement';
import { currentRequest } from '@/operations/access';
import { viewActionChange, type ActionChangeView } from '@/operations/improvement';
import { permitted } from '../../../../permitted';
import { actionAddress, type AboutAction, type ActionAddress, type ActionFormState } from './about-action';
import { NotNow } from './not-now';

/**
 * A form about an action as it opens, for whoever may; or why it cannot be done to the action as it is. `instead` is what the same address is for where the action is
 * in another state.
 */
export async function openChange(
  { params }: ActionAddress,
  change: ActionChange,
  form: FormOf,
  instead?: { readonly change: ActionChange; readonly form: FormOf },
): Promise<ReactNode> {
  const { actor, today } = await currentRequest();
  const { authority: slug, id } = await params;
  const address = actionAddress(slug, id, ACTION_CHANGES[change].page ?? '');
  const view = await permitted(actor, address, viewActionChange(actor, slug, id, change, today));
  const { action } = view.standing;
  const given = { ...aboutOf(view), opened: openedAt(action.version) };
  if (view.notNow === null) return form(view, given);
  if (instead !== undefined && notNow(instead.change, action) === null) return instead.form(view, given);
  return <NotNow {...aboutOf(view)} notNow={view.notNow.message} />;
}

export function aboutOf({ authority, standing }: ActionChangeView): AboutAction {
  const { slug, name, displayName, colour } = authority;
  const { id, title } = standing.action;
  return { authority: { slug, name, displayName, colour }, action: { id, title, reference: standing.reference } };
}

export function openedAt(version: number, values: ActionFormState['values'] = {}): ActionFormState {
  return { problems: [], values, version };
}

type FormOf = (view: ActionChangeView, given: AboutAction & { readonly opened: ActionFormState }) => ReactNode;
