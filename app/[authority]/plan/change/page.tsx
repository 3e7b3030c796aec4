import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { OpenPlanForm } from '../open-form';

export const dynamic = 'force-dynamic';

export default async function ChangePlanPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { authority: slug } = await params;
  const planId = firstOf((await searchParams)['plan']);
  return <OpenPlanForm slug={slug} planId={planId} address={`/${slug}/plan/change?plan=${planId}`} />;
}
