/** What somebody typed into a field of one line: without line breaks and other control characters, and without what PostgreSQL stores not: NUL, half of a surrogate pair. */
export function onOneLine(typed: string): string {
  return typed
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}]+/gu, ' ')
    .trim();
}

/** What somebody typed into a field of several lines: its line breaks kept, at most one line empty in between; other control characters left out. */
export function onLines(typed: string): string {
  return typed
    .toWellFormed()
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
