import { aimInWords, targetInWords, type AimStanding } from '@/domain/improvement';
import { changeInWords, changeOverAYear, figureWithUnit, gapInWords, gapToTarget, latestFigure, periodInWords } from '@/domain/indicators';
import { SubLine, Table } from '../govuk/table';

/** The indicators that something should move, each leading to its page; in the cell of a table. */
export function AimList({ slug, aims }: AimsProps) {
  return (
    <ul className="app-linked">
      {aims.map((aim) => (
        <li key={aim.indicator.key}>
          <AimLink slug={slug} aim={aim} />
          <SubLine>{aimInWords(aim)}</SubLine>
        </li>
      ))}
    </ul>
  );
}

/** The same with what the figures show, for a page of one action. */
export function AimTable({ slug, aims }: AimsProps) {
  return (
    <Table
      caption="Indicators it should move, the main one first"
      columns={[
        { key: 'indicator', heading: 'Indicator', width: 40 },
        { key: 'latest', heading: 'Latest figure' },
        { key: 'change', heading: 'Over a year' },
        { key: 'target', heading: 'Target' },
      ]}
      rows={aims.map((aim, index) => ({
        key: aim.indicator.key,
        cells: [
          <>
            <AimLink slug={slug} aim={aim} />
            {index === 0 ? <SubLine>Main indicator: the status looks at it</SubLine> : null}
          </>,
          ...figuresOf(aim),
        ],
      }))}
    />
  );
}

function AimLink({ slug, aim: { indicator } }: { readonly slug: string; readonly aim: AimStanding }) {
  return (
    <a className="govuk-link" href={`/${slug}/indicators/${indicator.key}`}>
      {indicator.name}
    </a>
  );
}

function figuresOf(aim: AimStanding) {
  const { indicator, series, target } = aim;
  const latest = latestFigure(series);
  const change = changeOverAYear(series, indicator);
  return [
    latest === null ? 'No figure yet' : `${figureWithUnit(latest.value, indicator)} in ${periodInWords(latest.period)}`,
    latest === null || change === null ? 'No figure a year before' : changeInWords(change, latest, indicator),
    target === null ? (
      'None'
    ) : (
      <>
        {targetInWords(aim)}
        {latest === null ? null : (
          <SubLine>{gapInWords(gapToTarget(latest.value, target.value, indicator), target.value, indicator)}</SubLine>
        )}
      </>
    ),
  ];
}

export interface AimsProps {
  readonly slug: string;
  /** The main one first. */
  readonly aims: readonly AimStanding[];
}
