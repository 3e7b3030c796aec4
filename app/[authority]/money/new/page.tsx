import { InvestmentForm } from '../investment-form';
import { loadInvestment } from '../load';

export const dynamic = 'force-dynamic';

export default async function NewMoneyPage({ params }: { readonly params: Promise<{ authority: string }> }) {
  return <InvestmentForm {...await loadInvestment((await params).authority, null)} />;
}
