import { createHash, randomBytes, randomInt, randomUUID } from 'node:crypto';

/** A new id for a record. */
export function newId(): string {
  return randomUUID();
}

/** A token for a link, which nobody can guess: 256 random bits, fit for an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** A code to be typed from paper, 49 random bits in two halves: without the letters and figures that are taken for each other. */
export function newRecoveryCode(): string {
  const half = (): string => Array.from({ length: 5 }, () => UNMISTAKABLE[randomInt(UNMISTAKABLE.length)]).join('');
  return `${half()}-${half()}`;
}

const UNMISTAKABLE = '23456789abcdefghjkmnpqrstuvwxyz';

/** What is kept of a token, or of an address that limits are counted for. SHA-256, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
