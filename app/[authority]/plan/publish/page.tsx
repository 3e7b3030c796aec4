import { currentRequest } from '@/operations/access';
import { previewPublication } from '@/operations/improvement';
import { linkOf } from '@/ui/govuk/site';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { PublishForm } from './publish-form';

export const dynamic = 'force-dynamic';

/** What would everybody read from now on, and what of it is new? */
export default async function PublishPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const planId = firstOf((await searchParams)['plan']) || null;
  const preview = await permitted(actor, `/${slug}/plan/publish`, previewPublication(actor, slug, planId, today));
  const { authority, plan, number, confirms, changes, isPublic } = preview;
  return (
    <PublishForm
      authority={linkOf(authority)}
      planId={preview.planId}
      number={number}
      confirms={confirms}
      actions={plan.actions.length}
      changes={changes}
      isPublic={isPublic}
    />
  );
}
