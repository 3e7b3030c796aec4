import { createHash, randomBytes, randomUUID } from 'node:crypto';

/** A new id for a record. */
export function newId(): string {
  return randomUUID();
}

/** A token for a link, which nobody can guess: 256 random bits, fit for an address. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** What is kept of a token, or of an address that limits are counted for. SHA-256, hexadecimal. */
export function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
