import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import {
  amountInWords,
  EMPTY_INVESTMENT,
  exactAmount,
  financialYearInWords,
  financialYearOf,
  formOfInvestment,
  INVESTMENT_VERSION,
  investmentInWords,
  investmentOfVersion,
  investmentVersion,
  investmentVersionFacts,
  moneyInWords,
  poundsForFiles,
  readAmount,
  readFinancialYear,
  readInvestment,
  spendByYear,
  totalsOf,
  type InvestmentForm,
} from '@/domain/improvement';
import { changesInSentences } from '@/domain/history';
import { calendarDate, type Problem } from '@/domain/shared';

import { anIndicator } from '../support/indicators';
import { anInvestment } from '../support/plans';

const TODAY = calendarDate('2026-11-20');
const ONCE = anInvestment({ kind: 'one-off', pence: 650_000_000n, firstYear: 2022, lastYear: 2022 });
const YEARLY = anInvestment({ kind: 'recurrent', pence: 250_000_000n, firstYear: 2022, lastYear: null });

const FORM: InvestmentForm = {
  ...EMPTY_INVESTMENT,
  ...{ title: 'Social work capacity', purpose: 'Capacity', amount: '£6.5m', firstYear: '2022 to 2023', sourceName: 'Report to cabinet' },
};

describe('an amount', () => {
  test.each([
    ['£6.5m', 650_000_000n],
    ['6,500,000', 650_000_000n],
    ['6 500 000', 650_000_000n],
    ['2.5 million', 250_000_000n],
    ['£2.5M', 250_000_000n],
    ['1250.50', 125_050n],
    ['£1,250.5', 125_050n],
    ['500k', 50_000_000n],
    ['12 thousand pounds', 1_200_000n],
    ['0.01', 1n],
    ['1.25bn', 125_000_000_000n],
    ['6.50000000m', 650_000_000n],
    ['\u00A36.5\u00A0m ', 650_000_000n],
  ])('typed as “%s” is %s pence', (typed, pence) => {
    expect(readAmount(typed)).toEqual({ ok: true, value: pence });
  });

  test.each([
    ['', 'Enter the amount in pounds, for example £6.5m or 2,512,300'],
    ['lots', 'Write the amount as a number of pounds, for example £6.5m or 2,512,300'],
    ['6.5 dozen', 'Write the amount as a number of pounds, for example £6.5m or 2,512,300'],
    ['1.2.3', 'Write the amount as a number of pounds, for example £6.5m or 2,512,300'],
    ['1e6', 'Write the amount as a number of pounds, for example £6.5m or 2,512,300'],
    ['6.5m to 7m', 'Write the amount as a number of pounds, for example £6.5m or 2,512,300'],
    ['€6.5m', 'Enter the amount in pounds'],
    ['-6.5m', 'Enter an amount of more than nothing, without a minus'],
    ['£(250)', 'Enter an amount of more than nothing, without a minus'],
    ['0.00', 'Enter an amount of more than nothing'],
    ['6,5', 'Put a comma before every three figures, as in 6,500,000, or none at all'],
    ['65,00,000', 'Put a comma before every three figures, as in 6,500,000, or none at all'],
    ['10.005', 'Round the amount to the penny: two figures after the point'],
    ['1.123456789m', 'Round the amount to the penny: two figures after the point'],
    ['10,000,000,000.01', 'Check the noughts: the amount is more than £10,000 million'],
  ])('cannot be “%s”, and a sentence says what to do', (typed, message) => {
    expect(readAmount(typed)).toEqual({ ok: false, problems: [{ message }] });
  });

  test.each([
    [650_000_000n, '£6.5m', '£6,500,000', '6500000.00'],
    [700_000_000n, '£7m', '£7,000,000', '7000000.00'],
    [251_000_000n, '£2.51m', '£2,510,000', '2510000.00'],
    [251_230_000n, '£2,512,300', '£2,512,300', '2512300.00'],
    [125_050n, '£1,250.50', '£1,250.50', '1250.50'],
    [50_000_000n, '£500,000', '£500,000', '500000.00'],
    [5n, '£0.05', '£0.05', '0.05'],
    [120_000_000_000n, '£1,200m', '£1,200,000,000', '1200000000.00'],
  ])('of %s pence is shown as %s, %s and %s', (pence, words, exact, file) => {
    expect([amountInWords(pence), exactAmount(pence), poundsForFiles(pence)]).toEqual([words, exact, file]);
  });

  test('is never rounded: what is shown reads back as the same', () => {
    fc.assert(
      fc.property(fc.bigInt(1n, 1_000_000_000_000n), (pence) => {
        for (const words of [amountInWords(pence), exactAmount(pence), poundsForFiles(pence)]) {
          expect(readAmount(words)).toEqual({ ok: true, value: pence });
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('whatever is typed is read or answered with a sentence', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,£ kmbn-')) }), (typed) => {
        const read = readAmount(typed);
        expect(read.ok ? read.value > 0n : read.problems[0]?.message !== undefined).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});

describe('a financial year', () => {
  test('begins in April', () => {
    expect(['2023-03-31', '2023-04-01'].map((day) => financialYearInWords(financialYearOf(calendarDate(day))))).toEqual([
      '2022 to 2023',
      '2023 to 2024',
    ]);
  });

  test.each([
    ['2022 to 2023', 2022],
    ['2022/23', 2022],
    [' 2022-2023', 2022],
    ['2022', 2022],
    ['2099/00', 2099],
    ['2022 to 2024', null],
    ['22/23', null],
    ['1999 to 2000', null],
    ['next year', null],
    ['', null],
  ])('typed as “%s” is %s', (typed, year) => {
    expect(readFinancialYear(typed)).toBe(year);
  });
});

describe('what is spent', () => {
  test('once over several years is spread evenly, the odd pennies first', () => {
    expect(spendByYear({ kind: 'one-off', pence: 1_001n, firstYear: 2022, lastYear: 2024 }, 2026)).toEqual([
      { year: 2022, pence: 334n },
      { year: 2023, pence: 334n },
      { year: 2024, pence: 333n },
    ]);
  });

  test('every year counts until its last year, or up to the year asked for', () => {
    expect(spendByYear({ ...YEARLY, lastYear: 2023 }, 2026).map(({ year }) => year)).toEqual([2022, 2023]);
    expect(spendByYear(YEARLY, 2024).map(({ year }) => year)).toEqual([2022, 2023, 2024]);
    expect(spendByYear(YEARLY, 2021)).toEqual([]);
  });

  test('adds up by year and by purpose, however the purpose is written', () => {
    const totals = totalsOf([ONCE, { ...YEARLY, purpose: 'Early help' }, { ...ONCE, purpose: 'capacity', pence: 1n }], 2023);
    expect(totals.purposes.map(({ name, pence }) => [name, pence])).toEqual([
      ['Capacity', 650_000_001n],
      ['Early help', 500_000_000n],
    ]);
    expect(totals.years).toEqual([
      { year: 2022, pence: 900_000_001n, byPurpose: [650_000_001n, 250_000_000n] },
      { year: 2023, pence: 250_000_000n, byPurpose: [0n, 250_000_000n] },
    ]);
    expect(totalsOf([], 2026)).toEqual({ purposes: [], years: [], pence: 0n });
  });

  test('is the same to the penny by years, by purposes and by investments', () => {
    const investment = fc
      .record({
        kind: fc.constantFrom('one-off' as const, 'recurrent' as const),
        pence: fc.bigInt(1n, 1_000_000_000_000n),
        firstYear: fc.integer({ min: 2000, max: 2050 }),
        length: fc.integer({ min: 0, max: 20 }),
        open: fc.boolean(),
        purpose: fc.constantFrom('Capacity', 'capacity', 'Early help', 'Leadership'),
      })
      .map(({ length, open, ...rest }) => ({
        ...rest,
        lastYear: rest.kind === 'recurrent' && open ? null : rest.firstYear + length,
      }));
    fc.assert(
      fc.property(fc.array(investment, { maxLength: 12 }), fc.integer({ min: 2000, max: 2060 }), (investments, upTo) => {
        const sum = (amounts: readonly bigint[]) => amounts.reduce((total, each) => total + each, 0n);
        const { years, purposes, pence } = totalsOf(investments, upTo);
        const wanted = sum(
          investments.map((each) =>
            each.kind === 'one-off' ? each.pence : each.pence * BigInt(Math.max(0, (each.lastYear ?? upTo) - each.firstYear + 1)),
          ),
        );
        expect(pence).toBe(wanted);
        expect(sum(years.map((year) => year.pence))).toBe(wanted);
        expect(sum(purposes.map((purpose) => purpose.pence))).toBe(wanted);
        for (const year of years) expect(sum(year.byPurpose)).toBe(year.pence);
        for (const [index, purpose] of purposes.entries()) {
          expect(sum(years.map(({ byPurpose }) => byPurpose[index] ?? 0n))).toBe(purpose.pence);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('the money of a council in a sentence', () => {
  const considered = { word: 'considered', by: 'cabinet', on: calendarDate('2022-11-02') } as const;
  const agreed = { word: 'agreed', by: 'Full Council', on: calendarDate('2023-02-23') } as const;
  const nameless = { word: 'considered', by: null, on: null } as const;

  test.each([
    ['No money for improvement is recorded', []],
    [
      'Cabinet considered £6.5m once and £2.5m a year for improvement in November 2022',
      [
        { ...ONCE, decision: considered },
        { ...YEARLY, decision: considered },
      ],
    ],
    ['Full Council agreed £6.5m once for improvement in February 2023', [{ ...ONCE, decision: agreed }]],
    [
      '£6.5m once and £2.5m a year for improvement; one of two decisions agreed',
      [
        { ...ONCE, decision: considered },
        { ...YEARLY, decision: agreed },
      ],
    ],
    ['£2.5m a year for improvement, considered and not yet agreed', [{ ...YEARLY, decision: nameless }]],
    [
      '£5m a year for improvement, all of it agreed',
      [
        { ...YEARLY, decision: agreed },
        { ...YEARLY, decision: { ...agreed, by: 'Cabinet' } },
      ],
    ],
    ['Money for improvement ended in 2024 to 2025', [{ ...YEARLY, lastYear: 2024 }]],
  ])('is “%s”', (sentence, investments) => {
    expect(moneyInWords(investments, 2026)).toBe(sentence);
  });

  test.each([
    ['£6.5m once, 2022 to 2023', ONCE],
    ['£6.5m once, spread over April 2022 to March 2025', { ...ONCE, lastYear: 2024 }],
    ['£2.5m a year from April 2022, with no end date', YEARLY],
    ['£2.5m a year from April 2022 to March 2025', { ...YEARLY, lastYear: 2024 }],
    ['£2.5m a year, 2022 to 2023 only', { ...YEARLY, lastYear: 2022 }],
  ])('one part of it is “%s”', (words, investment) => {
    expect(investmentInWords(investment)).toBe(words);
  });
});

describe('the form for an investment', () => {
  test('reads what was typed', () => {
    expect(read({ ...FORM, by: ' Cabinet ', on: '2022-11-02', note: 'One\r\n\r\n\r\n\r\nTwo\u0000', actions: 'b a b' })).toEqual({
      ok: true,
      value: {
        ...{ title: 'Social work capacity', purpose: 'Capacity', kind: 'one-off', pence: 650_000_000n, firstYear: 2022, lastYear: 2022 },
        decision: { word: 'considered', by: 'Cabinet', on: calendarDate('2022-11-02') },
        ...{ source: { name: 'Report to cabinet', url: null }, note: 'One\n\nTwo', actions: ['a', 'b'] },
        indicators: [],
      },
    });
    expect(read({ ...FORM, kind: 'recurrent' })).toMatchObject({ ok: true, value: { lastYear: null } });
  });

  test('says for each field what to do', () => {
    expect(problemsIn({ ...EMPTY_INVESTMENT })).toEqual([
      'title: Say what the money pays for',
      'purpose: Name the purpose in a word or two, for example Capacity',
      'amount: Enter the amount in pounds, for example £6.5m or 2,512,300',
      'firstYear: Write the financial year as 2022 to 2023',
      'sourceName: Say where this is written down, for example the report to cabinet of that day',
    ]);
    expect(problemsIn({ ...FORM, lastYear: 'soon' })).toEqual(['lastYear: Write the financial year as 2022 to 2023, or leave it empty']);
    expect(problemsIn({ ...FORM, lastYear: '2021/22' })).toEqual(['lastYear: Choose a last year that is not before 2022 to 2023']);
    expect(problemsIn({ ...FORM, on: '2026-11-31' })).toEqual(['on: 2026-11-31 is not a day in the calendar']);
    expect(problemsIn({ ...FORM, on: '2026-11-21' })).toEqual(['on: Enter a date that is not ahead: nothing is decided yet']);
    expect(problemsIn({ ...FORM, sourceUrl: 'javascript:alert(1)' })).toEqual([
      'sourceUrl: Write the whole address, beginning with https://',
    ]);
    expect(problemsIn({ ...FORM, purpose: 'x'.repeat(41) })).toEqual(['purpose: Shorten this to 40 characters']);
    expect(problemsIn({ ...FORM, actions: 'a elsewhere' })).toEqual([
      'actions: Choose actions from the list: one of those sent is not among them',
    ]);
  });

  test('takes nothing for agreed that no minute of a body on a day says', () => {
    expect(problemsIn({ ...FORM, word: 'agreed' })).toEqual([
      'by: Say who agreed it, for example Cabinet',
      'on: Enter the date of the meeting whose minute says so',
    ]);
    expect(problemsIn({ ...FORM, word: 'agreed', by: 'Cabinet', on: '2022-11-02' })).toEqual([]);
    // Whatever a form is made to send, it is not agreed.
    expect(read({ ...FORM, word: 'settled' })).toMatchObject({ ok: true, value: { decision: { word: 'considered' } } });
  });

  test('shows an investment so that it reads back as the same, and so does the history', () => {
    const {
      id: _,
      authority: __,
      version: ___,
      ...facts
    } = anInvestment({
      ...{ kind: 'recurrent', pence: 123_456_789_01n, lastYear: 2030, actions: ['a', 'b'], note: 'Two\nlines' },
      decision: { word: 'agreed', by: 'Cabinet', on: calendarDate('2022-11-02') },
    });
    expect(read(formOfInvestment(facts))).toEqual({ ok: true, value: facts });
    expect(investmentOfVersion(INVESTMENT_VERSION.parse(JSON.parse(JSON.stringify(investmentVersion(facts)))))).toEqual(facts);
  });

  test('is told of in sentences', () => {
    const before = investmentVersionFacts(investmentVersion(ONCE));
    const after = investmentVersionFacts(
      investmentVersion({
        ...{ ...ONCE, pence: 700_000_000n, lastYear: 2023, actions: ['a'] },
        decision: { word: 'agreed', by: 'Cabinet', on: calendarDate('2022-11-16') },
      }),
    );
    expect(changesInSentences('the money', before, after)).toEqual([
      'Amount changed from £6.5m to £7m',
      'Last financial year: 2023 to 2024 now, 2022 to 2023 before',
      'What became of it changed from Considered to Agreed',
      'Date of the meeting changed from 2 November 2022 to 16 November 2022',
      'Pays for other actions now',
    ]);
  });
});

function read(form: InvestmentForm) {
  return readInvestment(form, { actions: new Set(['a', 'b']), indicators: [anIndicator()] }, TODAY);
}

function problemsIn(form: InvestmentForm): readonly string[] {
  const result = read(form);
  return result.ok ? [] : result.problems.map(({ field, message }: Problem) => `${field}: ${message}`);
}
