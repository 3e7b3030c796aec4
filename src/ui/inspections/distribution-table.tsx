import type { Grade } from '@/domain/frameworks';
import type { Distribution } from '@/domain/inspections';
import type { ReactNode } from 'react';
import { ScrollRegion, Table } from '../govuk/table';

const COLUMNS = [
  { grade: 'outstanding', heading: 'Outstanding' },
  { grade: 'good', heading: 'Good' },
  { grade: 'requires-improvement', heading: 'Requires improvement' },
  { grade: 'inadequate', heading: 'Inadequate' },
] as const satisfies readonly { readonly grade: Grade; readonly heading: string }[];

/** Counts of councils by grade: the figures of a distribution chart. `noneHeading` says what having no grade means here. */
export function DistributionTable({ caption, heading, noneHeading = 'Not judged separately', rows }: DistributionTableProps) {
  return (
    <ScrollRegion label={caption}>
      <Table
        caption={caption}
        captionVisible
        stack="never"
        columns={[
          { key: 'name', heading },
          ...COLUMNS.map((column) => ({ key: column.grade, heading: column.heading, numeric: true })),
          { key: 'none', heading: noneHeading, numeric: true },
        ]}
        rows={rows.map(({ key, name, distribution }) => ({
          key,
          cells: [name, ...COLUMNS.map(({ grade }) => distribution.grades[grade]), distribution.none],
        }))}
      />
    </ScrollRegion>
  );
}

export interface DistributionTableProps {
  readonly caption: string;
  readonly heading: string;
  readonly noneHeading?: string;
  readonly rows: readonly { readonly key: string; readonly name: ReactNode; readonly distribution: Distribution }[];
}
