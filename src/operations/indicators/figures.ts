import type { Actor } from '@/domain/access';
import { isSlug, type Authority } from '@/domain/authorities';
import {
  EMPTY_FIGURE,
  endedPeriodAt,
  endedPeriods,
  formOfFigure,
  isOwnFrequency,
  MARKERS,
  periodKey,
  readOwnFigure,
  saidInWords,
  saysTheSame,
  type Correction,
  type FigureForm,
  type OwnIndicator,
  type Period,
  type StoredFigure,
} from '@/domain/indicators';
import { figureRows } from '@/domain/exchange';
import { accepted, momentInWords, NotFound, refused, type CalendarDate, type Moment, type Result } from '@/domain/shared';
import { csvFile } from '@/documents/csv';
import { findVersion } from '@/database/history';
import { findOwnIndicator, listCorrections, listOwnFigures, listOwnIndicators, saveOwnFigures } from '@/database/indicators';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import { historyActor, nameActors } from '../history';

/** As many periods without a figure as somebody would still enter one by one; older ones come by file. */
const OFFERED = 36;

/** A council's figures of one of its own indicators, period by period. */
export interface FiguresView {
  readonly authority: Authority;
  readonly indicator: OwnIndicator;
  /** Those with a figure, and the last that have ended; the newest first. */
  readonly periods: readonly FigurePeriod[];
}

export interface FigurePeriod {
  readonly period: Period;
  /** Null where none is entered. */
  readonly figure: StoredFigure | null;
  /** What it said before, the earliest first. */
  readonly corrections: readonly Correction[];
}

/** What the form for one figure needs. */
export interface FigureOpened {
  readonly authority: Authority;
  readonly indicator: OwnIndicator;
  readonly period: Period;
  readonly form: FigureForm;
  /** The load that said what the form shows, 0 for none: it goes with the form, and comes back with it. */
  readonly load: number;
}

/** What somebody enters for a period. */
export interface FigureEntry {
  /** Key of the indicator. */
  readonly indicator: string;
  /** The day on which the period begins, `2026-09-01`. */
  readonly begins: string;
  readonly form: FigureForm;
  readonly load: number;
}

export type FigureOutcome = Result<null> & {
  /** To be sent with the form again where it was refused. */
  readonly load: number;
};

/** Throws `Forbidden`, and `NotFound` for an unknown council or indicator of its own. */
export async function viewFigures(actor: Actor, slug: string, key: string, today: CalendarDate): Promise<FiguresView> {
  authorise(actor, 'change-plan', slug);
  const [authority, { indicator, figures }] = await Promise.all([councilOf(slug), loadOwn(slug, key)]);
  const ended = endedPeriods(indicator.frequency, today);
  const corrections = await listCorrections(
    key,
    figures.map(({ period }) => ({ geography: slug, period })),
    slug,
  );
  const figureAt = (period: Period) => figures.find((figure) => periodKey(figure.period) === periodKey(period)) ?? null;
  const periods = ended.map((period) => ({
    period,
    figure: figureAt(period),
    corrections: corrections.filter((correction) => periodKey(correction.period) === periodKey(period)),
  }));
  return { authority, indicator, periods: periods.filter(({ figure }, index) => figure !== null || index < OFFERED) };
}

/** The form for the figure of a period. Throws `Forbidden`, and `NotFound` for an unknown council or indicator, and a period that has not ended. */
export async function openFigure(actor: Actor, slug: string, key: string, begins: string, today: CalendarDate): Promise<FigureOpened> {
  authorise(actor, 'change-plan', slug);
  const [authority, { indicator, period, before }] = await Promise.all([councilOf(slug), loadFigure(slug, key, begins, today)]);
  return { authority, indicator, period, form: before === null ? EMPTY_FIGURE : formOfFigure(before), load: before?.load ?? 0 };
}

/**
 * Enters a figure or corrects the one that there is, with a reason. A form older than what is saved is refused and says what somebody else has entered. Throws `Forbidden`,
 * and `NotFound` likewise.
 */
export async function recordFigure(
  actor: Actor,
  slug: string,
  { indicator: key, begins, form, load }: FigureEntry,
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<FigureOutcome> {
  authorise(actor, 'change-plan', slug);
  await councilOf(slug);
  const { indicator, period, before } = await loadFigure(slug, key, begins, today);
  if (load !== (before?.load ?? 0)) return overtaken(indicator, before);
  const read = readOwnFigure(form, indicator, before);
  if (!read.ok) return { ...read, load };
  const figure = { ...read.value.said, indicator: key, period, load };
  const note = { actor: historyActor(actor), reason: read.value.reason, at };
  if (await saveOwnFigures(slug, { figures: [figure], indicators: [indicator], file: null }, note)) return { ...accepted(null), load };
  // Somebody was quicker between our look and our save.
  const { before: newer } = await loadFigure(slug, key, begins, today);
  if ((newer?.load ?? 0) === load) {
    return { ...refused({ message: 'Somebody has changed the indicator meanwhile. Look what it counts, then save the figure' }), load };
  }
  if (newer !== null && saysTheSame(newer, figure)) return { ...accepted(null), load: newer.load };
  return overtaken(indicator, newer);
}

/** All figures of the council's own as a CSV file that can be filled in and brought back. Throws `Forbidden`, and `NotFound` for an unknown council. */
export async function ownFiguresFile(
  actor: Actor,
  slug: string,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  authorise(actor, 'read-plan', slug);
  await councilOf(slug);
  const [indicators, figures] = await Promise.all([listOwnIndicators(slug), listOwnFigures(slug)]);
  const { columns, rows } = figureRows(indicators, figures, (marker) => MARKERS[marker]);
  return { fileName: `${slug}-own-figures.csv`, body: csvFile(columns, rows) };
}

async function overtaken(indicator: OwnIndicator, newer: StoredFigure | null): Promise<FigureOutcome> {
  if (newer === null) return { ...refused({ message: 'Open the page afresh: this form belongs to nothing that is saved' }), load: 0 };
  const entry = await findVersion('reading-import', String(newer.load), 1);
  const nameOf = await nameActors(entry === null ? [] : [entry.actor]);
  const by = entry === null ? 'Somebody else' : `${nameOf(entry.actor)}, ${momentInWords(entry.at)},`;
  const message = `${by} has entered ${saidInWords(newer, indicator)} meanwhile. Leave it, or give a reason and save yours over it`;
  return { ...refused({ message }), load: newer.load };
}

async function loadFigure(slug: string, key: string, begins: string, today: CalendarDate) {
  const { indicator, figures } = await loadOwn(slug, key);
  const period = endedPeriodAt(indicator.frequency, begins, today);
  if (period === null) throw new NotFound(`No period of ${key} begins on ${begins}`);
  return { indicator, period, before: figures.find((figure) => periodKey(figure.period) === periodKey(period)) ?? null };
}

async function loadOwn(slug: string, key: string) {
  const indicator = isSlug(slug) && isSlug(key) ? await findOwnIndicator(slug, key) : null;
  if (indicator === null || !isOwnFrequency(indicator.frequency)) throw new NotFound(`No indicator ${key} of ${slug}`);
  const { frequency } = indicator;
  return { indicator: { ...indicator, frequency }, figures: await listOwnFigures(slug, key) };
}
