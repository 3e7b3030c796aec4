import { calendarDate, isBefore, listInWords, monthInWords, numberInWords, startWithCapital, type CalendarDate } from '../shared';
import type { Aim } from './aims';
import { amountInWords, financialYearInWords, type Pence } from './amounts';

/** Money for the improvement: how much, for which years, for what, who decided it and where that is written down. */
export interface Investment {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  /** What it pays for. */
  readonly title: string;
  /** In a word or two, to add up by: `Capacity`. */
  readonly purpose: string;
  readonly kind: InvestmentKind;
  /** One-off: the whole sum. Recurrent: each year's. */
  readonly pence: Pence;
  /** Financial years by the year they begin in. */
  readonly firstYear: number;
  /** Null for a recurrent one without an end. */
  readonly lastYear: number | null;
  readonly decision: Decision;
  readonly source: { readonly name: string; readonly url: string | null };
  /** What else is to be known, such as another source that says it differently. */
  readonly note: string | null;
  /** Ids of the actions it pays for. */
  readonly actions: readonly string[];
  /** What it should move, the main one first. */
  readonly indicators: readonly Aim[];
  readonly version: number;
}

export interface Decision {
  readonly word: DecisionWord;
  /** The body: `Cabinet`. Both are always there where it is agreed. */
  readonly by: string | null;
  readonly on: CalendarDate | null;
}

export const INVESTMENT_KINDS = { 'one-off': 'Once', recurrent: 'Every year' } as const;
export type InvestmentKind = keyof typeof INVESTMENT_KINDS;

/** A report to a meeting shows that it was considered; that it was agreed is for the minute to say. */
export const DECISION_WORDS = { considered: 'Considered', agreed: 'Agreed' } as const;
export type DecisionWord = keyof typeof DECISION_WORDS;

export function isInvestmentKind(text: string): text is InvestmentKind {
  return Object.hasOwn(INVESTMENT_KINDS, text);
}

export function isDecisionWord(text: string): text is DecisionWord {
  return Object.hasOwn(DECISION_WORDS, text);
}

/**
 * What is spent in each financial year, earliest first. One-off money over several years is spread evenly, the odd pennies in the first years, so that the sum is exact.
 * Recurrent money without an end counts up to the year asked for, that year included.
 */
export function spendByYear({ kind, pence, firstYear, lastYear }: Spending, upTo: number): readonly YearlySpend[] {
  const until = lastYear ?? (kind === 'recurrent' ? upTo : firstYear);
  const years = Array.from({ length: Math.max(0, until - firstYear + 1) }, (_, index) => firstYear + index);
  if (kind === 'recurrent') return years.map((year) => ({ year, pence }));
  const each = pence / BigInt(years.length);
  const odd = Number(pence % BigInt(years.length));
  return years.map((year, index) => ({ year, pence: each + (index < odd ? 1n : 0n) }));
}

/** All money by financial year and purpose. `capacity` and `Capacity` are one purpose, called as it was called first. */
export function totalsOf(investments: readonly (Spending & Pick<Investment, 'purpose'>)[], upTo: number): MoneyTotals {
  const spent = investments.flatMap((investment) =>
    spendByYear(investment, upTo).map((spend) => ({ ...spend, purpose: purposeKey(investment.purpose) })),
  );
  const names = new Map(investments.toReversed().map(({ purpose }) => [purposeKey(purpose), purpose]));
  const purposes = [...new Set(spent.map(({ purpose }) => purpose))].map((key) => ({
    key,
    name: names.get(key) ?? key,
    pence: sumOf(spent.filter(({ purpose }) => purpose === key)),
  }));
  const years = spent.map(({ year }) => year);
  const [first, last] = [Math.min(...years), Math.max(...years)];
  return {
    purposes,
    years: Array.from({ length: spent.length === 0 ? 0 : last - first + 1 }, (_, index) => {
      const inYear = spent.filter(({ year }) => year === first + index);
      return {
        year: first + index,
        pence: sumOf(inYear),
        byPurpose: purposes.map(({ key }) => sumOf(inYear.filter(({ purpose }) => purpose === key))),
      };
    }),
    pence: sumOf(spent),
  };
}

/**
 * How much there is and what was decided, in a sentence without its full stop: "Cabinet considered £6.5m once and £2.5m a year for improvement in November 2022". What
 * is spent every year counts as long as it runs in the financial year of today or later.
 */
export function moneyInWords(investments: readonly Investment[], thisYear: number): string {
  if (investments.length === 0) return 'No money for improvement is recorded';
  const running = investments.filter(({ kind, lastYear }) => kind === 'one-off' || lastYear === null || lastYear >= thisYear);
  const [once, yearly] = (['one-off', 'recurrent'] as const).map((kind) => sumOf(running.filter((each) => each.kind === kind)));
  const amounts = [...(once ? [`${amountInWords(once)} once`] : []), ...(yearly ? [`${amountInWords(yearly)} a year`] : [])];
  if (amounts.length === 0) return `Money for improvement ended in ${financialYearInWords(lastYearOf(investments))}`;
  const what = `${listInWords(amounts)} for improvement`;
  const decisions = running.map(({ decision }) => decision);
  const shared = sharedDecision(decisions);
  if (shared !== null) return `${startWithCapital(shared.by)} ${shared.word} ${what} in ${shared.month}`;
  const agreed = decisions.filter(({ word }) => word === 'agreed').length;
  if (agreed === decisions.length) return `${what}, all of it agreed`;
  if (agreed === 0) return `${what}, considered and not yet agreed`;
  return `${what}; ${numberInWords(agreed)} of ${numberInWords(decisions.length)} decisions agreed`;
}

/** The day from which money is there: the first of April of its first financial year, or of a decision that came later. */
export function startOfInvestment({ firstYear, decision: { on } }: Pick<Investment, 'firstYear' | 'decision'>): CalendarDate {
  const april = calendarDate(`${firstYear}-04-01`);
  return on !== null && isBefore(april, on) ? on : april;
}

/** `£6.5m once, 2022 to 2023`; `£2.5m a year from April 2023 to March 2026`. */
export function investmentInWords({ kind, pence, firstYear, lastYear }: Spending): string {
  const amount = amountInWords(pence);
  const first = financialYearInWords(firstYear);
  if (kind === 'recurrent') {
    if (lastYear === null) return `${amount} a year from April ${firstYear}, with no end date`;
    return lastYear === firstYear ? `${amount} a year, ${first} only` : `${amount} a year from April ${firstYear} to March ${lastYear + 1}`;
  }
  return lastYear === firstYear
    ? `${amount} once, ${first}`
    : `${amount} once, spread over April ${firstYear} to March ${(lastYear ?? firstYear) + 1}`;
}

/** `considered by Cabinet in November 2022` */
export function decisionInWords({ decision: { word, by, on } }: Pick<Investment, 'decision'>): string {
  return `${word}${by === null ? '' : ` by ${by}`}${on === null ? '' : ` in ${monthInWords(on)}`}`;
}

/** Of several investments that nothing differs for: who, what and when. Null where the decisions differ or the body or day is not known. */
function sharedDecision(
  decisions: readonly Decision[],
): { readonly by: string; readonly word: DecisionWord; readonly month: string } | null {
  const words = decisions.map(({ by, on, word }) => (by === null || on === null ? null : { by, word, month: monthInWords(on) }));
  const [first] = words;
  const same = words.every((each) => each?.by === first?.by && each?.word === first?.word && each?.month === first?.month);
  return same ? (first ?? null) : null;
}

function lastYearOf(investments: readonly Investment[]): number {
  return Math.max(...investments.map(({ firstYear, lastYear }) => lastYear ?? firstYear));
}

function purposeKey(purpose: string): string {
  return purpose.toLocaleLowerCase('en-GB');
}

function sumOf(amounts: readonly { readonly pence: Pence }[]): Pence {
  return amounts.reduce((sum, { pence }) => sum + pence, 0n);
}

export type Spending = Pick<Investment, 'kind' | 'pence' | 'firstYear' | 'lastYear'>;

export interface YearlySpend {
  readonly year: number;
  readonly pence: Pence;
}

export interface MoneyTotals {
  /** In the order of the investments. */
  readonly purposes: readonly { readonly key: string; readonly name: string; readonly pence: Pence }[];
  /** Every year from the first to the last, also those in which nothing is spent; amounts in the order of `purposes`. */
  readonly years: readonly { readonly year: number; readonly pence: Pence; readonly byPurpose: readonly Pence[] }[];
  readonly pence: Pence;
}
