import { loadRecommendation } from '../../../load';
import { RecommendationForm } from '../../../recommendation-form';

export const dynamic = 'force-dynamic';

export default async function NewRecommendationPage({ params }: { readonly params: Promise<{ authority: string; meeting: string }> }) {
  const { authority, meeting } = await params;
  return <RecommendationForm {...await loadRecommendation(authority, meeting, null, 'wording')} />;
}
