import type { MemberAddress } from '../../member-address';
import { loadMember } from '../load';
import { SuspensionForm } from './suspension-form';

export const dynamic = 'force-dynamic';

export default async function SuspensionPage(address: MemberAddress) {
  const { view, whose } = await loadMember(address, 'suspension');
  const { suspended, version } = view.member;
  return <SuspensionForm {...whose} isSuspended={suspended} opened={{ problems: [], values: {}, roles: [], version }} />;
}
