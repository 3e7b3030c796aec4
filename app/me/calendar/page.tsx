import { momentInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewOwnCalendar } from '@/operations/calendar';
import { permitted } from '../../permitted';
import { CalendarForm } from './calendar-form';

export const dynamic = 'force-dynamic';

/** How do I see what is due in my own calendar? */
export default async function CalendarPage() {
  const { actor } = await currentRequest();
  const { since, isOfUse } = await permitted(actor, '/me/calendar', viewOwnCalendar(actor));
  return <CalendarForm since={since && momentInWords(since)} isOfUse={isOfUse} />;
}
