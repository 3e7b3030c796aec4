import { InvestmentForm } from '../investment-form';
import { loadInvestment } from '../load';

export const dynamic = 'force-dynamic';

export default async function InvestmentPage({ params }: { readonly params: Promise<{ authority: string; investment: string }> }) {
  const { authority, investment } = await params;
  return <InvestmentForm {...await loadInvestment(authority, investment)} />;
}
