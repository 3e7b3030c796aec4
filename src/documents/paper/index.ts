import type { Paper } from '@/domain/paper';

export { paperHtml, type PaperHtmlOptions } from './html';
export { paperText } from './text';

/** As `word.tsx` says. Loaded when first asked for: what writes Word documents and pictures is large, and pages have no need of it. */
export async function paperWord(paper: Paper, options: { readonly base: string }): Promise<Uint8Array<ArrayBuffer>> {
  const word = await import('./word');
  return word.paperWord(paper, options);
}

/** The forms that a paper takes as a file, by the end of its address, with their media types. */
export const PAPER_TYPES = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export type PaperFormat = keyof typeof PAPER_TYPES;
