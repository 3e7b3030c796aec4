import type { Indicator, Reading } from '@/domain/indicators';
import { pathOf, round } from './drawing';
import { GRID, SERIES } from './marks';
import { layoutSparkline, SPARKLINE, type SparklineLayout } from './prepare-sparkline';

/** How a figure moved, without letters: for rows that say the numbers. Screen readers pass it by. */
export function Sparkline({ readings, indicator }: { readonly readings: readonly Reading[]; readonly indicator: Indicator }) {
  const layout = layoutSparkline(readings, indicator);
  if (layout === null) return null;
  const { width, height } = SPARKLINE;
  return (
    <svg className="app-sparkline" viewBox={`0 0 ${width} ${height}`} width={width} height={height} aria-hidden="true" focusable="false">
      <SparklineDrawing layout={layout} />
    </svg>
  );
}

export function SparklineDrawing({ layout: { baseline, segments, latest } }: { readonly layout: SparklineLayout }) {
  const { width, margin } = SPARKLINE;
  return (
    <>
      <path d={`M${margin} ${round(baseline)}H${width - margin}`} stroke={GRID} />
      {segments.map((points) =>
        points.length === 1 ? (
          points.map(({ x, y }) => <circle key={x} cx={round(x)} cy={round(y)} r={2} fill={SERIES} />)
        ) : (
          <path key={points[0]?.x} d={pathOf(points)} fill="none" stroke={SERIES} strokeWidth={2} strokeLinejoin="round" />
        ),
      )}
      <circle cx={round(latest.x)} cy={round(latest.y)} r={4} fill={SERIES} />
    </>
  );
}
