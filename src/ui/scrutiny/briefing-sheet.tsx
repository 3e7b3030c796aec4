import { Fragment, type ReactNode } from 'react';
import type { BriefingContent, BriefingFigure } from '@/domain/scrutiny';
import { Rating } from '../ratings/rating';

/** A briefing as it was frozen: what it says and in which order is its content's, how it looks is here. Two sides of A4 when printed. */
export function BriefingSheet({ content }: { readonly content: BriefingContent }) {
  const { authority, meeting, asAt, headline, supersedes } = content;
  return (
    <article className="br" aria-label={`Briefing for ${meeting.committee}, ${meeting.heldOn.words}`}>
      <div className="br-page">
        <p className="br-meta">
          <span>
            {authority.name}, {meeting.committee}, {meeting.heldOn.words}
          </span>
          <span>
            As at {asAt.day.words}
            {content.number > 1 ? `, number ${content.number}` : ''}
          </span>
        </p>
        <h1 className="br-title">{headline}</h1>
        {supersedes === null ? null : (
          <p className="br-note">
            <a className="govuk-link" href={supersedes.href}>
              {supersedes.words}
            </a>
          </p>
        )}
        <Judgements content={content} />
        <Changes content={content} />
        <Dates content={content} />
        <Recommendations content={content} />
        <Inspectors content={content} />
      </div>
      <div className="br-page">
        <Figures content={content} />
        <Targets content={content} />
        <Money content={content} />
        <Lines content={content} />
        <Questions content={content} />
        <Words content={content} />
        <p className="br-foot">
          <span>{content.sources.join(' ')}</span>
        </p>
      </div>
    </article>
  );
}

function Judgements({ content: { judgements } }: Part) {
  if (judgements === null) return null;
  return (
    <Block heading={judgements.heading}>
      <dl className="br-row">
        {judgements.items.map(({ area, name, grade, absence, word, shortWord, before }) => (
          <div key={area} className="br-j">
            <dt>{name}</dt>
            <dd>
              <Rating grade={grade} absence={absence} words={grade === null ? word : shortWord} />
              {before === null ? null : <span className="br-j__before">{before}</span>}
            </dd>
          </div>
        ))}
      </dl>
      {judgements.notes.length === 0 ? null : <p className="br-note">{judgements.notes.join(' ')}</p>}
    </Block>
  );
}

function Changes({ content: { changes } }: Part) {
  return (
    <Block heading={changes.heading}>
      {changes.none === null ? null : <p className="br-p">{changes.none}</p>}
      {changes.groups.length === 0 ? null : (
        <ul className="br-chg">
          {changes.groups.map(({ kind, heading, items, more }) => (
            <li key={kind}>
              <b>{heading}</b>
              <span>
                {items.map(({ text, href }, index) => (
                  <Fragment key={index}>
                    {index === 0 ? null : '; '}
                    {href === null ? (
                      text
                    ) : (
                      <a className="govuk-link" href={href}>
                        {text}
                      </a>
                    )}
                  </Fragment>
                ))}
                {more === null ? null : `; ${more}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Block>
  );
}

function Dates({ content: { dates } }: Part) {
  return (
    <Block heading={dates.heading} isEmpty={dates.rows.length === 0 && dates.tally === null}>
      {dates.rows.length === 0 ? (
        <p className="br-p">No action is overdue, and no date has moved.</p>
      ) : (
        <SheetTable
          caption={dates.heading}
          columns={['Action and owner', 'First due', 'Now due', 'Moved', 'Reason given for the last move']}
          rows={dates.rows.map(({ reference, title, href, owner, firstDue, nowDue, statusWords, isConcern, moved, reason }) => ({
            key: href,
            head: (
              <>
                <a className="govuk-link" href={href}>
                  {reference} {title}
                </a>{' '}
                <span className="br-under">{owner}</span>
              </>
            ),
            cells: [
              <span key="first" className="br-nowrap">
                {firstDue.short}
              </span>,
              <span key="due" className="br-nowrap">
                {nowDue.short}
                <br />
                {isConcern ? <b>{statusWords}</b> : statusWords}
              </span>,
              moved,
              reason ?? '',
            ],
          }))}
        />
      )}
      {dates.more === null ? null : <p className="br-note">{dates.more}</p>}
      {dates.tally === null ? null : <p className="br-tot">{dates.tally}</p>}
    </Block>
  );
}

function Recommendations({ content: { recommendations } }: Part) {
  return (
    <Block heading={recommendations.heading} isEmpty={recommendations.rows.length === 0}>
      <SheetTable
        caption={recommendations.heading}
        columns={['Recommendation', 'To', 'Answer']}
        rows={recommendations.rows.map(({ wording, href, to, madeOn, stateWords, isLate }, index) => ({
          key: String(index),
          head: (
            <>
              <a className="govuk-link" href={href}>
                {wording}
              </a>{' '}
              <span className="br-under">{madeOn.words}</span>
            </>
          ),
          cells: [to, isLate ? <b key="state">{stateWords}</b> : stateWords],
        }))}
      />
      {recommendations.more === null ? null : <p className="br-note">{recommendations.more}</p>}
    </Block>
  );
}

function Inspectors({ content: { inspectors } }: Part) {
  return (
    <Block heading={inspectors.heading} isEmpty={inspectors.sentences.length === 0}>
      <p className="br-p">{inspectors.sentences.join(' ')}</p>
      {inspectors.basis.length === 0 ? null : <p className="br-note">{inspectors.basis.join(' ')}</p>}
    </Block>
  );
}

function Figures({ content: { figures, authority } }: Part) {
  return (
    <Block heading={figures.heading} isEmpty={figures.rows.length === 0}>
      <SheetTable
        caption={figures.heading}
        columns={['Published figure', 'As at', 'Year before', authority.name, 'Neighbours', 'England', 'In a year']}
        numeric={[2, 3, 4, 5]}
        rows={figures.rows.map(({ name, href, asAt, age, own, yearBefore, neighbours, england, verdict, verdictWords }) => ({
          key: href,
          head: (
            <a className="govuk-link" href={href}>
              {name}
            </a>
          ),
          cells: [
            <span key="at" className="br-nowrap">
              {asAt}
              <span className="br-under">{age}</span>
            </span>,
            yearBefore ?? 'None',
            <b key="own">{own}</b>,
            neighbours ?? 'None',
            england ?? 'None',
            <Verdict key="verdict" verdict={verdict} words={verdictWords} />,
          ],
        }))}
      />
      {figures.notes.length === 0 ? null : <p className="br-note">{figures.notes.join(' ')}</p>}
    </Block>
  );
}

/** The word says it; a tick or a cross only leads the eye. */
function Verdict({ verdict, words }: { readonly verdict: BriefingFigure['verdict']; readonly words: string }) {
  const path = verdict === 'better' ? 'M1 6.5 4.5 10 11 2.5' : verdict === 'worse' ? 'M2 2l8 8M10 2l-8 8' : null;
  return (
    <span className="br-v">
      {path === null ? null : (
        <svg viewBox="0 0 12 12" width="11" height="11" aria-hidden="true" focusable="false" className={`br-v__${verdict}`}>
          <path d={path} fill="none" strokeWidth={2.6} />
        </svg>
      )}{' '}
      {words}
    </span>
  );
}

function Targets({ content: { targets } }: Part) {
  return (
    <Block heading={targets.heading} isEmpty={targets.rows.length === 0}>
      <SheetTable
        caption={targets.heading}
        columns={['Indicator', 'Target', 'Now', 'How near']}
        rows={targets.rows.map(({ name, href, target, now, gap }) => ({
          key: href,
          head: (
            <a className="govuk-link" href={href}>
              {name}
            </a>
          ),
          cells: [target, now ?? 'No figure yet', gap],
        }))}
      />
    </Block>
  );
}

function Money({ content: { money } }: Part) {
  return (
    <Block heading={money.heading} isEmpty={money.rows.length === 0}>
      <ul className="br-chg">
        {money.rows.map(({ title, href, amount, decision }) => (
          <li key={title}>
            <a className="govuk-link" href={href}>
              {title}
            </a>
            <span>
              {amount}. {decision}
            </span>
          </li>
        ))}
      </ul>
      {money.more === null ? null : <p className="br-note">{money.more}</p>}
    </Block>
  );
}

function Lines({ content: { lines } }: Part) {
  return (
    <Block heading={lines.heading} isEmpty={lines.items.length === 0}>
      <ol className="br-lines">
        {lines.items.map(({ evidence, question, links }, index) => (
          <li key={index}>
            <p className="br-ev">
              {evidence}{' '}
              {links.map(({ text, href }) => (
                <Fragment key={href}>
                  <a className="govuk-link app-no-print" href={href}>
                    {text}
                  </a>{' '}
                </Fragment>
              ))}
            </p>
            <p className="br-ask">{question}</p>
          </li>
        ))}
      </ol>
      <p className="br-note">{lines.order}</p>
    </Block>
  );
}

function Questions({ content: { questions } }: Part) {
  return (
    <Block heading={questions.heading} isEmpty={questions.items.length === 0}>
      <ul className="br-asked">
        {questions.items.map(({ about, question, askedOn, answer, answeredOn }, index) => (
          <li key={index}>
            {about === null ? null : (
              <p className="br-under">
                <a className="govuk-link" href={about.href}>
                  {about.text}
                </a>
                , asked on {askedOn.words}
              </p>
            )}
            <p className="br-ask">{question}</p>
            <p className="br-ev">{answer === null ? 'Not answered yet.' : `${answer} (${answeredOn?.words ?? ''})`}</p>
          </li>
        ))}
      </ul>
    </Block>
  );
}

function Words({ content: { words } }: Part) {
  return (
    <Block heading={words.heading} isEmpty={words.items.length === 0}>
      <dl className="br-words">
        {words.items.map(({ term, meaning }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{meaning}</dd>
          </div>
        ))}
      </dl>
    </Block>
  );
}

/** What has nothing to say is left out, heading and all. */
function Block({ heading, isEmpty, children }: { readonly heading: string; readonly isEmpty?: boolean; readonly children: ReactNode }) {
  if (isEmpty) return null;
  return (
    <section className="br-block">
      <h2 className="br-h2">{heading}</h2>
      {children}
    </section>
  );
}

/** Narrower than the product's tables, so that it fits a sheet; below a tablet's width each row is a block that names its columns. */
function SheetTable({ caption, columns, rows, numeric }: SheetTableProps) {
  const classOf = (index: number) => (numeric?.includes(index) ? 'br-num' : undefined);
  return (
    <table role="table" className="br-table">
      <caption className="govuk-visually-hidden">{caption}</caption>
      <thead role="rowgroup">
        <tr role="row">
          {columns.map((column, index) => (
            <th key={column} role="columnheader" scope="col" className={classOf(index)}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ key, head, cells }) => (
          <tr key={key} role="row">
            <th role="rowheader" scope="row">
              {head}
            </th>
            {cells.map((cell, index) => (
              <td key={columns[index + 1]} role="cell" data-label={columns[index + 1]} className={classOf(index + 1)}>
                {cell}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface SheetTableProps {
  readonly caption: string;
  readonly columns: readonly string[];
  readonly rows: readonly { readonly key: string; readonly head: ReactNode; readonly cells: readonly ReactNode[] }[];
  /** Columns of figures, by their place. */
  readonly numeric?: readonly number[];
}

interface Part {
  readonly content: BriefingContent;
}
