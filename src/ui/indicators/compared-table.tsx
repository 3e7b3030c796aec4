import type { ReactNode } from 'react';
import {
  isFigure,
  periodInWords,
  rankInWords,
  readingInWords,
  shortFigure,
  UNITS,
  type ComparedIndicators,
  type Indicator,
  type Reading,
} from '@/domain/indicators';
import { SubLine, Table } from '../govuk/table';

/** Councils by indicators, the council itself first; below them what the others have together, and England. */
export function ComparedTable({ comparison: { councils, compared } }: { readonly comparison: ComparedIndicators }) {
  const [own] = councils;
  if (own === undefined) return null;
  const row = (key: string, heading: string, cells: readonly ReactNode[], ours = false) => ({ key, cells: [heading, ...cells], ours });
  return (
    <Table
      caption={`Indicators of ${own.name} and of the councils beside it`}
      stack="wide"
      look="compared"
      columns={[
        { key: 'council', heading: 'Council' },
        ...compared.map(({ indicator, period, age }) => ({
          key: indicator.key,
          label: `${indicator.name}, ${periodInWords(period)}`,
          numeric: true,
          heading: (
            <>
              <a className="govuk-link" href={`/${own.slug}/indicators/${indicator.key}`}>
                {indicator.name}
              </a>
              <SubLine>{`${indicator.unit === 'percent' ? '' : `${UNITS[indicator.unit].words}, `}${periodInWords(period)}, ${age === 'today' ? age : `${age} ago`}`}</SubLine>
            </>
          ),
        })),
      ]}
      groups={[
        {
          key: 'councils',
          rows: councils.map(({ slug, name }, index) =>
            row(
              slug,
              name,
              compared.map(({ readings, indicator }) => cell(readings[index] ?? null, indicator)),
              index === 0,
            ),
          ),
        },
        {
          key: 'together',
          heading: 'Together',
          rows: [
            row(
              'rank',
              `Rank of ${own.name}`,
              compared.map(({ rank }) => (rank === null ? 'No rank' : rankInWords(rank))),
            ),
            row(
              'median',
              'Median of the others',
              compared.map(({ others, indicator }) => (
                <>
                  {others === null ? 'No figure' : shortFigure(others.median, indicator)}
                  {others === null || others.count === councils.length - 1 ? null : <SubLine>{`of ${others.count}`}</SubLine>}
                </>
              )),
            ),
            row(
              'england',
              'England',
              compared.map(({ england, indicator }) => cell(england, indicator)),
            ),
          ],
        },
      ]}
    />
  );
}

function cell(reading: Reading | null, indicator: Indicator) {
  if (reading === null) return <span className="app-table__words">No figure</span>;
  return isFigure(reading) ? (
    shortFigure(reading.value, indicator)
  ) : (
    <span className="app-table__words">{readingInWords(reading, indicator)}</span>
  );
}
