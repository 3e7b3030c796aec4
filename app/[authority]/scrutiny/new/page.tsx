import { loadMeeting } from '../load';
import { MeetingForm } from '../meeting-form';

export const dynamic = 'force-dynamic';

export default async function NewMeetingPage({ params }: { readonly params: Promise<{ authority: string }> }) {
  return <MeetingForm {...await loadMeeting((await params).authority, null)} />;
}
