export { paperHtml, type PaperHtmlOptions } from './html';
export { paperText } from './text';
export { paperWord } from './word';

/** The forms that a paper takes as a file, by the end of its address, with their media types. */
export const PAPER_TYPES = {
  txt: 'text/plain; charset=utf-8',
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  pdf: 'application/pdf',
} as const;

export type PaperFormat = keyof typeof PAPER_TYPES;
