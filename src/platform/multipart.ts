/** Of a part's own headings. Bytes. */
const MOST_HEADINGS = 8_000;

/** A stretch of one part of a form, in order: the first of a part may be empty. */
export interface FormPiece {
  /** The field's name. */
  readonly name: string;
  /** As the browser has it, without folders; null for a field that is no file. */
  readonly fileName: string | null;
  readonly bytes: Uint8Array;
}

/**
 * The parts of a form with files (`multipart/form-data`, RFC 7578), stretch by stretch as they come in, in memory that does not grow with them: what the platform
 * offers for reading forms holds every file whole.
 *
 * @throws BrokenForm for what is no such form, or ends before its end
 */
export async function* formPieces(body: AsyncIterable<Uint8Array>, contentType: string): AsyncGenerator<FormPiece> {
  const boundary = /^multipart\/form-data\s*;.*?boundary=(?:"([^"]{1,70})"|([^\s;]{1,70}))/i.exec(contentType);
  if (boundary === null) throw new BrokenForm('This is no form with files');
  const delimiter = Buffer.from(`\r\n--${boundary[1] ?? boundary[2] ?? ''}`);
  // The first delimiter stands at the very beginning, without a line before it.
  let rest = Buffer.from('\r\n');
  let part: Omit<FormPiece, 'bytes'> | null = null;
  let place: 'before' | 'headings' | 'within' = 'before';
  for await (const chunk of body) {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      if (place === 'headings') {
        if (rest.subarray(0, 2).toString('latin1') === '--') return;
        const end = rest.indexOf('\r\n\r\n');
        if (end > MOST_HEADINGS || (end < 0 && rest.length > MOST_HEADINGS)) throw new BrokenForm('The headings of a part have no end');
        if (end < 0) break;
        part = partOf(rest.subarray(0, end).toString('utf8'));
        rest = rest.subarray(end + 4);
        place = 'within';
        yield { ...part, bytes: new Uint8Array() };
      }
      const at = rest.indexOf(delimiter);
      // What may be the beginning of a delimiter waits for the next chunk.
      const sure = at >= 0 ? at : Math.max(0, rest.length - delimiter.length);
      if (place === 'within' && part !== null && sure > 0) yield { ...part, bytes: rest.subarray(0, sure) };
      rest = rest.subarray(at >= 0 ? at + delimiter.length : sure);
      if (at < 0) break;
      place = 'headings';
    }
  }
  throw new BrokenForm('The form ends before its end');
}

/** What was sent is no form, or only a part of one. */
export class BrokenForm extends Error {
  override readonly name = 'BrokenForm';
}

/** Browsers write `"` in names as `%22`, and nothing else is quoted. */
function partOf(headings: string): Omit<FormPiece, 'bytes'> {
  const disposition = /^content-disposition:\s*form-data;(.*)$/im.exec(headings)?.[1] ?? '';
  const quoted = (key: string) => new RegExp(`(?:^|;)\\s*${key}="([^"]*)"`, 'i').exec(disposition)?.[1] ?? null;
  return { name: quoted('name') ?? '', fileName: quoted('filename')?.split(/[\\/]/).at(-1) ?? null };
}
