import type { StandingWithStatus } from '@/domain/improvement';
import {
  daysLate,
  meetingInWords,
  RECOMMENDATION_STATES,
  responseTimeInWords,
  stateOfRecommendation,
  type Meeting,
  type Recommendation,
  type RecommendationState,
} from '@/domain/scrutiny';
import { counted, dateInWords, type CalendarDate } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';
import type { Glyph } from '../improvement/glyphs';
import { LinkedActions } from '../improvement/linked-actions';
import { StatusGlyph } from '../improvement/status-tag';

/** Colours and glyphs as the statuses of actions have them: red and a triangle ask for attention. */
const LOOKS: Readonly<Record<RecommendationState, { readonly tag: string; readonly glyph: Glyph }>> = {
  overdue: { tag: 'red', glyph: 'triangle' },
  waiting: { tag: 'blue', glyph: 'ring' },
  partly: { tag: 'yellow', glyph: 'half-disc' },
  accepted: { tag: 'teal', glyph: 'arrow' },
  rejected: { tag: 'grey', glyph: 'bar' },
  implemented: { tag: 'grey', glyph: 'tick' },
};

/** Recommendations with the response, said late where it was, and with what followed. */
export function RecommendationTable({ council, shown, today, showsMeeting, mayKeep }: RecommendationTableProps) {
  return (
    <Table
      caption="Recommendations, their responses and what followed"
      stack="wide"
      columns={[
        { key: 'recommendation', heading: 'Recommendation', width: 40 },
        { key: 'response', heading: 'Response', width: 30 },
        { key: 'followed', heading: 'What followed', width: 30 },
      ]}
      rows={shown.map(({ recommendation, meeting, actions }) => ({
        key: recommendation.id,
        cells: [
          <What key="what" {...{ council, recommendation, meeting, showsMeeting, mayKeep }} />,
          <Answered key="response" recommendation={recommendation} today={today} />,
          <Followed key="followed" council={council} recommendation={recommendation} actions={actions} />,
        ],
      }))}
    />
  );
}

function What({ council, recommendation, meeting, showsMeeting, mayKeep }: WhatProps) {
  const { number, wording, addressee, response, implemented } = recommendation;
  const address = `/${council}/scrutiny/${meeting.key}/recommendations/${number}`;
  const forms = [
    { part: 'response', text: response === null ? 'Record the response' : 'Correct the response' },
    ...(response === null || response.answer === 'rejected'
      ? []
      : [{ part: 'implementation', text: implemented === null ? 'Record that it is implemented' : 'Correct how it is implemented' }]),
    { part: 'wording', text: 'Correct the wording' },
  ];
  return (
    <div id={`recommendation-${recommendation.id}`}>
      <span className="app-written">{`${number}. ${wording}`}</span>
      <SubLine>{`To: ${addressee}`}</SubLine>
      {showsMeeting ? (
        <SubLine>
          <a className="govuk-link" href={`/${council}/scrutiny/${meeting.key}`}>
            {meetingInWords(meeting)}
          </a>
        </SubLine>
      ) : null}
      {mayKeep ? (
        <ul className="app-row-links">
          {forms.map(({ part, text }) => (
            <li key={part}>
              <a className="govuk-link" href={`${address}/${part}`}>
                {text}
                <span className="govuk-visually-hidden">{` of recommendation ${number}, ${meetingInWords(meeting)}`}</span>
              </a>
            </li>
          ))}
        </ul>
      ) : null}
    </div>
  );
}

function Answered({ recommendation, today }: { readonly recommendation: Recommendation; readonly today: CalendarDate }) {
  const state = stateOfRecommendation(recommendation, today);
  const { tag, glyph } = LOOKS[state];
  const words = responseTimeInWords(recommendation, today);
  const reason = recommendation.response?.reason ?? null;
  return (
    <>
      <strong className={`govuk-tag govuk-tag--${tag} app-status`}>
        <StatusGlyph glyph={glyph} />
        {RECOMMENDATION_STATES[state]}
      </strong>
      <SubLine>
        {daysLate(recommendation, today) > 0 ? (
          <span className="app-remark">
            <StatusGlyph glyph="clock" />
            {words}
          </span>
        ) : (
          words
        )}
      </SubLine>
      {reason === null ? null : (
        <SubLine>
          <span className="app-written">{reason}</span>
        </SubLine>
      )}
    </>
  );
}

function Followed({ council, recommendation, actions }: FollowedProps) {
  const { implemented, actions: ids } = recommendation;
  return (
    <>
      {implemented === null ? null : (
        <>
          {`Implemented on ${dateInWords(implemented.on)}`}
          <SubLine>
            <span className="app-written">{implemented.evidence}</span>
          </SubLine>
          {implemented.link === null ? null : (
            <SubLine>
              <a className="govuk-link app-breakable" href={implemented.link} rel="noreferrer">
                What shows it
              </a>
            </SubLine>
          )}
        </>
      )}
      {actions !== null && actions.length > 0 ? <LinkedActions council={council} actions={actions} /> : null}
      {actions === null && ids.length > 0 ? `${counted(ids.length, 'action')} of the improvement plan` : null}
      {implemented === null && ids.length === 0 ? 'Nothing is recorded yet.' : null}
    </>
  );
}

interface RecommendationTableProps {
  /** Slug. */
  readonly council: string;
  readonly shown: readonly ShownRecommendation[];
  readonly today: CalendarDate;
  /** Where the page is not the meeting's own. */
  readonly showsMeeting?: boolean;
  /** The reader records responses. */
  readonly mayKeep?: boolean;
}

interface WhatProps extends Pick<RecommendationTableProps, 'council'> {
  readonly recommendation: Recommendation;
  readonly meeting: Meeting;
  readonly showsMeeting: boolean | undefined;
  readonly mayKeep: boolean | undefined;
}

interface FollowedProps extends Pick<RecommendationTableProps, 'council'>, Pick<ShownRecommendation, 'recommendation' | 'actions'> {}

interface ShownRecommendation {
  readonly recommendation: Recommendation;
  readonly meeting: Meeting;
  /** Null where the reader may not read the plan. */
  readonly actions: readonly StandingWithStatus[] | null;
}
