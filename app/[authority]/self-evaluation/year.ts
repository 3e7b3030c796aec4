/** The year in an address; where there is none, no year has that number. */
export function yearIn(text: string): number {
  return /^\d{4}$/.test(text) ? Number(text) : Number.NaN;
}
