import { meetingInWords, SUBJECT_KINDS, subjectPath, type Meeting, type Question } from '@/domain/scrutiny';
import { momentInWords } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';

/** Questions before meetings, each with its answer. People stand in it by their post. */
export function QuestionTable({ council, questions, showsMeeting }: QuestionTableProps) {
  return (
    <Table
      caption="Questions and their answers"
      stack="wide"
      columns={[
        { key: 'question', heading: 'Question', width: 40 },
        { key: 'answer', heading: 'Answer', width: 40 },
        { key: 'briefing', heading: 'Briefing' },
      ]}
      rows={questions.map(({ question, meeting, asker, answerer }) => ({
        key: question.id,
        cells: [
          <Asked key="question" {...{ council, question, meeting, asker, showsMeeting }} />,
          question.answer === null ? (
            'Not answered yet'
          ) : (
            <>
              <span className="app-written">{question.answer.text}</span>
              <SubLine>{`${answerer ?? ''}, ${momentInWords(question.answer.at)}`}</SubLine>
            </>
          ),
          question.joinsBriefing ? 'Joins the briefing' : 'Not in the briefing',
        ],
      }))}
    />
  );
}

/** What a question is about, as a link to it. */
export function SubjectLink({ council, subject }: { readonly council: string; readonly subject: Question['subject'] }) {
  return (
    <>
      {`${SUBJECT_KINDS[subject.kind].words}: `}
      <a className="govuk-link" href={`/${council}/${subjectPath(subject)}`}>
        {subject.title}
      </a>
    </>
  );
}

function Asked({ council, question, meeting, asker, showsMeeting }: AskedProps) {
  return (
    <>
      <a className="govuk-link app-written" href={`/${council}/scrutiny/${meeting.key}/questions/${question.id}`}>
        {question.text}
      </a>
      <SubLine>{`${asker}, ${momentInWords(question.sentAt)}`}</SubLine>
      <SubLine>
        <SubjectLink council={council} subject={question.subject} />
      </SubLine>
      {showsMeeting ? <SubLine>{`For ${meetingInWords(meeting)}`}</SubLine> : null}
    </>
  );
}

interface QuestionTableProps {
  /** Slug. */
  readonly council: string;
  readonly questions: readonly ShownQuestion[];
  /** Where the page is not the meeting's own. */
  readonly showsMeeting?: boolean;
}

interface ShownQuestion {
  readonly question: Question;
  readonly meeting: Meeting;
  readonly asker: string;
  readonly answerer: string | null;
}

interface AskedProps extends Pick<QuestionTableProps, 'council'>, Omit<ShownQuestion, 'answerer'> {
  readonly showsMeeting: boolean | undefined;
}
