import { notFound } from 'next/navigation';
import { isRecommendationPart } from '@/domain/scrutiny';
import { loadRecommendation } from '../../../../load';
import { RecommendationForm } from '../../../../recommendation-form';

export const dynamic = 'force-dynamic';

export default async function RecommendationPage({
  params,
}: {
  readonly params: Promise<{ authority: string; meeting: string; number: string; part: string }>;
}) {
  const { authority, meeting, number, part } = await params;
  if (!isRecommendationPart(part)) notFound();
  return <RecommendationForm {...await loadRecommendation(authority, meeting, Number(number), part)} />;
}
