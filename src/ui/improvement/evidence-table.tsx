import type { ReactNode } from 'react';
import { EVIDENCE_KINDS, EVIDENCE_STATES, stateOfEvidence, type Evidence } from '@/domain/improvement';
import { shortDateInWords } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';

/** The evidence of one action with the checker's word. People stand in it by their post. */
export function EvidenceTable({ pieces, address }: EvidenceTableProps) {
  return (
    <Table
      caption="Evidence, with the word of whoever checked it"
      stack="wide"
      columns={[
        { key: 'evidence', heading: 'Evidence', width: 40 },
        { key: 'given', heading: 'Given', width: 20 },
        { key: 'checked', heading: 'Checked by', width: 20 },
        { key: 'result', heading: 'Result' },
      ]}
      rows={pieces.map(({ evidence, givenBy, checkedBy }) => ({
        key: evidence.id,
        cells: [
          titleOf(evidence, address),
          evidence.given === null ? (
            'Not yet'
          ) : (
            <>
              {shortDateInWords(evidence.given.on)}
              <SubLine>{givenBy}</SubLine>
            </>
          ),
          evidence.check === null ? 'Nobody yet' : checkedBy,
          resultOf(evidence),
        ],
      }))}
    />
  );
}

function titleOf({ id, title, kind, given }: Evidence, address: EvidenceTableProps['address']): ReactNode {
  const href = address?.(id);
  return (
    <>
      {href === undefined ? (
        title
      ) : (
        <a className="govuk-link" href={href}>
          {title}
        </a>
      )}
      <SubLine>
        {EVIDENCE_KINDS[kind]}
        {given?.datedOn ? `, of ${shortDateInWords(given.datedOn)}` : null}
      </SubLine>
      {given === null ? null : <SubLine>{given.shows}</SubLine>}
      {given?.link ? (
        <SubLine>
          <a className="govuk-link app-breakable" href={given.link} rel="noreferrer">
            Where it is kept
          </a>
        </SubLine>
      ) : null}
    </>
  );
}

function resultOf(evidence: Evidence): ReactNode {
  const { check } = evidence;
  const word = EVIDENCE_STATES[stateOfEvidence(evidence)];
  return (
    <>
      <b>{word}</b>
      {check === null ? null : ` ${shortDateInWords(check.on)}`}
      {check?.why ? <SubLine>{check.why}</SubLine> : null}
    </>
  );
}

export interface EvidenceTableProps {
  readonly pieces: readonly { readonly evidence: Evidence; readonly givenBy: string | null; readonly checkedBy: string | null }[];
  /** Where one is given or checked; absent for whoever may do neither. */
  readonly address?: (id: string) => string;
}
