import { isReadable } from '@/domain/settings';

/** The style sheet of one colour, `/council-colour/4c2c69.css`: the same for ever. */
export async function GET(_request: Request, { params }: { readonly params: Promise<{ file: string }> }): Promise<Response> {
  const colour = /^([0-9a-f]{6})\.css$/.exec((await params).file)?.[1];
  if (colour === undefined || !isReadable(`#${colour}`)) return new Response(null, { status: 404 });
  // Twice `:root`, so that it counts for more than the service's own colour wherever the two stand.
  return new Response(`:root:root{--council-colour:#${colour}}\n`, {
    headers: { 'Content-Type': 'text/css; charset=utf-8', 'Cache-Control': 'public, max-age=31536000, immutable' },
  });
}
