import { firstOf } from '../../form-answers';

/** The last financial year to count to, as an address says it by the year it begins in; null for none. */
export function upToIn(parameter: string | string[] | undefined): number | null {
  const text = firstOf(parameter);
  return /^\d{4}$/.test(text) ? Number(text) : null;
}
