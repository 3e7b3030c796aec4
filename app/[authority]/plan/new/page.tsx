import type { PageInput } from '../../../answers';
import { OpenPlanForm } from '../open-form';

export const dynamic = 'force-dynamic';

export default async function NewPlanPage({ params }: PageInput<{ authority: string }>) {
  const { authority: slug } = await params;
  return <OpenPlanForm slug={slug} planId={null} address={`/${slug}/plan/new`} />;
}
