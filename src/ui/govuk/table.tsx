import { Fragment, type ReactNode } from 'react';

/**
 * A table that stays one on a small screen: below its breakpoint each row becomes a block in which every cell shows its column's name
 * (`label`). Browsers drop table semantics with `display: block`, so the roles are written out.
 * The first column is the row's header. Give `rows`, or `groups` where rows fall under headings.
 */
export function Table({ caption, captionVisible, columns, rows, groups, stack = 'narrow', look, alignMiddle, dense }: TableProps) {
  const bodies = groups ?? [{ key: 'all', rows: rows ?? [] }];
  return (
    <table role="table" className={tableClasses(stack, look, alignMiddle, dense)}>
      <caption className={captionVisible ? undefined : 'govuk-visually-hidden'}>{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column) => (
            <th key={column.key} role="columnheader" scope="col" className={columnClasses(column)} aria-sort={column.sorted}>
              {column.heading}
            </th>
          ))}
        </tr>
      </thead>
      {bodies.map((group) => (
        <tbody key={group.key} role="rowgroup" className={group.heading === undefined ? undefined : 'app-table__group'}>
          {group.heading === undefined ? null : (
            <tr role="row">
              <th role="rowheader" scope="rowgroup" colSpan={columns.length}>
                {group.heading}
              </th>
            </tr>
          )}
          {group.rows.map((row) => (
            <tr key={row.key} role="row" className={row.ours ? 'app-table__ours' : undefined}>
              {columns.map((column, index) => (
                <Fragment key={column.key}>{tableCell(column, index, row.cells[index])}</Fragment>
              ))}
            </tr>
          ))}
        </tbody>
      ))}
    </table>
  );
}

/** Keeps a table too wide for a phone (years by councils, counts) inside its own region, which a keyboard can scroll. */
export function ScrollRegion({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="app-scroll" role="region" aria-label={label} tabIndex={0}>
      {children}
    </div>
  );
}

/** A second, softer line in a table's cell or head. */
export function SubLine({ children }: { readonly children: ReactNode }) {
  return <span className="app-table__sub">{children}</span>;
}

function tableClasses(
  stack: TableStack,
  look: TableLook | undefined,
  alignMiddle: boolean | undefined,
  dense: boolean | undefined,
): string {
  const classes = ['app-table'];
  if (stack === 'narrow') classes.push('app-table--stack');
  if (stack === 'wide') classes.push('app-table--stack-wide');
  if (look !== undefined) classes.push(`app-table--${look}`);
  if (alignMiddle) classes.push('app-table--middle');
  if (dense) classes.push('app-table--dense');
  return classes.join(' ');
}

function columnClasses(column: TableColumn): string | undefined {
  const classes: string[] = [];
  if (column.width !== undefined) classes.push(`app-table__width-${column.width}`);
  if (column.numeric) classes.push('app-table__number');
  return classes.length === 0 ? undefined : classes.join(' ');
}

function tableCell(column: TableColumn, index: number, content: ReactNode) {
  if (index === 0) {
    return (
      <th role="rowheader" scope="row">
        {content}
      </th>
    );
  }
  const label = column.label ?? (typeof column.heading === 'string' ? column.heading : undefined);
  return (
    <td role="cell" className={column.numeric ? 'app-table__number' : undefined} data-l={label}>
      <div className="app-table__cell">{content}</div>
    </td>
  );
}

export interface TableProps {
  /** What the table holds, in words; hidden from sight unless `captionVisible`, because the heading above usually says it. */
  readonly caption: ReactNode;
  readonly captionVisible?: boolean;
  readonly columns: readonly TableColumn[];
  readonly rows?: readonly TableRow[];
  readonly groups?: readonly TableGroup[];
  /** Where the rows become blocks: below 48em, below 64em (many columns of long words), or never (put it in a `ScrollRegion`). */
  readonly stack?: TableStack;
  /** `judgements`: the newest grades, large, in the second column. `matrix`: councils by judgement. `compared`: long names beside short figures. */
  readonly look?: TableLook;
  readonly alignMiddle?: boolean;
  readonly dense?: boolean;
}

export interface TableColumn {
  readonly key: string;
  readonly heading: ReactNode;
  /** The column's name beside the value when rows are blocks; by default the heading where that is a string. */
  readonly label?: string;
  /** Right aligned, with figures of one width. */
  readonly numeric?: boolean;
  /** Percent of the table. */
  readonly width?: 10 | 15 | 20 | 25 | 30 | 35 | 40 | 50 | 60;
  readonly sorted?: 'ascending' | 'descending';
}

export interface TableRow {
  readonly key: string;
  /** One for each column, the row's header first. */
  readonly cells: readonly ReactNode[];
  /** The reader's own council among others. */
  readonly ours?: boolean;
}

export interface TableGroup {
  readonly key: string;
  readonly heading?: ReactNode;
  readonly rows: readonly TableRow[];
}

type TableStack = 'narrow' | 'wide' | 'never';
type TableLook = 'judgements' | 'matrix' | 'compared';
