import type { PageInput } from '../../../../answers';
import { firstOf } from '../../../../form-answers';
import { OpenObjectiveForm } from '../../open-form';

export const dynamic = 'force-dynamic';

export default async function NewObjectivePage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { authority: slug } = await params;
  const planId = firstOf((await searchParams)['plan']);
  return <OpenObjectiveForm slug={slug} which={{ planId }} address={`/${slug}/plan/objectives/new?plan=${planId}`} />;
}
