import type { MemberAddress } from '../../member-address';
import { ROLE_CHOICES } from '../../role-words';
import { loadMember } from '../load';
import { RolesForm } from './roles-form';

export const dynamic = 'force-dynamic';

export default async function RolesPage(address: MemberAddress) {
  const { view, whose } = await loadMember(address, 'roles');
  const { roles, version } = view.member;
  return <RolesForm {...whose} choices={ROLE_CHOICES} opened={{ problems: [], values: {}, roles, version }} />;
}
