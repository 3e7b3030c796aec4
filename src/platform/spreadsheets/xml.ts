import { SaxesParser, type SaxesTagNS } from 'saxes';
import { LIMITS } from './limits';
import { UnreadableFile } from './unreadable-file';

/**
 * Reads one part of a spreadsheet file as a stream, with every limit of `LIMITS`. Document types are refused, and with them every entity that a file could declare.
 *
 * @throws UnreadableFile when the part is no XML, or built as no spreadsheet is
 */
export async function readXml(chunks: AsyncIterable<Buffer>, reader: XmlReader): Promise<void> {
  const parser = new SaxesParser({ xmlns: true, position: false });
  let attributes = 0;
  let depth = 0;
  parser.on('error', (error) => {
    throw new UnreadableFile(`The spreadsheet is broken (${error.message}). Save it again, or get it again from where it came.`);
  });
  parser.on('doctype', () => {
    throw new UnreadableFile('The spreadsheet declares a document type, as no honest one does: it is not read.');
  });
  parser.on('opentagstart', () => {
    attributes = 0;
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > LIMITS.xmlAttributes) throw new UnreadableFile('The spreadsheet is broken: one element has far too many attributes.');
  });
  parser.on('opentag', (tag) => {
    depth += 1;
    if (depth > LIMITS.xmlDepth) throw new UnreadableFile('The spreadsheet is broken: its elements are nested far too deep.');
    reader.opened(tag, depth);
  });
  parser.on('closetag', () => {
    reader.closed(depth);
    depth -= 1;
  });
  parser.on('text', (text) => reader.text(text));
  parser.on('cdata', (text) => reader.text(text));
  const decoder = new TextDecoder('utf-8', { fatal: true });
  for await (const chunk of chunks) parser.write(decode(decoder, chunk));
  parser.write(decode(decoder));
  parser.close();
}

/** The value of an attribute by its local name, of a namespace where that matters; null where there is none. */
export function attribute(tag: SaxesTagNS, local: string, namespace?: string): string | null {
  const found = Object.values(tag.attributes).find((each) => each.local === local && (namespace === undefined || each.uri === namespace));
  return found?.value ?? null;
}

function decode(decoder: TextDecoder, chunk?: Buffer): string {
  try {
    return chunk ? decoder.decode(chunk, { stream: true }) : decoder.decode();
  } catch {
    throw new UnreadableFile('The spreadsheet is broken: its text is not in UTF-8. Save it again, or get it again from where it came.');
  }
}

/** What is told of each element and text, in order. `depth` is 1 for the outermost element. */
export interface XmlReader {
  opened(tag: SaxesTagNS, depth: number): void;
  closed(depth: number): void;
  text(text: string): void;
}
