import type { MemberAddress } from '../../member-address';
import { loadMember } from '../load';
import { ErasureForm } from './erasure-form';

export const dynamic = 'force-dynamic';

export default async function ErasurePage(address: MemberAddress) {
  const { whose } = await loadMember(address, 'erasure');
  return <ErasureForm {...whose} />;
}
