import { OpenActionForm } from '../../../open-form';
import { actionAddress, type ActionAddress } from '../about-action';

export const dynamic = 'force-dynamic';

export default async function ChangeActionPage({ params }: ActionAddress) {
  const { authority: slug, id } = await params;
  return <OpenActionForm slug={slug} which={{ actionId: id }} finding="" address={actionAddress(slug, id, 'change')} />;
}
