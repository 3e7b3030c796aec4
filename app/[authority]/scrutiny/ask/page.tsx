import { meetingInWords, SUBJECT_KINDS, subjectPath } from '@/domain/scrutiny';
import { currentRequest } from '@/operations/access';
import { openQuestion, openQuestionAgain } from '@/operations/scrutiny';
import { PageFrame } from '@/ui/govuk/page-frame';
import { linkOf } from '@/ui/govuk/site';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { AskForm } from './ask-form';

export const dynamic = 'force-dynamic';

/** A question about a finding, an action or an indicator, for a meeting that is still to come. */
export default async function AskPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const query = await searchParams;
  const about = { kind: firstOf(query['kind']), id: firstOf(query['id']) };
  const before = { meeting: firstOf(query['meeting']), question: firstOf(query['question']) };
  const isAgain = before.question !== '';
  const address = `/${slug}/scrutiny/ask?${new URLSearchParams(isAgain ? before : about).toString()}`;
  const opening = isAgain ? openQuestionAgain(actor, slug, before, today) : openQuestion(actor, slug, about, today);
  const { authority, subject, meetings, text } = await permitted(actor, address, opening);
  const link = linkOf(authority);
  const path = `/${slug}/${subjectPath(subject)}`;
  if (meetings.length === 0) {
    return (
      <PageFrame name="Ask a question" authority={link} current="scrutiny" title="No meeting is called that you could ask before">
        <Paragraph>A scrutiny officer records the meetings. Once the next one is, you can ask from here.</Paragraph>
        <NextLinks links={[{ text: subject.title, href: path }]} />
      </PageFrame>
    );
  }
  return (
    <AskForm
      authority={link}
      subject={{ kind: subject.kind, words: SUBJECT_KINDS[subject.kind].words, id: subject.id, title: subject.title, href: path }}
      meetings={meetings.map((meeting) => ({ value: meeting.id, text: meetingInWords(meeting) }))}
      text={text}
    />
  );
}
