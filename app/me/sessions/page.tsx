import { redirect } from 'next/navigation';
import { momentInWords } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { listOwnSessions } from '@/operations/identity';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Table } from '@/ui/govuk/table';
import { NextLinks } from '@/ui/govuk/text';
import { submitEndAllSessions, submitEndSession } from './actions';

/** Where am I signed in, and is there one that is not mine? */
export default async function SessionsPage() {
  const { actor } = await currentRequest();
  if (actor.kind !== 'person') redirect('/sign-in?next=/me/sessions');
  const sessions = await listOwnSessions(actor, await currentVisit());
  return (
    <PageFrame
      name="Where you are signed in"
      caption="Your account"
      title={sessions.length === 1 ? 'You are signed in here alone' : `You are signed in in ${sessions.length} browsers`}
      lead="A session ends after two hours without use, and after twelve hours in any case. End any that you do not know, then choose a new password."
    >
      <Table
        caption="Where you are signed in"
        stack="narrow"
        columns={[
          { key: 'browser', heading: 'Browser' },
          { key: 'address', heading: 'From' },
          { key: 'since', heading: 'Since' },
          { key: 'used', heading: 'Last used' },
          { key: 'end', heading: 'End it' },
        ]}
        rows={sessions.map((session) => ({
          key: session.id,
          ours: session.isThisOne,
          cells: [
            session.isThisOne ? `${browserIn(session.userAgent)} (this one)` : browserIn(session.userAgent),
            <span key="address" className="app-breakable">
              {session.address === '' ? 'Not known' : session.address}
            </span>,
            momentInWords(session.createdAt),
            momentInWords(session.lastSeenAt),
            <form key="end" action={submitEndSession}>
              <input type="hidden" name="session" value={session.id} />
              <Button quiet>
                End<span className="govuk-visually-hidden"> the session since {momentInWords(session.createdAt)}</span>
              </Button>
            </form>,
          ],
        }))}
      />
      <form action={submitEndAllSessions}>
        <Button>End all of them, this one too</Button>
      </form>
      <NextLinks links={[{ text: 'Your second factor', href: '/second-factor/set-up' }]} />
    </PageFrame>
  );
}

/** The browser's and the system's name, as far as they can be told from what a browser says of itself. */
function browserIn(userAgent: string): string {
  const browser = BROWSERS.find(({ sign }) => userAgent.includes(sign))?.name;
  const system = SYSTEMS.find(({ sign }) => userAgent.includes(sign))?.name;
  return [browser ?? 'A browser', ...(system === undefined ? [] : [`on ${system}`])].join(' ');
}

/** The first that fits: most browsers also name those they descend from. */
const BROWSERS = [
  { sign: 'Edg', name: 'Edge' },
  { sign: 'OPR', name: 'Opera' },
  { sign: 'Firefox', name: 'Firefox' },
  { sign: 'Chrome', name: 'Chrome' },
  { sign: 'Safari', name: 'Safari' },
];
const SYSTEMS = [
  { sign: 'iPhone', name: 'iPhone' },
  { sign: 'iPad', name: 'iPad' },
  { sign: 'Android', name: 'Android' },
  { sign: 'Windows', name: 'Windows' },
  { sign: 'Mac OS', name: 'Mac' },
  { sign: 'Linux', name: 'Linux' },
];
