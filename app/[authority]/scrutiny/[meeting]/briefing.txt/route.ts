import { answerBriefingFile, type BriefingFileAddress } from '../answer-file';

/** The briefing as plain text. */
export async function GET(request: Request, address: BriefingFileAddress): Promise<Response> {
  return answerBriefingFile(request, address, 'txt');
}
