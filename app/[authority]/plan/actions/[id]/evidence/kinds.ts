import { EVIDENCE_KINDS } from '@/domain/improvement';

export const KINDS = Object.entries(EVIDENCE_KINDS).map(([value, text]) => ({ value, text }));
