import { accepted, refused, type CalendarDate, type Result } from '../shared';

/** An amount of money in whole pennies: floating point loses some. */
export type Pence = bigint;

const POUND = 100n;
const MILLION = 1_000_000n * POUND;
/** No council has more to give; whoever types more has typed a nought too many. */
const MOST = 10_000n * MILLION;

/** What people write behind a number, by how many noughts it stands for. */
const UNITS: Readonly<Record<string, number>> = {
  ...{ k: 3, thousand: 3 },
  ...{ m: 6, mn: 6, million: 6 },
  ...{ bn: 9, billion: 9 },
};

const AN_AMOUNT = /^£? ?(?<whole>\d[\d, ]*?)(?:\.(?<decimals>\d+))? ?(?<unit>[a-z]+)?$/;
const IN_THREES = /^(\d+|\d{1,3}(,\d{3})+|\d{1,3}( \d{3})+)$/;

/** April: the month in which a council's financial year begins. */
const FIRST_MONTH = 4;

/** Reads an amount of pounds as people type it: `£6.5m`, `6,500,000`, `2.5 million`, `1250.50`. */
export function readAmount(typed: string): Result<Pence> {
  const text = typed.replaceAll(/\s+/g, ' ').trim().toLowerCase();
  const problem = (message: string) => refused({ message });
  if (text === '') return problem('Enter the amount in pounds, for example £6.5m or 2,512,300');
  if (/[€$]|euro|dollar/.test(text)) return problem('Enter the amount in pounds');
  if (/^£? ?[-−–(]/.test(text)) return problem('Enter an amount of more than nothing, without a minus');
  const { whole = '', decimals = '', unit = '' } = AN_AMOUNT.exec(text.replace(/ ?(pounds?|gbp)$/, ''))?.groups ?? {};
  const noughts = unit === '' ? 0 : UNITS[unit];
  if (whole === '' || noughts === undefined) return problem('Write the amount as a number of pounds, for example £6.5m or 2,512,300');
  if (!IN_THREES.test(whole)) return problem('Put a comma before every three figures, as in 6,500,000, or none at all');
  const places = noughts + 2;
  const pennies = decimals.replace(/0+$/, '');
  if (pennies.length > places) return problem('Round the amount to the penny: two figures after the point');
  const pence = BigInt(whole.replaceAll(/\D/g, '') + pennies.padEnd(places, '0'));
  if (pence === 0n) return problem('Enter an amount of more than nothing');
  return pence > MOST ? problem('Check the noughts: the amount is more than £10,000 million') : accepted(pence);
}

/** As short as it can be without rounding: `£6.5m`, `£2,512,300`, `£1,250.50`. */
export function amountInWords(pence: Pence): string {
  if (pence < MILLION || pence % (MILLION / 100n) !== 0n) return exactAmount(pence);
  const hundredths = ((pence / (MILLION / 100n)) % 100n).toString().padStart(2, '0').replace(/0+$/, '');
  return `£${(pence / MILLION).toLocaleString('en-GB')}${hundredths === '' ? '' : `.${hundredths}`}m`;
}

/** All figures, for columns: `£6,500,000`; to the penny only where there are pennies. */
export function exactAmount(pence: Pence): string {
  const pennies = pence % POUND;
  const pounds = `£${(pence / POUND).toLocaleString('en-GB')}`;
  return pennies === 0n ? pounds : `${pounds}.${pennies.toString().padStart(2, '0')}`;
}

/** For files that other programs add up: `6500000.00`. */
export function poundsForFiles(pence: Pence): string {
  return `${(pence / POUND).toString()}.${(pence % POUND).toString().padStart(2, '0')}`;
}

/** The financial year of a day, called by the year it begins in: 2022 is April 2022 to March 2023. */
export function financialYearOf(day: CalendarDate): number {
  return day.month < FIRST_MONTH ? day.year - 1 : day.year;
}

/** `2022 to 2023` */
export function financialYearInWords(year: number): string {
  return `${year} to ${year + 1}`;
}

/** Reads `2022 to 2023`, `2022/23`, `2022-2023` and the year it begins in, `2022`; null for anything else. */
export function readFinancialYear(typed: string): number | null {
  const [, first = '', last] = /^(\d{4})(?:\s*(?:to|[/\-–])\s*(\d{4}|\d{2}))?$/i.exec(typed.trim()) ?? [];
  const year = Number(first);
  if (first === '' || year < 2000 || year > 2099) return null;
  return last === undefined || Number(last) === (last.length === 2 ? (year + 1) % 100 : year + 1) ? year : null;
}
