import { CommitteeForm } from '../../committee-form';
import { loadCommittee } from '../../load';

export const dynamic = 'force-dynamic';

export default async function NewCommitteePage({ params }: { readonly params: Promise<{ authority: string }> }) {
  return <CommitteeForm {...await loadCommittee((await params).authority, null)} />;
}
