import { meetingInWords } from '@/domain/scrutiny';
import { currentRequest } from '@/operations/access';
import { openChoice } from '@/operations/scrutiny';
import { linkOf } from '@/ui/govuk/site';
import type { PageInput } from '../../../../../../answers';
import { permitted } from '../../../../../../permitted';
import { BriefingForm } from './briefing-form';

export const dynamic = 'force-dynamic';

export default async function ChooseForBriefingPage({ params }: PageInput<{ authority: string; meeting: string; question: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug, ...which } = await params;
  const address = `/${slug}/scrutiny/${which.meeting}/questions/${which.question}/briefing`;
  const { authority, shown } = await permitted(actor, address, openChoice(actor, slug, which));
  const { question, meeting } = shown;
  return (
    <BriefingForm
      authority={linkOf(authority)}
      meeting={{ key: meeting.key, name: meetingInWords(meeting) }}
      question={{ id: question.id, text: question.text, version: question.version, joins: question.joinsBriefing }}
    />
  );
}
