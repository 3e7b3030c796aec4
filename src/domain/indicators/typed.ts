import { counted, onOneLine } from '../shared';
import { readDecimal, type Decimal } from './decimals';
import type { Indicator } from './indicator';

/** Larger ones are slips of the keyboard, and would not fit a column. */
const LARGEST = 1_000_000_000_000;

/**
 * A figure as people type it (`12.5`, `12.5%`, `£1,250`), or what to do about it: `begin` is how that sentence begins, “Write the target”. Every decimal stays that the
 * indicator shows; more are refused, because nobody would see them.
 */
export function readTypedFigure(
  text: string,
  { unit, decimals }: Pick<Indicator, 'unit' | 'decimals'>,
  begin: string,
): { readonly value: Decimal } | { readonly problem: string } {
  // Of anything else a share of a hundred is another number.
  const value = readTypedNumber(unit === 'percent' ? text.replace(/ ?%\s*$/, '') : text);
  if (value === null || Math.abs(Number(value)) > LARGEST) return { problem: `${begin} as a number, for example 12.5` };
  if (unit === 'percent' && (Number(value) < 0 || Number(value) > 100)) return { problem: `${begin} as a percentage from 0 to 100` };
  if ((value.split('.')[1] ?? '').length > decimals) {
    return { problem: decimals === 0 ? `${begin} as a whole number` : `${begin} with at most ${counted(decimals, 'decimal')}` };
  }
  return { value };
}

/** A number with the signs that people put around and into it; null where it is none. */
export function readTypedNumber(text: string): Decimal | null {
  const plain = onOneLine(text)
    .replace(/^£ ?/, '')
    .replaceAll(/(?<=\d),(?=\d{3}(?:\D|$))/g, '');
  // Trailing noughts of a fraction say nothing.
  return (
    readDecimal(plain)
      ?.replace(/(\.\d*?)0+$/, '$1')
      .replace(/\.$/, '') ?? null
  );
}
