import { isMinuted, type Meeting } from '@/domain/scrutiny';
import { dateInWords, type CalendarDate } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';

/** Meetings with place and papers, their briefings among them. */
export function MeetingTable({ council, caption, meetings, briefings, today }: MeetingTableProps) {
  return (
    <Table
      caption={caption}
      columns={[
        { key: 'meeting', heading: 'Meeting', width: 35 },
        { key: 'where', heading: 'Where', width: 35 },
        { key: 'papers', heading: 'Papers and minutes' },
      ]}
      rows={meetings.map((meeting) => ({
        key: meeting.id,
        cells: [
          <>
            <a className="govuk-link" href={`/${council}/scrutiny/${meeting.key}`}>
              {`${dateInWords(meeting.heldOn)}, ${meeting.startsAt}`}
            </a>
            <SubLine>{meeting.committee.name}</SubLine>
            {meeting.cancelledReason === null ? null : <SubLine>{`Cancelled: ${meeting.cancelledReason}`}</SubLine>}
          </>,
          <>
            {meeting.place}
            {meeting.agendaItem === null ? null : <SubLine>{`Item ${meeting.agendaItem}`}</SubLine>}
          </>,
          <PapersWithBriefing
            key="papers"
            {...{ council, meeting, today }}
            briefing={briefings.find(({ meetingId }) => meetingId === meeting.id)}
          />,
        ],
      }))}
    />
  );
}

/** Where agenda and minutes are, as far as they are recorded. */
export function Papers({ meeting, today }: { readonly meeting: Meeting; readonly today: CalendarDate }) {
  const { heldOn, papersLink, minutesLink } = meeting;
  const minutes = isMinuted(meeting, today) ? 'Minutes' : null;
  const called = `of the meeting on ${dateInWords(heldOn)}`;
  if (papersLink === null && minutes === null) return <>Not recorded yet</>;
  return (
    <>
      {papersLink === null ? null : <PaperLink href={papersLink} text="Agenda and papers" called={called} />}
      {papersLink !== null && minutes !== null ? ' · ' : ''}
      {minutes === null ? null : minutesLink === null ? (
        'Minutes published'
      ) : (
        <PaperLink href={minutesLink} text={minutes} called={called} />
      )}
    </>
  );
}

function PapersWithBriefing({ council, meeting, briefing, today }: PapersWithBriefingProps) {
  if (briefing === undefined) return <Papers meeting={meeting} today={today} />;
  const hasOthers = meeting.papersLink !== null || isMinuted(meeting, today);
  return (
    <>
      <a className="govuk-link" href={`/${council}/scrutiny/${meeting.key}/briefing`}>
        Briefing
        <span className="govuk-visually-hidden">{` for the meeting on ${dateInWords(meeting.heldOn)}`}</span>
      </a>
      {briefing.isUnread ? ' (unread)' : ''}
      {hasOthers ? (
        <SubLine>
          <Papers meeting={meeting} today={today} />
        </SubLine>
      ) : null}
    </>
  );
}

function PaperLink({ href, text, called }: { readonly href: string; readonly text: string; readonly called: string }) {
  return (
    <a className="govuk-link" href={href} rel="noreferrer">
      {text}
      <span className="govuk-visually-hidden">{` ${called}`}</span>
    </a>
  );
}

interface MeetingTableProps {
  /** Slug. */
  readonly council: string;
  readonly caption: string;
  readonly meetings: readonly Meeting[];
  /** The newest of each meeting that the asker may read. */
  readonly briefings: readonly NewestBriefing[];
  readonly today: CalendarDate;
}

interface PapersWithBriefingProps {
  readonly council: string;
  readonly meeting: Meeting;
  readonly briefing: NewestBriefing | undefined;
  readonly today: CalendarDate;
}

interface NewestBriefing {
  readonly meetingId: string;
  readonly isUnread: boolean;
}
