import { currentRequest } from '@/operations/access';
import { planFile } from '@/operations/improvement';
import { permitted } from '../../permitted';
import { planAddress, queryIn } from './address';

export interface PlanFileAddress {
  readonly params: Promise<{ authority: string }>;
}

/** A plan as a file in one of its formats. */
export async function answerPlanFile(request: Request, { params }: PlanFileAddress, format: 'csv' | 'xlsx'): Promise<Response> {
  const { actor, today } = await currentRequest();
  const { authority } = await params;
  const query = queryIn(Object.fromEntries(new URL(request.url).searchParams));
  const making = planFile(actor, authority, query, format, today);
  const { fileName, type, body } = await permitted(actor, planAddress(authority, query, `.${format}`), making);
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename="${fileName}"`, 'Cache-Control': 'no-store' },
  });
}
