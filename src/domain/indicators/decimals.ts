/** A number as a source prints it, `20.200000000000003`: kept exactly, rounded only for people. */
export type Decimal = string;

const A_NUMBER = /^(?<minus>-?)(?<whole>\d*)(?:\.(?<decimals>\d+))?(?:e(?<power>[+-]?\d{1,2}))?$/i;

/** More figures than any statistic has; beyond them something else was read. */
const MOST_CHARACTERS = 40;

/** A cell's number in the one form that is stored: no leading noughts, no exponent; every decimal stays. Null where the cell is no number. */
export function readDecimal(cell: string): Decimal | null {
  if (cell.length > MOST_CHARACTERS) return null;
  const { minus = '', whole = '', decimals = '', power = '0' } = A_NUMBER.exec(cell)?.groups ?? {};
  if (whole === '' && decimals === '') return null;
  const shift = Number(power);
  const [left, right] = shift < 0 ? [whole.padStart(1 - shift, '0'), decimals] : [whole, decimals.padEnd(shift, '0')];
  const point = left.length + shift;
  const figures = left + right;
  const fraction = figures.slice(point);
  const plain = `${figures.slice(0, point).replace(/^0+(?=\d)/, '') || '0'}${fraction === '' ? '' : `.${fraction}`}`;
  return minus === '' || /^[0.]+$/.test(plain) ? plain : `-${plain}`;
}

/** Rounded half away from zero, as people do; with exactly so many decimals. */
export function roundDecimal(value: Decimal, decimals: number): Decimal {
  const [whole = '0', fraction = ''] = value.replace('-', '').split('.');
  const kept = BigInt(whole + fraction.slice(0, decimals).padEnd(decimals, '0'));
  const rounded = kept + (Number(fraction.charAt(decimals)) >= 5 ? 1n : 0n);
  const figures = rounded.toString().padStart(decimals + 1, '0');
  const point = figures.length - decimals;
  const text = decimals === 0 ? figures : `${figures.slice(0, point)}.${figures.slice(point)}`;
  return value.startsWith('-') && rounded !== 0n ? `-${text}` : text;
}

/** A computed number as text with so many decimals: what is computed from published figures has no more than they. */
export function decimalFrom(computed: number, decimals: number): Decimal {
  // A hundredth part of the last figure shown tells a half from the noise of computing it.
  return roundDecimal(computed.toFixed(decimals + 6), decimals);
}
