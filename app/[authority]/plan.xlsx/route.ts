import { answerPlanFile, type PlanFileAddress } from '../plan/answer-file';

/** The actions that the plan's page shows for the same query, for whoever may read it. */
export async function GET(request: Request, address: PlanFileAddress): Promise<Response> {
  return answerPlanFile(request, address, 'xlsx');
}
