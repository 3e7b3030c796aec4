import { layoutSeries, SPARKLINE } from './prepare-sparkline';
import { SparklineDrawing } from './sparkline';

/** The last figures of one series, evenly apart, for papers: its row says the newest, `words` what the line shows. */
export function SeriesLine({ values, words }: { readonly values: readonly (number | null)[]; readonly words: string }) {
  const layout = layoutSeries(values);
  if (layout === null) return null;
  return (
    <svg
      className="app-sparkline"
      viewBox={`0 0 ${SPARKLINE.width} ${SPARKLINE.height}`}
      width={SPARKLINE.width}
      height={SPARKLINE.height}
      role="img"
      aria-label={words}
      xmlns="http://www.w3.org/2000/svg"
    >
      <SparklineDrawing layout={layout} />
    </svg>
  );
}
