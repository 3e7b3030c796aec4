import { briefingPaper, meetingInWords } from '@/domain/scrutiny';
import { currentRequest, momentOfChange } from '@/operations/access';
import { openBriefing } from '@/operations/scrutiny';
import { linkOf } from '@/ui/govuk/site';
import { PaperSheet } from '@/ui/paper/paper-sheet';
import type { PageInput } from '../../../../../answers';
import { permitted } from '../../../../../permitted';
import { PublishForm } from './publish-form';

export const dynamic = 'force-dynamic';

/** What the briefing would say if it were published now, and the button that publishes exactly that. */
export default async function PreviewPage({ params }: PageInput<{ authority: string; meeting: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, meeting: key } = await params;
  const opening = openBriefing(actor, slug, key, { today, at: await momentOfChange() });
  const { authority, meeting, content, confirms, isPublic } = await permitted(actor, `/${slug}/scrutiny/${key}/briefing/preview`, opening);
  return (
    <PublishForm
      authority={linkOf(authority)}
      meeting={key}
      name={meetingInWords(meeting)}
      number={content.number}
      confirms={confirms}
      isPublic={isPublic}
      replaces={content.supersedes?.words ?? null}
    >
      <PaperSheet paper={briefingPaper(content)} />
    </PublishForm>
  );
}
