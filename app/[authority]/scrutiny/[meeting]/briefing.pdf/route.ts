import { answerBriefingFile, type BriefingFileAddress } from '../answer-file';

/** The briefing on sheets of A4, tagged for screen readers. */
export async function GET(request: Request, address: BriefingFileAddress): Promise<Response> {
  return answerBriefingFile(request, address, 'pdf');
}
