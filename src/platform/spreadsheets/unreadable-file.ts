/** A file that cannot be read as a table: broken, of another kind, or larger than anything honest. The message says what to do. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly sheet: string | null;
  readonly row: number | null;

  constructor(message: string, place: { readonly sheet?: string; readonly row?: number } = {}) {
    super(message);
    this.sheet = place.sheet ?? null;
    this.row = place.row ?? null;
  }
}
