import { targetFieldInWords } from '@/domain/indicators';
import { currentRequest } from '@/operations/access';
import { openTarget } from '@/operations/indicators';
import { linkOf } from '@/ui/govuk/site';
import { permitted } from '../../../../../../permitted';
import { RemoveForm } from '../../../remove-form';

export const dynamic = 'force-dynamic';

export default async function RemoveTargetPage({
  params,
}: {
  readonly params: Promise<{ authority: string; key: string; target: string }>;
}) {
  const { actor } = await currentRequest();
  const { authority: slug, key, target } = await params;
  const opening = openTarget(actor, slug, key, target);
  const { authority, indicator, form, version } = await permitted(actor, `/${slug}/indicators/${key}/targets/${target}/remove`, opening);
  return (
    <RemoveForm
      kind="targets"
      authority={linkOf(authority)}
      indicator={{ key, name: indicator.name }}
      record={target}
      version={version}
      says={[`${targetFieldInWords('value', form.value, indicator)} by ${targetFieldInWords('by', form.by, indicator)}`]}
    />
  );
}
