import { forbidden } from 'next/navigation';
import { counted } from '@/domain/shared';
import { Button } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Paragraph } from '@/ui/govuk/text';
import { submitEndSessions } from '../../actions';
import type { MemberAddress } from '../../member-address';
import { loadMember } from '../load';
import { frameOf, WhoseFields } from '../member-form';

export const dynamic = 'force-dynamic';

export default async function MemberSessionsPage(address: MemberAddress) {
  const { view, whose } = await loadMember(address, 'sessions');
  const { name } = whose.person;
  // Somebody who has left for where others look after the account.
  if (view.sessions === null) forbidden();
  return (
    <PageFrame
      name="End sessions"
      {...frameOf(whose)}
      title={view.sessions === 0 ? `${name} is signed in nowhere` : `${name} is signed in in ${counted(view.sessions, 'browser')}`}
    >
      <Paragraph>
        Ending the sessions signs {view.isOneself ? 'you' : name} out everywhere, this council or another. It takes away no role and no
        password: for that, change the roles or open the account again.
      </Paragraph>
      <form action={submitEndSessions}>
        <WhoseFields {...whose} />
        <Button>End every session</Button>
      </form>
    </PageFrame>
  );
}
