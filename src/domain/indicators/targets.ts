import type { CalendarDate } from '../shared';
import { decimalFrom, type Decimal } from './decimals';
import { figureInWords, UNITS, type Indicator } from './indicator';

/** What a council wants an indicator to be by a day. */
export interface Target {
  readonly id: string;
  /** Key of the indicator. */
  readonly indicator: string;
  readonly value: Decimal;
  readonly by: CalendarDate;
  readonly version: number;
}

/** How far a figure is from a target. */
export interface Gap {
  /** The figure less the target, rounded as figures are. */
  readonly difference: Decimal;
  /** Null where neither way is better and the figure is not the target itself: nobody can say. */
  readonly reached: boolean | null;
}

export function gapToTarget(value: Decimal, target: Decimal, { decimals, polarity }: Pick<Indicator, 'decimals' | 'polarity'>): Gap {
  const difference = decimalFrom(Number(value) - Number(target), decimals);
  const [figure, wanted] = [Number(value), Number(target)];
  if (figure === wanted) return { difference, reached: true };
  return { difference, reached: polarity === 'neither' ? null : figure > wanted === (polarity === 'higher') };
}

/** `1.0 above the target of 12.0%`, `Target of 12.0% reached` */
export function gapInWords({ difference, reached }: Gap, target: Decimal, indicator: Pick<Indicator, 'decimals' | 'unit'>): string {
  const wanted = UNITS[indicator.unit].write(figureInWords(target, indicator));
  if (reached === true) return `Target of ${wanted} reached`;
  const side = difference.startsWith('-') ? 'below' : 'above';
  return `${figureInWords(difference.replace('-', ''), indicator)} ${side} the target of ${wanted}`;
}
