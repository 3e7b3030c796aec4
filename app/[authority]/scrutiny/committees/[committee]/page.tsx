import { CommitteeForm } from '../../committee-form';
import { loadCommittee } from '../../load';

export const dynamic = 'force-dynamic';

export default async function CommitteePage({ params }: { readonly params: Promise<{ authority: string; committee: string }> }) {
  const { authority, committee } = await params;
  return <CommitteeForm {...await loadCommittee(authority, committee)} />;
}
