import { onOneLine, readReason, refused, accepted, type Problem, type Result } from '../shared';
import type { Decimal } from './decimals';
import { UNITS, type Indicator } from './indicator';
import { isMarker, MARKERS, type Marker } from './markers';
import { periodInWords, type Period } from './periods';
import { readingInWords, type StatedReading } from './reading';
import { readTypedFigure, readTypedNumber } from './typed';

/** Why a council has no figure of its own for a period. */
export const OWN_MARKERS = ['c', 'x'] as const satisfies readonly Marker[];

/** What a council says of one of its own indicators for a period. */
export type OwnFigure = Pick<StatedReading, 'indicator' | 'period' | 'value' | 'marker' | 'base'>;

/** The same as it is stored. */
export interface StoredFigure extends OwnFigure {
  /** Which load said so: whoever corrects it has to have seen that. */
  readonly load: number;
}

export type SaidFigure = Pick<OwnFigure, 'value' | 'marker' | 'base'>;

/** The form for one figure. */
export interface FigureForm {
  readonly value: string;
  /** Of how many the figure is a share. */
  readonly base: string;
  /** Why there is none. */
  readonly marker: string;
  /** Why the earlier one is corrected. */
  readonly reason: string;
}

export const EMPTY_FIGURE: FigureForm = { value: '', base: '', marker: '', reason: '' };

/** What somebody typed, or a sentence for each field that says what to do. `before` is what is corrected; null for nothing. */
export function readOwnFigure(
  form: FigureForm,
  indicator: Pick<Indicator, 'unit' | 'decimals'>,
  before: SaidFigure | null,
): Result<{ readonly said: SaidFigure; readonly reason: string | null }> {
  const read = readSaid(form, indicator);
  const problems: Problem[] = [...read.problems];
  if (before !== null && read.said !== null && saysTheSame(read.said, before)) {
    problems.push({ message: 'Nothing is different from what is saved' });
  }
  const reason = before === null ? null : readReason(form.reason, 'Say in a few words why the figure is corrected');
  if (reason !== null && !reason.ok) problems.push(...reason.problems);
  if (read.said === null || problems.length > 0) return refused(...problems);
  return accepted({ said: read.said, reason: reason?.ok ? reason.value : null });
}

/** A figure and of how many, or why there is none: as typed into a form or the cells of a row. */
export function readSaid(
  { value: typed, base: typedBase, marker: typedMarker }: Pick<FigureForm, 'value' | 'base' | 'marker'>,
  indicator: Pick<Indicator, 'unit' | 'decimals'>,
): { readonly said: SaidFigure | null; readonly problems: readonly (Problem & { readonly field: FigureField })[] } {
  const [value, base, marker] = [onOneLine(typed), onOneLine(typedBase), onOneLine(typedMarker)];
  const problems: (Problem & { readonly field: FigureField })[] = [];
  const why = markerOf(marker);
  if (marker !== '' && why === null) {
    problems.push({ field: 'marker', message: `Say “${OWN_MARKERS.map((key) => MARKERS[key]).join('” or “')}”, or leave it empty` });
  }
  if (marker === '' && value === '') problems.push({ field: 'value', message: 'Write the figure, or say why there is none' });
  if (marker !== '' && value !== '') problems.push({ field: 'value', message: 'Leave the figure empty, or do not say that there is none' });
  const figure = value === '' ? null : readTypedFigure(value, indicator, 'Write the figure');
  if (figure !== null && 'problem' in figure) problems.push({ field: 'value', message: figure.problem });
  const count = readBase(base, indicator, value);
  if ('problem' in count) problems.push({ field: 'base', message: count.problem });
  if (problems.length > 0) return { said: null, problems };
  const said = {
    value: figure !== null && 'value' in figure ? figure.value : null,
    marker: why,
    base: 'value' in count ? count.value : null,
  };
  return { said, problems: [] };
}

export function formOfFigure({ value, marker, base }: SaidFigure): FigureForm {
  return { value: value ?? '', base: base ?? '', marker: marker ?? '', reason: '' };
}

export function saysTheSame(left: SaidFigure, right: SaidFigure): boolean {
  return left.value === right.value && left.marker === right.marker && left.base === right.base;
}

/** `September 2026: 71%, of 42` */
export function figureOfPeriodInWords(period: Period, said: SaidFigure, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return `${periodInWords(period)}: ${saidInWords(said, indicator)}`;
}

/** `71%, of 42` */
export function saidInWords(said: SaidFigure, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return `${readingInWords(said, indicator)}${said.base === null ? '' : `, of ${said.base}`}`;
}

/** Whether small numbers can be allowed for: the figure is a share of so many. */
export function hasBase({ unit }: Pick<Indicator, 'unit'>): boolean {
  return UNITS[unit].scale !== null;
}

/** By its key or its words. */
function markerOf(text: string): Marker | null {
  const key = text.toLowerCase();
  const found = OWN_MARKERS.find((each) => each === key || MARKERS[each].toLowerCase() === key);
  return found !== undefined && isMarker(found) ? found : null;
}

function readBase(
  text: string,
  indicator: Pick<Indicator, 'unit'>,
  value: string,
): { readonly value: Decimal | null } | { readonly problem: string } {
  if (text === '') return { value: null };
  if (!hasBase(indicator)) return { problem: 'Leave this empty: the figure is no share of a number' };
  if (value === '') return { problem: 'Leave this empty where there is no figure' };
  const count = readTypedNumber(text);
  return count !== null && /^[1-9]\d{0,8}$/.test(count)
    ? { value: count }
    : { problem: 'Write of how many as a whole number, for example 42' };
}

type FigureField = 'value' | 'base' | 'marker';
