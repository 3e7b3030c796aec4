import type { PageInput } from '../../../../answers';
import { firstOf } from '../../../../form-answers';
import { OpenActionForm } from '../../open-form';

export const dynamic = 'force-dynamic';

/** `finding` in the address is chosen beforehand. */
export default async function NewActionPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { authority: slug } = await params;
  const query = await searchParams;
  const objectiveId = firstOf(query['objective']);
  return (
    <OpenActionForm
      slug={slug}
      which={{ objectiveId }}
      finding={firstOf(query['finding'])}
      address={`/${slug}/plan/actions/new?objective=${objectiveId}`}
    />
  );
}
