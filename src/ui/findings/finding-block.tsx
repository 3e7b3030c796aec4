import { FINDING_KINDS, findingMonth, NATIONAL_REFERENCES, type Finding, type LinkedFinding } from '@/domain/findings';
import { AREAS } from '@/domain/frameworks';
import type { StandingWithStatus } from '@/domain/improvement';
import { Details } from '../govuk/details';
import { StatusTag } from '../improvement/status-tag';

/** One finding: our words, where it belongs, Ofsted's words on demand, and beside it the actions that answer it, for who may read them. */
export function FindingBlock({ finding, repeats, repeatedBy, answers, actions, number, showsKind }: FindingBlockProps) {
  return (
    <article className="app-finding" id={`finding-${finding.id}`} aria-labelledby={`finding-${finding.id}-title`}>
      <div>
        <h3 className="app-finding__title" id={`finding-${finding.id}-title`}>
          <a className="govuk-link" href={findingAddress(finding)}>
            {number === undefined ? finding.title : `${number}. ${finding.title}`}
          </a>
        </h3>
        <FindingText finding={finding} repeats={repeats} repeatedBy={repeatedBy} showsKind={showsKind ?? false} />
      </div>
      {answers === null ? null : (
        <div>
          {answers.length > 0 ? (
            <Answers authority={finding.authority} answers={answers} />
          ) : FINDING_KINDS[finding.kind].asksForAnswer ? (
            <p className="app-finding__text">
              {actions === null || actions === 0
                ? 'No action answers this yet.'
                : 'It is answered by actions for another finding of the same matter.'}
            </p>
          ) : null}
        </div>
      )}
    </article>
  );
}

/** What a finding says, without its title. */
export function FindingText({ finding, repeats, repeatedBy, showsKind }: Omit<FindingBlockProps, 'answers' | 'actions' | 'number'>) {
  const { kind, area, paraphrase, inspectorsWords, place, reference } = finding;
  return (
    <>
      <p className="app-finding__text">{paraphrase}</p>
      {showsKind ? <p className="app-finding__text">{FINDING_KINDS[kind].name}</p> : null}
      {area === null ? null : (
        <p className="app-finding__text">
          Judgement: <b>{AREAS[area].name}</b>
        </p>
      )}
      {reference === null ? null : <p className="app-finding__text">{NATIONAL_REFERENCES[reference]}</p>}
      {repeats.map((earlier) => (
        <p key={earlier.id} className="app-finding__text">
          <b>Repeat finding:</b> also raised in <FindingLink finding={earlier} />
        </p>
      ))}
      {repeatedBy.map((later) => (
        <p key={later.id} className="app-finding__text">
          <b>Raised again</b> in <FindingLink finding={later} />
        </p>
      ))}
      {inspectorsWords === null ? null : (
        <Details summary="Ofsted’s words">
          <blockquote className="app-finding__quotation">“{inspectorsWords}”</blockquote>
          {place}
        </Details>
      )}
      {inspectorsWords === null && place !== null ? <p className="app-finding__text">In the report: {place}</p> : null}
    </>
  );
}

/** Actions with their statuses. Those of a plan that has ended say so. */
export function Answers({ authority, answers }: { readonly authority: string; readonly answers: readonly ShownAnswer[] }) {
  return (
    <ul className="app-answers">
      {answers.map(({ action, reference, status, plan, isPast }) => (
        <li key={action.id} className="app-answers__item">
          <span>
            <a className="govuk-link" href={`/${authority}/plan/actions/${action.id}`}>
              {`${reference} ${action.title}`}
            </a>
            {isPast ? ` (${plan}, which has ended)` : ''}
          </span>
          <StatusTag status={status} />
        </li>
      ))}
    </ul>
  );
}

/** `/barnsley/findings/…`: the page of one finding. */
export function findingAddress({ authority, id }: Pick<Finding, 'authority' | 'id'>): string {
  return `/${authority}/findings/${id}`;
}

function FindingLink({ finding }: { readonly finding: Finding }) {
  return (
    <a className="govuk-link" href={`/${finding.authority}/inspections/${finding.inspection}#finding-${finding.id}`}>
      {findingMonth(finding)}
    </a>
  );
}

/** An action that answers a finding, with its status and its plan. */
export interface ShownAnswer extends StandingWithStatus {
  readonly plan: string;
  readonly isPast: boolean;
}

export interface FindingBlockProps extends LinkedFinding {
  /** Null where the reader may not read the plan. */
  readonly answers: readonly ShownAnswer[] | null;
  /** How many actions answer it, or a finding joined to it. */
  readonly actions: number | null;
  /** Its place in the report. */
  readonly number?: number;
  /** Where kinds are mixed. */
  readonly showsKind?: boolean;
}
