import type { PageInput } from '../../../../../answers';
import { OpenObjectiveForm } from '../../../open-form';

export const dynamic = 'force-dynamic';

export default async function ChangeObjectivePage({ params }: PageInput<{ authority: string; id: string }>) {
  const { authority: slug, id } = await params;
  return <OpenObjectiveForm slug={slug} which={{ objectiveId: id }} address={`/${slug}/plan/objectives/${id}/change`} />;
}
