/** What somebody typed into a field of one line: without line breaks and other control characters, of which PostgreSQL stores no NUL. */
export function onOneLine(typed: string): string {
  return typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
}

/** What somebody typed into a field of several lines: its line breaks kept, at most one line empty in between; other control characters left out. */
export function onLines(typed: string): string {
  return typed
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\S\n]+/g, ' ')
    .replaceAll(/[^\P{Cc}\n]/gu, '')
    .replaceAll(/ *\n */g, '\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}
