/**
 * What a spreadsheet may run as a formula when it opens a CSV file (OWASP, CSV injection): the signs that begin one, also in full width, also behind white space, which
 * some programs drop; and a tab or line break before anything. Apostrophes before it are there because `withoutFormula` is to be undone.
 */
const FORMULA = /^'*(\s*[=+\-@＝＋－＠]|[\t\r\n])/;

/** Below nought a number is no formula: with an apostrophe before it spreadsheets would not add it up. */
const NUMBER = /^-\d+(\.\d+)?$/;

/** Text as a CSV file may hold it: what could run as a formula gets an apostrophe before it, and so does what would be taken for such a text. */
export function withoutFormula(text: string): string {
  return FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
}

/** The text that `withoutFormula` was given. */
export function withFormula(text: string): string {
  return text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
}
