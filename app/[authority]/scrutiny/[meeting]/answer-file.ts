import { currentRequest, momentOfChange } from '@/operations/access';
import { briefingFile } from '@/operations/scrutiny';
import { permitted } from '../../../permitted';

export interface BriefingFileAddress {
  readonly params: Promise<{ authority: string; meeting: string }>;
}

/** The briefing that the page shows for the same query, as a file. */
export async function answerBriefingFile(
  request: Request,
  { params }: BriefingFileAddress,
  format: 'txt' | 'docx' | 'pdf',
): Promise<Response> {
  const { actor } = await currentRequest();
  const { authority, meeting } = await params;
  const { pathname, search, searchParams } = new URL(request.url);
  const asked = searchParams.get('number') ?? '';
  const making = briefingFile(actor, authority, meeting, { number: asked === '' ? null : Number(asked), format }, await momentOfChange());
  const made = await permitted(actor, `${pathname}${search}`, making);
  if ('words' in made) {
    const headers = { 'Content-Type': 'text/plain; charset=utf-8', ...NOT_KEPT };
    return new Response(`${made.words}\n`, { status: made.isLasting ? 404 : 503, headers });
  }
  const { fileName, type, body } = made;
  // To be read at once, like the page; Word cannot be.
  const disposition = format === 'docx' ? 'attachment' : 'inline';
  return new Response(body, {
    headers: { 'Content-Type': type, 'Content-Disposition': `${disposition}; filename="${fileName}"`, ...NOT_KEPT },
  });
}

const NOT_KEPT = { 'Cache-Control': 'private, no-store' };
