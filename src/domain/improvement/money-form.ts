import { z } from 'zod';
import type { Indicator } from '../indicators';
import {
  accepted,
  calendarDate,
  calendarDateSchema,
  dateInWords,
  isBefore,
  listInWords,
  onLines,
  onOneLine,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from '../shared';
import {
  AIM_FIELDS,
  AIM_VERSIONS,
  aimFieldInWords,
  aimForm,
  aimOfVersion,
  aimVersion,
  aimVersionsInWords,
  EMPTY_AIMS,
  readAims,
} from './aims';
import { amountInWords, financialYearInWords, readAmount, readFinancialYear } from './amounts';
import {
  DECISION_WORDS,
  INVESTMENT_KINDS,
  isDecisionWord,
  isInvestmentKind,
  type Decision,
  type Investment,
  type InvestmentKind,
} from './money';
import type { VersionFact } from './versions';

const LONGEST_LINE = 200;
const LONGEST_PURPOSE = 40;
const LONGEST_NOTE = 2_000;
const LONGEST_ADDRESS = 1_000;

const OWN_FIELDS = [
  { key: 'title', label: 'What it pays for' },
  { key: 'purpose', label: 'Purpose' },
  { key: 'kind', label: 'Once or every year' },
  { key: 'amount', label: 'Amount' },
  { key: 'firstYear', label: 'First financial year' },
  { key: 'lastYear', label: 'Last financial year' },
  { key: 'word', label: 'What became of it' },
  { key: 'by', label: 'Who decided' },
  { key: 'on', label: 'Date of the meeting' },
  { key: 'sourceName', label: 'Source' },
  { key: 'sourceUrl', label: 'Address of the source' },
  { key: 'note', label: 'Note' },
  { key: 'actions', label: 'Actions it pays for' },
] as const;

/** The fields of an investment in the order of its form, with what they are called there, in a conflict and in the history. */
export const INVESTMENT_FIELDS = [...OWN_FIELDS, ...AIM_FIELDS];

export type InvestmentField = (typeof INVESTMENT_FIELDS)[number]['key'];

/** As the form holds it: text as typed, a day as `2022-11-02`, actions by id with spaces between. */
export type InvestmentForm = Texts<InvestmentField>;

export const EMPTY_INVESTMENT: InvestmentForm = {
  ...{ title: '', purpose: '', kind: 'one-off', amount: '', firstYear: '', lastYear: '', word: 'considered', by: '', on: '' },
  ...{ sourceName: '', sourceUrl: '', note: '', actions: '' },
  ...EMPTY_AIMS,
};

/** What an investment says, without what the product adds to it. */
export type InvestmentFacts = Omit<Investment, 'id' | 'authority' | 'version'>;

/** What somebody typed as an investment, or a sentence for each field that says what to do. `actions` are the ids of those it may be linked to. */
export function readInvestment(
  form: InvestmentForm,
  { actions, indicators }: { readonly actions: ReadonlySet<string>; readonly indicators: readonly Pick<Indicator, 'key' | 'unit'>[] },
  today: CalendarDate,
): Result<InvestmentFacts> {
  const problems: Problem[] = [];
  const kind: InvestmentKind = isInvestmentKind(form.kind) ? form.kind : 'one-off';
  const title = lineIn(form, 'title', LONGEST_LINE, problems) ?? missing('title', 'Say what the money pays for', problems);
  const purpose =
    lineIn(form, 'purpose', LONGEST_PURPOSE, problems) ??
    missing('purpose', 'Name the purpose in a word or two, for example Capacity', problems);
  const amount = readAmount(form.amount);
  if (!amount.ok) problems.push(...amount.problems.map(({ message }) => ({ field: 'amount', message })));
  const years = readYears(form, kind, problems);
  const decision = readDecision(form, today, problems);
  const source = {
    name:
      lineIn(form, 'sourceName', LONGEST_LINE, problems) ??
      missing('sourceName', 'Say where this is written down, for example the report to cabinet of that day', problems),
    url: addressIn(form, problems),
  };
  const note = onLines(form.note);
  if (note.length > LONGEST_NOTE) problems.push({ field: 'note', message: `Shorten the note to ${LONGEST_NOTE} characters` });
  const linked = [...new Set(form.actions.split(' ').filter((id) => id !== ''))].toSorted();
  if (!linked.every((id) => actions.has(id))) {
    problems.push({ field: 'actions', message: 'Choose actions from the list: one of those sent is not among them' });
  }
  const aims = readAims(form, indicators);
  if (!aims.ok) problems.push(...aims.problems);
  if (problems.length > 0 || !amount.ok || !aims.ok) return refused(...problems);
  return accepted({
    title,
    purpose,
    kind,
    pence: amount.value,
    ...years,
    decision,
    source,
    note: note === '' ? null : note,
    actions: linked,
    indicators: aims.value,
  });
}

/** An investment as its form shows it; reads back as the same. */
export function formOfInvestment(investment: InvestmentFacts): InvestmentForm {
  const { title, purpose, kind, pence, firstYear, lastYear, decision, source, note, actions, indicators } = investment;
  return {
    ...{ title, purpose, kind, amount: amountInWords(pence), firstYear: financialYearInWords(firstYear) },
    lastYear: lastYear === null ? '' : financialYearInWords(lastYear),
    ...{ word: decision.word, by: decision.by ?? '', on: decision.on?.toString() ?? '' },
    ...{ sourceName: source.name, sourceUrl: source.url ?? '', note: note ?? '', actions: actions.toSorted().join(' ') },
    ...aimForm(indicators),
  };
}

/** One field in words. Actions and indicators are named by whoever asks. */
export function investmentFieldInWords(
  field: InvestmentField,
  text: string,
  actionInWords: (id: string) => string,
  indicators: readonly Pick<Indicator, 'key' | 'name'>[],
): string {
  if (field === 'kind' && isInvestmentKind(text)) return INVESTMENT_KINDS[text];
  if (field === 'word' && isDecisionWord(text)) return DECISION_WORDS[text];
  if (field === 'on' && text !== '') return dateInWords(calendarDate(text));
  if (field === 'actions') return listInWords(text.split(' ').flatMap((id) => (id === '' ? [] : [actionInWords(id)])));
  return aimFieldInWords(field, text, indicators) ?? text;
}

/** An investment as the history keeps it; JSON has no number for so many pennies. What is once kept is read for ever: fields are only added. */
export const INVESTMENT_VERSION = z.object({
  title: z.string(),
  purpose: z.string(),
  kind: z.enum(['one-off', 'recurrent']),
  pence: z.string().regex(/^\d+$/),
  firstYear: z.number(),
  lastYear: z.number().nullable(),
  decision: z.object({ word: z.enum(['considered', 'agreed']), by: z.string().nullable(), on: z.iso.date().nullable() }),
  source: z.object({ name: z.string(), url: z.string().nullable() }),
  note: z.string().nullable(),
  actions: z.array(z.string()),
  /** Before there were any, money had none. */
  indicators: AIM_VERSIONS.default([]),
});

export type InvestmentVersion = z.infer<typeof INVESTMENT_VERSION>;

export function investmentVersion(investment: InvestmentFacts): InvestmentVersion {
  const { title, purpose, kind, pence, firstYear, lastYear, decision, source, note, actions, indicators } = investment;
  return {
    ...{ title, purpose, kind, pence: pence.toString(), firstYear, lastYear },
    decision: { ...decision, on: decision.on?.toString() ?? null },
    ...{ source: { ...source }, note, actions: actions.toSorted() },
    indicators: indicators.map(aimVersion),
  };
}

export function investmentOfVersion(kept: InvestmentVersion): InvestmentFacts {
  const { on } = kept.decision;
  const indicators = kept.indicators.map(aimOfVersion);
  return { ...kept, indicators, pence: BigInt(kept.pence), decision: { ...kept.decision, on: on === null ? null : calendarDate(on) } };
}

export function investmentVersionFacts(version: InvestmentVersion): readonly VersionFact[] {
  const form = formOfInvestment(investmentOfVersion(version));
  const own = OWN_FIELDS.map(({ key, label }): VersionFact => {
    const words = investmentFieldInWords(key, form[key], (id) => id, []);
    // "From 2022 to 2023 to 2023 to 2024" nobody could read.
    if (key === 'firstYear' || key === 'lastYear') {
      return { label, words, changed: (before, after) => `${label}: ${after || 'none'} now, ${before || 'none'} before` };
    }
    if (key !== 'actions') return { label, words };
    return { label, words, changed: () => `Pays for ${version.actions.length === 0 ? 'no action' : 'other actions'} now` };
  });
  return [...own, { label: 'Indicators it should move', words: aimVersionsInWords(version.indicators) }];
}

function readYears(form: InvestmentForm, kind: InvestmentKind, problems: Problem[]): Pick<Investment, 'firstYear' | 'lastYear'> {
  const example = 'Write the financial year as 2022 to 2023';
  const firstYear = readFinancialYear(form.firstYear);
  if (firstYear === null) problems.push({ field: 'firstYear', message: example });
  const isOpen = form.lastYear.trim() === '';
  const lastYear = readFinancialYear(form.lastYear);
  if (!isOpen && lastYear === null) {
    problems.push({ field: 'lastYear', message: `${example}, or leave it empty` });
  } else if (firstYear !== null && lastYear !== null && lastYear < firstYear) {
    problems.push({ field: 'lastYear', message: `Choose a last year that is not before ${financialYearInWords(firstYear)}` });
  }
  return { firstYear: firstYear ?? 0, lastYear: lastYear ?? (kind === 'one-off' ? firstYear : null) };
}

function readDecision(form: InvestmentForm, today: CalendarDate, problems: Problem[]): Decision {
  const word = isDecisionWord(form.word) ? form.word : 'considered';
  const by = lineIn(form, 'by', LONGEST_LINE, problems);
  if (by === null && word === 'agreed') problems.push({ field: 'by', message: 'Say who agreed it, for example Cabinet' });
  const typed = form.on.trim();
  const day = typed === '' ? null : calendarDateSchema.safeParse(typed);
  if (day?.error) problems.push(...day.error.issues.map(({ message }) => ({ field: 'on', message })));
  if (day === null && word === 'agreed') problems.push({ field: 'on', message: 'Enter the date of the meeting whose minute says so' });
  const on = day?.data ?? null;
  if (on !== null && isBefore(today, on)) problems.push({ field: 'on', message: 'Enter a date that is not ahead: nothing is decided yet' });
  return { word, by, on };
}

/** One line of text; null where there is none. */
function lineIn(form: InvestmentForm, field: InvestmentField, longest: number, problems: Problem[]): string | null {
  const text = onOneLine(form[field]);
  if (text.length > longest) problems.push({ field, message: `Shorten this to ${longest} characters` });
  return text === '' ? null : text;
}

function addressIn(form: InvestmentForm, problems: Problem[]): string | null {
  const text = onOneLine(form.sourceUrl);
  if (text === '') return null;
  const address = URL.parse(text);
  if (address === null || !/^https?:\/\/\S+$/.test(text)) {
    problems.push({ field: 'sourceUrl', message: 'Write the whole address, beginning with https://' });
  } else if (text.length > LONGEST_ADDRESS) {
    problems.push({ field: 'sourceUrl', message: `Choose an address of at most ${LONGEST_ADDRESS} characters` });
  }
  return text;
}

/** Notes that a field has to be filled in; what it answers is never used. */
function missing(field: InvestmentField, message: string, problems: Problem[]): string {
  problems.push({ field, message });
  return '';
}
