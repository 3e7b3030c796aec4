import { isMinuted, meetingInWords, meetingTimeInWords, questionsInWords, recommendationsInWords, type Meeting } from '@/domain/scrutiny';
import { dateInWords, isBefore, type CalendarDate } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { listBriefingsOf, viewMeeting, type MeetingView } from '@/operations/scrutiny';
import { Facts } from '@/ui/govuk/facts';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { Papers } from '@/ui/scrutiny/meeting-table';
import { QuestionTable } from '@/ui/scrutiny/question-table';
import { RecommendationTable } from '@/ui/scrutiny/recommendation-table';
import { found, type PageInput } from '../../../answers';

export const dynamic = 'force-dynamic';

/** One meeting: when and where, what was asked before it, what it recommended and what came of that. */
export default async function MeetingPage({ params }: PageInput<{ authority: string; meeting: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, meeting: key } = await params;
  const view = await found(viewMeeting(actor, slug, key, today));
  const { authority, meeting, before, recommendations, questions, mayKeep } = view;
  const isHeld = meeting.cancelledReason === null && !isBefore(today, meeting.heldOn);
  const home = `/${slug}/scrutiny/${key}`;
  const [briefing] = await listBriefingsOf(actor, slug, [meeting.id]);
  return (
    <PageFrame
      name={meetingInWords(meeting)}
      authority={authority}
      current="scrutiny"
      breadcrumbs={[{ text: 'Scrutiny', href: `/${slug}/scrutiny` }]}
      caption="Meeting of a scrutiny committee"
      title={titleOf(meeting, today)}
    >
      {meeting.cancelledReason === null ? null : <Paragraph>{`The meeting does not take place: ${meeting.cancelledReason}.`}</Paragraph>}
      <Facts
        facts={[
          { term: 'Place', value: meeting.place },
          ...(meeting.agendaItem === null ? [] : [{ term: 'Children’s services', value: `Item ${meeting.agendaItem}` }]),
          { term: 'Papers', value: <Papers meeting={meeting} today={today} /> },
          ...(meeting.minutedOn === null ? [] : [{ term: 'Minutes published', value: dateInWords(meeting.minutedOn) }]),
        ]}
      />
      <NextLinks
        links={[
          ...(briefing === undefined
            ? []
            : [{ text: `Read the briefing${briefing.isUnread ? ' (unread)' : ''}`, href: `${home}/briefing` }]),
          ...(mayKeep && meeting.cancelledReason === null
            ? [{ text: briefing === undefined ? 'Make a briefing' : 'Make a new briefing', href: `${home}/briefing/edit` }]
            : []),
        ]}
      />
      <Questions view={view} />
      {isHeld || recommendations.length > 0 ? <Recommendations view={view} today={today} /> : null}
      <NextLinks
        links={[
          ...(mayKeep ? [{ text: 'Change the meeting, or record its minutes', href: `${home}/change` }] : []),
          ...(before === null
            ? []
            : [{ text: `The meeting before: ${dateInWords(before.heldOn)}`, href: `/${slug}/scrutiny/${before.key}` }]),
          ...(questions === null
            ? []
            : [{ text: 'Who changed this meeting, when and why', href: `/${slug}/history?kind=meeting&record=${meeting.id}` }]),
        ]}
      />
    </PageFrame>
  );
}

function Questions({ view: { authority, questions, mayAsk } }: { readonly view: MeetingView }) {
  const { slug } = authority;
  if (questions === null) return null;
  return (
    <Section id="questions" question="What do members want to know?" heading={questionsInWords(questions.map(({ question }) => question))}>
      {questions.length === 0 ? null : <QuestionTable council={slug} questions={questions} />}
      {mayAsk ? (
        <Note>
          {'Ask from the page of a '}
          <a className="govuk-link" href={`/${slug}/findings`}>
            finding
          </a>
          {', an '}
          <a className="govuk-link" href={`/${slug}/plan`}>
            action
          </a>
          {' or an '}
          <a className="govuk-link" href={`/${slug}/indicators`}>
            indicator
          </a>
          : it has a link “Ask a question before the meeting”.
        </Note>
      ) : null}
    </Section>
  );
}

function Recommendations({ view, today }: { readonly view: MeetingView; readonly today: CalendarDate }) {
  const { authority, meeting, recommendations, questions, mayKeep } = view;
  const { slug } = authority;
  return (
    <Section
      id="recommendations"
      question="What did it recommend, and what came of it?"
      heading={recommendationsInWords(
        recommendations.map(({ recommendation }) => recommendation),
        today,
      )}
    >
      {recommendations.length === 0 ? null : <RecommendationTable council={slug} shown={recommendations} today={today} mayKeep={mayKeep} />}
      <WhoReads meeting={meeting} isKnown={questions !== null} today={today} />
      <NextLinks
        links={[
          ...(mayKeep && !isBefore(today, meeting.heldOn)
            ? [{ text: 'Record a recommendation', href: `/${slug}/scrutiny/${meeting.key}/recommendations/new` }]
            : []),
          { text: 'Recommendations of all meetings', href: `/${slug}/scrutiny/recommendations` },
        ]}
      />
    </Section>
  );
}

function WhoReads({ meeting, isKnown, today }: { readonly meeting: Meeting; readonly isKnown: boolean; readonly today: CalendarDate }) {
  if (isMinuted(meeting, today)) return null;
  return isKnown ? (
    <Note>Until its minutes are published, only those who read the plan see what was recommended.</Note>
  ) : (
    <Note>What was recommended stands here once the minutes are published.</Note>
  );
}

function titleOf(meeting: Meeting, today: CalendarDate): string {
  const { committee, heldOn, cancelledReason } = meeting;
  const verb = cancelledReason === null ? (isBefore(heldOn, today) ? 'met' : 'meets') : 'does not meet';
  return `${committee.name} ${verb} on ${meetingTimeInWords(meeting)}`;
}
