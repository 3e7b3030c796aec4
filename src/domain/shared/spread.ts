/** How a set of observations is spread: a tenth lies below `tenth`, half below `half`, nine tenths below `nineTenths`. */
export interface Spread {
  readonly count: number;
  readonly tenth: number;
  readonly half: number;
  readonly nineTenths: number;
}

/** Quantiles by linear interpolation between the observations; null for none. */
export function spread(values: readonly number[]): Spread | null {
  if (values.length === 0) return null;
  const sorted = values.toSorted((left, right) => left - right);
  const quantile = (share: number) => {
    const position = (sorted.length - 1) * share;
    const below = sorted[Math.floor(position)] ?? 0;
    const above = sorted[Math.ceil(position)] ?? below;
    return below + (above - below) * (position - Math.floor(position));
  };
  return { count: sorted.length, tenth: quantile(0.1), half: quantile(0.5), nineTenths: quantile(0.9) };
}
