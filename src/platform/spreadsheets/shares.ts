/** What people see of a share, with all its digits: `71%` for 0.71. Beneath stands the number of a whole, which would be taken for that many in a hundred. */
export function shareOf(whole: number): string {
  // A hundred times 0.29 is 28.999999999999996; spreadsheets know fifteen digits.
  return `${Number((whole * 100).toPrecision(15))}%`;
}
