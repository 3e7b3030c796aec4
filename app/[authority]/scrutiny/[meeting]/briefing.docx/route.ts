import { answerBriefingFile, type BriefingFileAddress } from '../answer-file';

/** The briefing for the agenda pack, as a Word document. */
export async function GET(request: Request, address: BriefingFileAddress): Promise<Response> {
  return answerBriefingFile(request, address, 'docx');
}
