import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  EMPTY_INVESTMENT,
  financialYearInWords,
  financialYearOf,
  formOfInvestment,
  INVESTMENT_FIELDS,
  INVESTMENT_KINDS,
  INVESTMENT_VERSION,
  investmentFieldInWords,
  investmentOfVersion,
  isRecordId,
  DECISION_WORDS,
  poundsForFiles,
  readInvestment,
  spendByYear,
  standingsOfAims,
  totalsOf,
  withStatuses,
  type AimStanding,
  type Investment,
  type InvestmentFacts,
  type InvestmentField,
  type InvestmentForm,
  type MoneyTotals,
  type StandingWithStatus,
} from '@/domain/improvement';
import type { Indicator } from '@/domain/indicators';
import { NotFound, onOneLine, readReason, type CalendarDate, type Moment, type Problem } from '@/domain/shared';
import {
  findInvestment,
  findKnownIndicators,
  listActionNames,
  listInvestments,
  listStandings,
  savePlanChange,
  type ActionName,
} from '@/database/improvement';
import { listIndicatorsOf } from '@/database/indicators';
import { csvFile } from '@/documents/csv';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { settleForm, type FormAgain, type FormChange, type FormRecord } from '../conflict';
import { historyActor } from '../history';

/** How far ahead money without an end can be counted. */
const YEARS_AHEAD = 10;

/** A council's money for improvement. */
export interface MoneyView {
  readonly authority: Authority;
  /** By the year each begins in; in a year what is given once first. */
  readonly investments: readonly InvestmentView[];
  readonly totals: MoneyTotals;
  /** The last financial year counted, and those that can be asked for. */
  readonly upTo: number;
  readonly years: readonly number[];
  readonly thisYear: number;
  readonly mayChange: boolean;
}

export interface InvestmentView {
  readonly investment: Investment;
  readonly actions: readonly StandingWithStatus[];
  /** What it should move with what is known of it, the main one first. */
  readonly indicators: readonly AimStanding[];
}

/** What the form for an investment needs. */
export interface InvestmentOpened {
  readonly authority: Authority;
  readonly form: InvestmentForm;
  readonly version: number;
  /** Those it can be linked to. */
  readonly actions: readonly ActionName[];
  /** Those that it can be said to move, by name. */
  readonly indicators: readonly Indicator[];
  /** Those in use, so that one purpose is not called by two names. */
  readonly purposes: readonly string[];
}

export interface InvestmentChange extends FormChange<InvestmentField> {
  /** Null for a new one. */
  readonly id: string | null;
  /** Why it is changed. A new one needs none. */
  readonly reason: string;
}

export type InvestmentOutcome =
  { readonly saved: true; readonly id: string } | { readonly saved: false; readonly again: FormAgain<InvestmentField> };

/**
 * What there is for improvement, by year and purpose, and what it pays for. Money without an end is counted up to `upTo`, or this financial year where that is no year
 * to count to. Throws `Forbidden`, and `NotFound` for an unknown council.
 */
export async function viewMoney(actor: Actor, slug: string, upTo: number | null, today: CalendarDate): Promise<MoneyView> {
  authorise(actor, 'read-plan', slug);
  const authority = await councilOf(slug);
  const investments = await listInvestments(slug);
  const [standings, known] = await Promise.all([
    listStandings(slug, [...new Set(investments.flatMap(({ actions }) => actions))]),
    findKnownIndicators(slug, [...new Set(investments.flatMap(({ indicators }) => indicators.map(({ indicator }) => indicator)))]),
  ]);
  const actions = withStatuses(standings, today);
  const thisYear = financialYearOf(today);
  const years = Array.from({ length: YEARS_AHEAD + 1 }, (_, index) => thisYear + index);
  const last = years.find((year) => year === upTo) ?? thisYear;
  return {
    authority,
    investments: investments.map((investment) => ({
      investment,
      actions: actions.filter(({ action }) => investment.actions.includes(action.id)),
      indicators: standingsOfAims(investment.indicators, known),
    })),
    totals: totalsOf(investments, last),
    upTo: last,
    years,
    thisYear,
    mayChange: isAllowed(actor, 'change-plan', slug),
  };
}

/** The same as a CSV file: a line for each investment in each financial year, in pounds. */
export async function moneyFile(
  actor: Actor,
  slug: string,
  upTo: number | null,
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  const view = await viewMoney(actor, slug, upTo, today);
  const columns = ['id', 'title', 'purpose', 'kind', 'financial_year', 'pounds'];
  const about = ['decision', 'decided_by', 'decided_on', 'source', 'source_url', 'note', 'actions', 'indicators'];
  const rows = view.investments.flatMap(({ investment, actions, indicators }) => {
    const { id, title, purpose, kind, decision, source, note } = investment;
    const { word, by, on } = decision;
    const linked = actions.map(({ reference }) => reference).join(' ');
    const moved = indicators.map(({ indicator }) => indicator.key).join(' ');
    const rest = [DECISION_WORDS[word], by, on === null ? null : on.toString(), source.name, source.url, note, linked, moved];
    return spendByYear(investment, view.upTo).map(({ year, pence }) => [
      ...[id, title, purpose, INVESTMENT_KINDS[kind], financialYearInWords(year), poundsForFiles(pence)],
      ...rest,
    ]);
  });
  return { fileName: `${slug}-money.csv`, body: csvFile([...columns, ...about], rows) };
}

/** The form for an investment, or for a new one (`id` null). Throws `Forbidden`, and `NotFound` for an unknown council or investment. */
export async function openInvestment(actor: Actor, slug: string, id: string | null): Promise<InvestmentOpened> {
  authorise(actor, 'change-plan', slug);
  const authority = await councilOf(slug);
  const saved = await savedInvestment(slug, id);
  const [actions, indicators, all] = await Promise.all([
    listActionNames(slug, saved?.actions ?? []),
    listIndicatorsOf(slug),
    listInvestments(slug),
  ]);
  return {
    authority,
    form: saved === null ? EMPTY_INVESTMENT : formOfInvestment(saved),
    version: saved?.version ?? 0,
    actions,
    indicators,
    purposes: [...new Set(all.map(({ purpose }) => purpose))],
  };
}

/**
 * Saves an investment, unless the form is older than what is saved: then both texts come back, and the person chooses. Throws `Forbidden`, and `NotFound` for an unknown
 * council or investment.
 */
export async function saveInvestment(
  actor: Actor,
  slug: string,
  change: InvestmentChange,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<InvestmentOutcome> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const reason = onOneLine(change.reason);
  const id = change.id ?? newId();
  const settle = async () => settleForm(change, await recordOf(slug, change.id, today), problemsInReason(change, reason));
  let settled = await settle();
  if (settled.outcome === 'save') {
    const investment = { ...settled.value, id, authority: slug, version: change.version };
    const note = { actor: historyActor(actor), reason: reason === '' ? null : reason, at };
    const { overtaken } = await savePlanChange(slug, { investments: [investment] }, note);
    if (overtaken === null) return { saved: true, id };
    // Somebody was quicker between our look and our save.
    settled = await settle();
  }
  if (settled.outcome === 'again') return { saved: false, again: settled.again };
  return { saved: true, id };
}

async function recordOf(slug: string, id: string | null, today: CalendarDate): Promise<FormRecord<InvestmentField, InvestmentFacts>> {
  const saved = await savedInvestment(slug, id);
  const [actions, indicators] = await Promise.all([listActionNames(slug, saved?.actions ?? []), listIndicatorsOf(slug)]);
  const names = new Map(actions.map((action) => [action.id, `${action.reference} ${action.title}`]));
  return {
    type: 'investment',
    id: id ?? '',
    saved: { form: saved === null ? EMPTY_INVESTMENT : formOfInvestment(saved), version: saved?.version ?? 0 },
    formAt: (content) =>
      content === null ? EMPTY_INVESTMENT : formOfInvestment(investmentOfVersion(INVESTMENT_VERSION.parse(JSON.parse(content)))),
    read: (form) => readInvestment(form, { actions: new Set(names.keys()), indicators }, today),
    formOf: formOfInvestment,
    fields: INVESTMENT_FIELDS,
    inWords: (key, text) => investmentFieldInWords(key, text, (action) => names.get(action) ?? 'an action of another plan', indicators),
  };
}

function problemsInReason({ id }: InvestmentChange, reason: string): readonly Problem[] {
  if (id === null && reason === '') return [];
  const read = readReason(reason, 'Say in a few words why. It stays in the history');
  return read.ok ? [] : read.problems;
}

async function savedInvestment(slug: string, id: string | null): Promise<Investment | null> {
  if (id === null) return null;
  const saved = isRecordId(id) ? await findInvestment(slug, id) : null;
  if (saved === null) throw new NotFound(`No investment ${id} of ${slug}`);
  return saved;
}
