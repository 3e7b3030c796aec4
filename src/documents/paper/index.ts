export { paperHtml, type PaperHtmlOptions } from './html';
export { paperText } from './text';
export { paperWord } from './word';
