import { line } from '@/domain/shared';

/** Why something is done to somebody's roles. It stays in the history for good. */
export const REASON = line(500, {
  missing: 'Say in a few words why. It stays in the history',
  tooLong: 'Shorten the reason to 500 characters',
});
