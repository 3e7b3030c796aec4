import { loadMeeting } from '../../load';
import { MeetingForm } from '../../meeting-form';

export const dynamic = 'force-dynamic';

export default async function ChangeMeetingPage({ params }: { readonly params: Promise<{ authority: string; meeting: string }> }) {
  const { authority, meeting } = await params;
  return <MeetingForm {...await loadMeeting(authority, meeting)} />;
}
