import type { ReactNode } from 'react';
import { lastWordInWords, ownerInWords, stepsDone, type PlanSort, type StandingWithStatus } from '@/domain/improvement';
import { SubLine, Table, type TableColumn } from '../govuk/table';
import { DueDate } from './due-date';
import { SilentRemark, StatusTag, Steps } from './status-tag';

/** Actions as every list shows them: what, who, by when, how far, how it stands. Column heads lead to another order where `sorting` says how. */
export function ActionTable({ slug, caption, groups, sorting }: ActionTableProps) {
  const columns: readonly TableColumn[] = [
    { key: 'action', heading: headOf('Action', 'reference', sorting), ...sortedBy('reference', sorting) },
    { key: 'owner', heading: headOf('Owner', 'owner', sorting), label: 'Owner', width: 20, ...sortedBy('owner', sorting) },
    { key: 'due', heading: headOf('Due', 'due', sorting), label: 'Due', width: 20, ...sortedBy('due', sorting) },
    { key: 'steps', heading: 'Steps done', width: 10 },
    { key: 'status', heading: headOf('Status', 'status', sorting), label: 'Status', width: 15, ...sortedBy('status', sorting) },
  ];
  return (
    <Table
      caption={caption}
      stack="wide"
      columns={columns}
      groups={groups.map(({ key, heading, note, standings }) => ({
        key,
        ...(heading === undefined ? {} : { heading }),
        rows: [
          ...(note === undefined ? [] : [{ key: 'note', cells: [note] }]),
          ...standings.map((standing) => ({ key: standing.action.id, cells: cellsOf(slug, standing) })),
        ],
      }))}
    />
  );
}

/** `1.2 Check partner attendance every quarter`, leading to the action's page. */
export function ActionLink({ slug, standing: { action, reference } }: { readonly slug: string; readonly standing: StandingWithStatus }) {
  return (
    <a className="govuk-link" href={`/${slug}/plan/actions/${action.id}`}>
      {`${reference} ${action.title}`}
    </a>
  );
}

function cellsOf(slug: string, standing: StandingWithStatus): readonly ReactNode[] {
  const { action, status, silentDays } = standing;
  return [
    <>
      <ActionLink slug={slug} standing={standing} />
      <SubLine>{lastWordInWords(standing)}</SubLine>
      {silentDays === null ? null : <SilentRemark days={silentDays} />}
    </>,
    ownerInWords(action) ?? 'Nobody yet',
    <DueDate key="due" standing={standing} />,
    <Steps key="steps" done={stepsDone(action)} total={action.steps.length} />,
    <StatusTag key="status" status={status} />,
  ];
}

function headOf(text: string, sort: PlanSort, sorting: Sorting | undefined): ReactNode {
  if (sorting === undefined || sorting.by === sort) return text;
  return (
    <a className="govuk-link" href={sorting.address(sort)}>
      <span className="govuk-visually-hidden">Sort by </span>
      {text}
    </a>
  );
}

function sortedBy(sort: PlanSort, sorting: Sorting | undefined): Pick<TableColumn, 'sorted'> {
  return sorting?.by === sort ? { sorted: 'ascending' } : {};
}

export interface ActionTableProps {
  readonly slug: string;
  readonly caption: string;
  readonly groups: readonly ActionGroup[];
  readonly sorting?: Sorting;
}

export interface ActionGroup {
  readonly key: string;
  readonly heading?: ReactNode;
  /** Instead of actions, or before them. */
  readonly note?: ReactNode;
  readonly standings: readonly StandingWithStatus[];
}

export interface Sorting {
  readonly by: PlanSort;
  readonly address: (sort: PlanSort) => string;
}
