import { Fragment, type ReactNode } from 'react';
import type { Paper, PaperBlock, PaperCell, PaperColumn, PaperGrade, PaperQuestion, PaperTable, PaperText } from '@/domain/paper';
import { SeriesLine } from '../charts/series-line';
import { Rating } from '../ratings/rating';

/**
 * A paper for people who meet, on a page and on sheets of A4: the same component in a page of the product and in the document that is printed to PDF.
 * It brings the page's heading along.
 */
export function PaperSheet({ paper: { about, notices, title, sections, foot } }: { readonly paper: Paper }) {
  return (
    <div className="app-paper">
      <p className="app-paper__about">
        <span>{about[0]}</span> <span>{about[1]}</span>
      </p>
      <h1 className="app-paper__title">{title}</h1>
      {notices.map((notice) => (
        <p key={notice.text} className="app-paper__note">
          <Linked {...notice} />
        </p>
      ))}
      {sections.map(({ key, heading, blocks }) => (
        <section key={key} id={key} className={`app-paper__section app-paper__section--${key}`} aria-labelledby={`${key}-heading`}>
          <h2 className="app-paper__h2" id={`${key}-heading`}>
            {heading}
          </h2>
          {blocks.map((block, index) => (
            <Fragment key={index}>{blockOf(block)}</Fragment>
          ))}
        </section>
      ))}
      <div className="app-paper__foot">
        {foot.map((sentence) => (
          <Fragment key={sentence}>
            <p>{sentence}</p>{' '}
          </Fragment>
        ))}
      </div>
    </div>
  );
}

function blockOf(block: PaperBlock): ReactNode {
  switch (block.kind) {
    case 'paragraph':
      return <p className={`app-paper__${block.look ?? 'text'}`}>{block.text}</p>;
    case 'grades':
      return <Grades caption={block.caption} grades={block.grades} />;
    case 'groups':
      return (
        <ul className="app-paper__groups">
          {block.groups.map(({ heading, items }) => (
            <li key={heading}>
              <b>{heading}</b>{' '}
              <span>
                {items.map((item, index) => (
                  <Fragment key={index}>
                    {index === 0 ? null : '; '}
                    <Linked {...item} />
                  </Fragment>
                ))}
              </span>
            </li>
          ))}
        </ul>
      );
    case 'table':
      return <SheetTable table={block} />;
    case 'questions':
      return (
        <ol className="app-paper__questions">
          {block.questions.map((question, index) => (
            <li key={index}>
              <Question {...question} />
            </li>
          ))}
        </ol>
      );
    case 'terms':
      return (
        <dl className="app-paper__terms">
          {block.terms.map(({ term, meaning }) => (
            <Fragment key={term}>
              <div>
                <dt>{term}:</dt> <dd>{meaning}</dd>
              </div>{' '}
            </Fragment>
          ))}
        </dl>
      );
  }
}

/** Side by side where there is room; the styles turn it round where there is not. */
function Grades({ caption, grades }: { readonly caption: string; readonly grades: readonly PaperGrade[] }) {
  return (
    <table role="table" className={`app-paper__grades app-paper__grades--${grades.length}`}>
      <caption className="govuk-visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {grades.map(({ name }) => (
            <th key={name} role="columnheader" scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        <tr role="row">
          {grades.map(({ name, grade, absence, word }) => (
            <td key={name} role="cell">
              <Rating grade={grade} absence={absence} words={word} />
            </td>
          ))}
        </tr>
        <tr role="row">
          {grades.map(({ name, before }) => (
            <td key={name} role="cell">
              {before ?? ''}
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

function SheetTable({ table: { caption, columns, rows } }: { readonly table: PaperTable }) {
  return (
    <table role="table" className="app-paper__table">
      <caption className="govuk-visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map(({ heading, holds, width }) => (
            <th key={heading} role="columnheader" scope="col" className={`app-paper__${holds} app-paper__width-${width}`}>
              {heading}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map((cells, row) => (
          <tr key={row} role="row">
            {columns.map((column, index) => (
              <Fragment key={column.heading}>{cellOf(column, cells[index] ?? { text: '' }, index === 0)}</Fragment>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function cellOf({ heading, holds }: PaperColumn, cell: PaperCell, isRowHeader: boolean): ReactNode {
  const content = (
    <div className="app-paper__cell">
      {cell.line === undefined ? null : <SeriesLine {...cell.line} />}
      {cell.mark === undefined ? null : <Mark mark={cell.mark} />}
      {cell.strong ? (
        <b>
          <Linked {...cell} />
        </b>
      ) : (
        <Linked {...cell} />
      )}
      {cell.below === undefined ? null : (
        <>
          {' '}
          <span className={cell.below.strong ? 'app-paper__below app-paper__below--strong' : 'app-paper__below'}>{cell.below.text}</span>
        </>
      )}
    </div>
  );
  if (isRowHeader) {
    return (
      <th role="rowheader" scope="row">
        {content}
      </th>
    );
  }
  return (
    <td role="cell" className={`app-paper__${holds}`} data-l={heading}>
      {content}
    </td>
  );
}

function Question({ about, evidence, question, links }: PaperQuestion) {
  return (
    <>
      <p className="app-paper__evidence">
        {about === undefined ? null : (
          <>
            <Linked {...about} />:{' '}
          </>
        )}
        {evidence}
      </p>{' '}
      <p className="app-paper__question">{question}</p>
      {links.length === 0 ? null : (
        <p className="app-paper__links">
          {links.map((link, index) => (
            <Fragment key={index}>
              {index === 0 ? null : '; '}
              <Linked {...link} />
            </Fragment>
          ))}
        </p>
      )}
    </>
  );
}

/** Better and worse by shape and by the word after it. */
function Mark({ mark }: { readonly mark: 'better' | 'worse' }) {
  return (
    <svg
      className={`app-paper__mark app-paper__mark--${mark}`}
      viewBox="0 0 12 12"
      width="11"
      height="11"
      aria-hidden="true"
      focusable="false"
    >
      <path d={mark === 'better' ? 'M1 6.5 4.5 10 11 2.5' : 'M2 2l8 8M10 2l-8 8'} fill="none" strokeWidth={2.6} />
    </svg>
  );
}

function Linked({ text, href }: PaperText) {
  return href === undefined || href === null ? (
    text
  ) : (
    <a className="govuk-link" href={href}>
      {text}
    </a>
  );
}
