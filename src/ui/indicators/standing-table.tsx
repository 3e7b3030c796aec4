import type { ReactNode } from 'react';
import {
  figureAYearBefore,
  figureInWords,
  gapToTarget,
  isFigure,
  markerInWords,
  namesItsUnit,
  periodAndAge,
  rankInWords,
  shortFigure,
  shortGapInWords,
  UNITS,
  VERDICTS,
  type Change,
  type Decimal,
  type Indicator,
  type IndicatorAccount,
  type Target,
} from '@/domain/indicators';
import { numberInWords, shortMonthInWords } from '@/domain/shared';
import { Sparkline } from '../charts/sparkline';
import { SubLine, Table } from '../govuk/table';
import { ALL_NEIGHBOURS } from './method-note';

/** How a council stands on indicators: how each moved, what it is now, what changed in a year, and what similar councils and England have. */
export function StandingTable({ slug, council, caption, groups, ranked }: StandingTableProps) {
  const hasTargets = groups.some(({ accounts }) => accounts.some(({ target }) => target));
  return (
    <Table
      caption={caption}
      stack="wide"
      columns={[
        { key: 'indicator', heading: 'Indicator', width: 30 },
        { key: 'moves', heading: 'All years', label: 'All years' },
        { key: 'latest', heading: council, label: council, numeric: true },
        { key: 'before', heading: 'Year before', numeric: true },
        { key: 'change', heading: 'In a year', width: 15 },
        ...(hasTargets ? [{ key: 'target', heading: 'Target' }] : []),
        { key: 'neighbours', heading: 'Neighbours’ median', numeric: true },
        { key: 'england', heading: 'England', numeric: true },
        ...(ranked ? [{ key: 'rank', heading: 'Rank' }] : []),
      ]}
      groups={groups.map(({ key, heading, accounts }) => ({
        key,
        ...(heading === undefined ? {} : { heading }),
        rows: accounts.map((account) => ({
          key: account.indicator.key,
          cells: [
            ...cellsOf(slug, account, hasTargets),
            ...(ranked ? [account.standing.latest?.rank ? rankInWords(account.standing.latest.rank) : 'No rank'] : []),
          ],
        })),
      }))}
    />
  );
}

export interface StandingTableProps {
  readonly slug: string;
  /** Its name, above its figures. */
  readonly council: string;
  readonly caption: string;
  readonly groups: readonly { readonly key: string; readonly heading?: string; readonly accounts: readonly IndicatorAccount[] }[];
  readonly ranked?: boolean;
}

function cellsOf(
  slug: string,
  { indicator, series, standing: { newest, latest }, target }: IndicatorAccount,
  hasTargets: boolean,
): readonly ReactNode[] {
  const unit = indicator.unit === 'percent' || namesItsUnit(indicator) ? null : UNITS[indicator.unit].words;
  const yearBefore = latest && figureAYearBefore(series, latest.reading);
  return [
    <>
      <a className="govuk-link" href={`/${slug}/indicators/${indicator.key}`}>
        {indicator.name}
      </a>
      {indicator.authority === null ? null : <SubLine>The council’s own figures</SubLine>}
      {unit === null ? null : <SubLine>{unit}</SubLine>}
      {latest === null ? null : <SubLine>{periodAndAge(latest, indicator)}</SubLine>}
      {newest === null || isFigure(newest) ? null : <SubLine>{markerInWords(newest, indicator)}</SubLine>}
    </>,
    <Sparkline key="moves" readings={series} indicator={indicator} />,
    latest === null ? 'No figure' : <b key="latest">{shortFigure(latest.reading.value, indicator)}</b>,
    yearBefore === null ? 'No figure' : shortFigure(yearBefore.value, indicator),
    latest === null || latest.change === null ? (
      'No figure a year before'
    ) : (
      <Verdict key="change" change={latest.change} indicator={indicator} />
    ),
    ...(hasTargets
      ? [target ? <TargetGap key="target" target={target} latest={latest?.reading.value ?? null} indicator={indicator} /> : 'None']
      : []),
    latest === null || latest.neighbours === null ? (
      'No figure'
    ) : (
      <>
        {shortFigure(latest.neighbours.median, indicator)}
        {/* That it is of all ten is said once, below the table. */}
        {latest.neighbours.count === ALL_NEIGHBOURS ? null : <SubLine>{`of ${numberInWords(latest.neighbours.count)}`}</SubLine>}
      </>
    ),
    latest === null || latest.england === null ? 'No figure' : shortFigure(latest.england.value, indicator),
  ];
}

function TargetGap({
  target,
  latest,
  indicator,
}: {
  readonly target: Target;
  readonly latest: Decimal | null;
  readonly indicator: Indicator;
}) {
  return (
    <>
      {latest === null ? 'No figure' : shortGapInWords(gapToTarget(latest, target.value, indicator), indicator)}
      <SubLine>{`${shortFigure(target.value, indicator)} by ${shortMonthInWords(target.by)}`}</SubLine>
    </>
  );
}

function Verdict({ change, indicator }: { readonly change: Change; readonly indicator: Indicator }) {
  const { verdict, direction, difference } = change;
  const points = indicator.unit === 'percent' ? ' points' : '';
  return (
    <>
      {verdict === 'about-the-same' || verdict === 'cannot-be-said' ? VERDICTS[verdict] : <b>{VERDICTS[verdict]}</b>}
      {direction === 'none' ? null : <SubLine>{`${direction} ${figureInWords(difference.replace('-', ''), indicator)}${points}`}</SubLine>}
    </>
  );
}
