import { accepted, refused, type Result } from '@/domain/shared';

const LONGEST_REASON = 500;

/** Why something is done, as typed, on one line. It stays in the history for good. */
export function readReason(typed: string, missing: string): Result<string> {
  // Without line breaks and other control characters: of those PostgreSQL stores no NUL.
  const reason = typed.replaceAll(/[\s\p{Cc}]+/gu, ' ').trim();
  if (reason === '') return refused({ field: 'reason', message: missing });
  return reason.length > LONGEST_REASON
    ? refused({ field: 'reason', message: `Shorten the reason to ${LONGEST_REASON} characters` })
    : accepted(reason);
}
