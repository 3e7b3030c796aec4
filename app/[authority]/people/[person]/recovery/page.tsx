import type { MemberAddress } from '../../member-address';
import { loadMember } from '../load';
import { RecoveryForm } from './recovery-form';

export const dynamic = 'force-dynamic';

export default async function RecoveryPage(address: MemberAddress) {
  const { whose } = await loadMember(address, 'recovery');
  return <RecoveryForm {...whose} />;
}
