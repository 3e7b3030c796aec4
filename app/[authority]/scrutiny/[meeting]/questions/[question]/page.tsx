import { meetingInWords } from '@/domain/scrutiny';
import { dateInWords, momentDay, momentInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewQuestion } from '@/operations/scrutiny';
import { ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note } from '@/ui/govuk/text';
import { SubjectLink } from '@/ui/scrutiny/question-table';
import type { PageInput } from '../../../../../answers';
import { permitted } from '../../../../../permitted';

export const dynamic = 'force-dynamic';

/** One question, its answer, and whether both join the briefing. */
export default async function QuestionPage({ params }: PageInput<{ authority: string; meeting: string; question: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug, ...which } = await params;
  const address = `/${slug}/scrutiny/${which.meeting}/questions/${which.question}`;
  const { authority, shown, mayAnswer, mayChoose, mayAskAgain } = await permitted(actor, address, viewQuestion(actor, slug, which));
  const { question, meeting, asker, answerer } = shown;
  const { answer, joinsBriefing } = question;
  return (
    <PageFrame
      name="Question before a meeting"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${slug}/scrutiny` },
        { text: meetingInWords(meeting), href: `/${slug}/scrutiny/${meeting.key}` },
      ]}
      caption={`Question before the meeting of ${meetingInWords(meeting)}`}
      title={answer === null ? 'The question is not answered yet' : `The question was answered on ${dateInWords(momentDay(answer.at))}`}
    >
      <Section id="question" heading="What was asked?">
        <p className="app-p app-written">{question.text}</p>
        <Note>
          <SubjectLink council={slug} subject={question.subject} />
        </Note>
        <Note>{`${asker}, ${momentInWords(question.sentAt)}`}</Note>
      </Section>
      {answer === null ? null : (
        <Section id="answer" heading="What was answered?">
          <p className="app-p app-written">{answer.text}</p>
          <Note>{`${answerer ?? ''}, ${momentInWords(answer.at)}`}</Note>
        </Section>
      )}
      <Note>{joinsBriefing ? 'Question and answer join the meeting’s briefing.' : 'The question is not in the meeting’s briefing.'}</Note>
      {meeting.cancelledReason === null ? null : (
        <Note>{`The meeting does not take place: ${meeting.cancelledReason}. What was asked before it stays here.`}</Note>
      )}
      {mayAnswer || mayChoose || mayAskAgain ? (
        <div className="app-buttons">
          {mayAskAgain ? (
            <ButtonLink href={`/${slug}/scrutiny/ask?${new URLSearchParams(which).toString()}`}>Ask it before another meeting</ButtonLink>
          ) : null}
          {mayAnswer ? (
            <ButtonLink quiet={answer !== null} href={`${address}/answer`}>
              {answer === null ? 'Answer it' : 'Correct the answer'}
            </ButtonLink>
          ) : null}
          {mayChoose ? (
            <ButtonLink quiet href={`${address}/briefing`}>
              Choose whether it joins the briefing
            </ButtonLink>
          ) : null}
        </div>
      ) : null}
      <NextLinks
        links={[{ text: 'Who asked, answered and chose, and when', href: `/${slug}/history?kind=question&record=${question.id}` }]}
      />
    </PageFrame>
  );
}
