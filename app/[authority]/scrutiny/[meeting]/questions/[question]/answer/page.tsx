import { meetingInWords } from '@/domain/scrutiny';
import { currentRequest } from '@/operations/access';
import { openAnswer } from '@/operations/scrutiny';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../../../../../form-answers';
import type { PageInput } from '../../../../../../answers';
import { permitted } from '../../../../../../permitted';
import { AnswerForm } from './answer-form';

export const dynamic = 'force-dynamic';

export default async function AnswerPage({ params }: PageInput<{ authority: string; meeting: string; question: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug, ...which } = await params;
  const address = `/${slug}/scrutiny/${which.meeting}/questions/${which.question}/answer`;
  const { authority, shown, form } = await permitted(actor, address, openAnswer(actor, slug, which));
  const { question, meeting } = shown;
  return (
    <AnswerForm
      authority={linkOf(authority)}
      meeting={{ key: meeting.key, name: meetingInWords(meeting) }}
      question={{ id: question.id, text: question.text, about: question.subject.title }}
      opened={unsent(form, question.version)}
    />
  );
}
