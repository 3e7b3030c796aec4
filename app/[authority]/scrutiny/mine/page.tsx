import { meetingInWords, nextMeetingInWords, questionsInWords, recommendationsInWords } from '@/domain/scrutiny';
import { currentRequest } from '@/operations/access';
import { listBriefingsOf, viewOwnScrutiny } from '@/operations/scrutiny';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { NextLinks, Note } from '@/ui/govuk/text';
import { QuestionTable } from '@/ui/scrutiny/question-table';
import { RecommendationTable } from '@/ui/scrutiny/recommendation-table';
import type { PageInput } from '../../../answers';
import { permitted } from '../../../permitted';

export const dynamic = 'force-dynamic';

/** One evening's page: when do we meet, what did I ask, what did we recommend and what came of it? */
export default async function OwnScrutinyPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const view = await permitted(actor, `/${slug}/scrutiny/mine`, viewOwnScrutiny(actor, slug, today));
  const { authority, next, questions, recommendations } = view;
  const [briefing] = next === null ? [] : await listBriefingsOf(actor, slug, [next.id]);
  return (
    <PageFrame
      name="My scrutiny"
      authority={authority}
      current="scrutiny"
      breadcrumbs={[{ text: 'Scrutiny', href: `/${slug}/scrutiny` }]}
      caption="Your questions, and what the committees recommended"
      title={nextMeetingInWords(next, today)}
    >
      {next === null ? null : (
        <NextLinks
          links={[
            ...(briefing === undefined
              ? []
              : [
                  {
                    text: `The briefing for it${briefing.isUnread ? ', which you have not opened yet' : ''}`,
                    href: `/${slug}/scrutiny/${next.key}/briefing`,
                  },
                ]),
            { text: meetingInWords(next), href: `/${slug}/scrutiny/${next.key}` },
          ]}
        />
      )}
      <Section
        id="questions"
        question="What did I ask?"
        heading={questions.length === 0 ? 'You have asked nothing yet' : questionsInWords(questions.map(({ question }) => question))}
      >
        {questions.length === 0 ? (
          <Note>Every finding, action and indicator has a link “Ask a question before the meeting”.</Note>
        ) : (
          <QuestionTable council={slug} questions={questions} showsMeeting />
        )}
      </Section>
      <Section
        id="recommendations"
        question="What did we recommend?"
        heading={recommendationsInWords(
          recommendations.map(({ recommendation }) => recommendation),
          today,
        )}
      >
        {recommendations.length === 0 ? null : <RecommendationTable council={slug} shown={recommendations} today={today} showsMeeting />}
        <NextLinks links={[{ text: 'Find recommendations', href: `/${slug}/scrutiny/recommendations` }]} />
      </Section>
    </PageFrame>
  );
}
