import type { ActionAddress } from '../../about-action';
import { openChange, openedAt } from '../../open-change';
import { EvidenceForm } from '../evidence-form';
import { KINDS } from '../kinds';

export const dynamic = 'force-dynamic';

export default async function NewEvidencePage(address: ActionAddress) {
  return openChange(address, 'expect-evidence', (_, given) => (
    <EvidenceForm {...given} opened={openedAt(0)} evidence={null} kinds={KINDS} />
  ));
}
