import type { Actor } from '@/domain/access';
import { briefingPaper } from '@/domain/scrutiny';
import type { Moment } from '@/domain/shared';
import { PAPER_TYPES, paperHtml, paperText, paperWord, type PaperFormat } from '@/documents/paper';
import { readEnvironment } from '@/platform/environment';
import { printingBrowser, printPdf, PrintingFault, printStyle } from '@/platform/pdf';
import { readBriefing } from './briefings';

/** A paper as a file. */
export interface PaperFile {
  readonly fileName: string;
  readonly type: string;
  readonly body: string | Uint8Array<ArrayBuffer>;
}

/** Why there is no file, and what can be had instead. `isLasting` where trying again would not help. */
export interface NoPaperFile {
  readonly words: string;
  readonly isLasting: boolean;
}

/**
 * A published briefing as a file, made from its frozen content alone: from then on it counts as read. Throws as `readBriefing`.
 */
export async function briefingFile(
  actor: Actor,
  slug: string,
  key: string,
  { number, format }: { readonly number: number | null; readonly format: PaperFormat },
  at: Moment,
): Promise<PaperFile | NoPaperFile> {
  const { authority, briefing } = await readBriefing(actor, slug, key, number, at);
  const paper = briefingPaper(briefing.content);
  const base = readEnvironment().PUBLIC_URL;
  const file = (body: PaperFile['body']) => ({
    fileName: `briefing-${key}-${briefing.number}.${format}`,
    type: PAPER_TYPES[format],
    body,
  });
  if (format === 'txt') return file(paperText(paper));
  if (format === 'docx') return file(await paperWord(paper, { base }));
  const browser = await printingBrowser();
  if (browser === undefined) return { words: `This service makes no PDF: no browser that prints is set here. ${INSTEAD}`, isLasting: true };
  try {
    return file(await printPdf(await paperHtml(paper, { style: await printStyle(), base, colour: authority.colour ?? null }), browser));
  } catch (error) {
    if (!(error instanceof PrintingFault)) throw error;
    return { words: `The PDF could not be made just now. Try again in a minute. ${INSTEAD}`, isLasting: false };
  }
}

const INSTEAD = 'The briefing’s page prints on two sheets, and it comes as a Word document and as plain text.';
