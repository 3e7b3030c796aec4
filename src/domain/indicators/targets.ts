import { z } from 'zod';
import {
  accepted,
  byDate,
  calendarDate,
  dateInWords,
  day,
  isBefore,
  readForm,
  refused,
  shortMonthInWords,
  type CalendarDate,
  type Result,
} from '../shared';
import { decimalFrom, roundDecimal, type Decimal } from './decimals';
import { figureInWords, figureWithUnit, type Indicator } from './indicator';
import { readTypedFigure } from './typed';

/** What a council wants an indicator to be by a day. */
export interface Target {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  /** Key of the indicator. */
  readonly indicator: string;
  readonly value: Decimal;
  readonly by: CalendarDate;
  readonly version: number;
}

export type TargetFacts = Pick<Target, 'value' | 'by'>;

/** How far a figure is from a target. */
export interface Gap {
  /** The figure less the target, both rounded as figures are. */
  readonly difference: Decimal;
  /** Null where neither way is better and the figure is not the target itself: nobody can say. */
  readonly reached: boolean | null;
}

/** The fields of the form in its order, with what they are called there and where two people's texts are set side by side. */
export const TARGET_FIELDS = [
  { key: 'value', label: 'Target' },
  { key: 'by', label: 'To be reached by' },
] as const;

export type TargetField = (typeof TARGET_FIELDS)[number]['key'];
export type TargetForm = Readonly<Record<TargetField, string>>;

export const EMPTY_TARGET: TargetForm = { value: '', by: '' };

/** A target as the history keeps it. What is once kept is read for ever: fields are only added. */
export const TARGET_VERSION = z.object({ indicator: z.string(), name: z.string(), value: z.string(), by: z.iso.date() });

export type TargetVersion = z.infer<typeof TARGET_VERSION>;

/** Compared as people see it: 12.04 has reached 12.0. */
export function gapToTarget(value: Decimal, target: Decimal, { decimals, polarity }: Pick<Indicator, 'decimals' | 'polarity'>): Gap {
  const [figure, wanted] = [Number(roundDecimal(value, decimals)), Number(roundDecimal(target, decimals))];
  const difference = decimalFrom(figure - wanted, decimals);
  if (figure === wanted) return { difference, reached: true };
  return { difference, reached: polarity === 'neither' ? null : figure > wanted === (polarity === 'higher') };
}

/** `1.0 above the target of 12.0%`, `Target of 12.0% reached` */
export function gapInWords(gap: Gap, target: Decimal, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  const wanted = figureWithUnit(target, indicator);
  return gap.reached === true ? `Target of ${wanted} reached` : `${shortGapInWords(gap, indicator)} the target of ${wanted}`;
}

/** Beside the target itself: `1.0 above`, `Reached` */
export function shortGapInWords({ difference, reached }: Gap, indicator: Pick<Indicator, 'decimals'>): string {
  if (reached === true) return 'Reached';
  return `${figureInWords(difference.replace('-', ''), indicator)} ${difference.startsWith('-') ? 'below' : 'above'}`;
}

/** The one that figures are held against: the next to be reached, or the last where all their days have passed. Null for none. */
export function currentTarget<Of extends Pick<Target, 'by'>>(targets: readonly Of[], today: CalendarDate): Of | null {
  const ordered = targets.toSorted((left, right) => byDate(left.by, right.by));
  return ordered.find(({ by }) => !isBefore(by, today)) ?? ordered.at(-1) ?? null;
}

/** How near the target is, as a heading: `The latest figure is 1.0 above the target of 12.0%, to be reached by 31 March 2027`. `value` is null where there is no figure. */
export function nearnessInWords(value: Decimal | null, target: TargetFacts, indicator: Indicator, today: CalendarDate): string {
  const day = dateInWords(target.by);
  if (value === null) return `The target is ${figureWithUnit(target.value, indicator)} by ${day}, and there is no figure yet`;
  const gap = gapToTarget(value, target.value, indicator);
  const due = `${isBefore(target.by, today) ? 'which was to be' : 'to be'} reached by ${day}`;
  return gap.reached === true
    ? `The latest figure has reached the target of ${figureWithUnit(target.value, indicator)}, ${due}`
    : `The latest figure is ${gapInWords(gap, target.value, indicator)}, ${due}`;
}

/** `12.0% by Mar 2027` */
export function targetInWords({ value, by }: TargetFacts, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  return `${figureWithUnit(value, indicator)} by ${shortMonthInWords(by)}`;
}

/** What somebody typed, or a sentence for each field that says what to do. `others` are the indicator's other targets: there is one for a day. */
export function readTarget(form: TargetForm, indicator: Indicator, others: readonly TargetFacts[]): Result<TargetFacts> {
  const read = readForm(z.object({ value: z.string(), by: day('Enter the day by which it is to be reached') }), form);
  const value = readTypedFigure(form.value, indicator, 'Write the target');
  const problems = [...('problem' in value ? [{ field: 'value', message: value.problem }] : []), ...(read.ok ? [] : read.problems)];
  if ('problem' in value || !read.ok) return refused(...problems);
  const { by } = read.value;
  if (others.some((other) => other.by.equals(by))) {
    return refused({ field: 'by', message: `Choose another day, or change the target that there is for ${dateInWords(by)}` });
  }
  return accepted({ value: value.value, by });
}

export function formOfTarget({ value, by }: TargetFacts): TargetForm {
  return { value, by: by.toString() };
}

export function targetFieldInWords(key: TargetField, text: string, indicator: Indicator): string {
  if (text === '') return 'Nothing';
  return key === 'value' ? figureWithUnit(text, indicator) : dateInWords(calendarDate(text));
}

export function targetVersion({ indicator, value, by }: Target, { name }: Pick<Indicator, 'name'>): TargetVersion {
  return { indicator, name, value, by: by.toString() };
}

export function targetOfVersion({ value, by }: TargetVersion): TargetFacts {
  return { value, by: calendarDate(by) };
}

export function targetFacts({ value, by }: TargetVersion): readonly { readonly label: string; readonly words: string }[] {
  return [
    { label: 'Target', words: value },
    { label: 'To be reached by', words: dateInWords(calendarDate(by)) },
  ];
}
