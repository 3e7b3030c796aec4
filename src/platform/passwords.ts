import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { promisify } from 'node:util';

import { dictionary } from '@zxcvbn-ts/language-common';

/**
 * One argon2id computation, about 50 ms and 19 MiB: the first of the settings that OWASP's password storage cheat sheet recommends with one lane.
 */
const COST = { memory: 19_456, passes: 2, parallelism: 1 };
const SALT_BYTES = 16;
const HASH_BYTES = 32;

/** Published to for each computation, so that whoever must know how much work sign-ins cause can count. */
export const hashComputations = channel('childrens-services-ratings.password-hash');

/** A hash in PHC's text form, with a salt of its own. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const hash = await compute(password, salt, COST, HASH_BYTES);
  return `$argon2id$v=19$m=${COST.memory},t=${COST.passes},p=${COST.parallelism}$${unpadded(salt)}$${unpadded(hash)}`;
}

/** Whether the password is the one that was hashed. Costs one computation, with the settings the hash was made with. */
export async function isPassword(password: string, hashed: string): Promise<boolean> {
  const parts = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([\w+/]+)\$([\w+/]+)$/.exec(hashed);
  if (parts === null) return false;
  const [memory, passes, parallelism] = parts.slice(1, 4).map(Number);
  const salt = Buffer.from(parts[4] ?? '', 'base64');
  const wanted = Buffer.from(parts[5] ?? '', 'base64');
  if (memory === undefined || passes === undefined || parallelism === undefined) return false;
  return timingSafeEqual(await compute(password, salt, { memory, passes, parallelism }, wanted.length), wanted);
}

/**
 * Whether a password is one that many people have chosen, or such a one in a thin disguise: other case, figures for letters, figures and signs around it,
 * the same again. The list (49,233 passwords, most from published breaches) comes with a package, so nothing is asked over the network.
 */
export function isCommonPassword(password: string): boolean {
  const plain = password.normalize('NFKC').toLowerCase();
  const piece = repeatedPiece(plain);
  return new Set(plain).size < 5 || isRun(plain) || [plain, piece].some((text) => isListed(text) || isListed(withoutTrimmings(text)));
}

async function compute(password: string, nonce: Buffer, cost: typeof COST, tagLength: number): Promise<Buffer> {
  hashComputations.publish(undefined);
  // The same letters can reach us composed or not, according to the keyboard.
  return promisify(argon2)('argon2id', { message: password.normalize('NFKC'), nonce, tagLength, ...cost });
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}

function isListed(text: string): boolean {
  listed ??= new Set(dictionary['passwords-common']);
  return listed.has(text) || listed.has(text.replaceAll(/[@013457$!]/g, (sign) => LETTER_FOR[sign] ?? sign));
}

/** Made when the first password is chosen: most processes never need it. */
let listed: Set<string> | undefined;

const LETTER_FOR: Readonly<Record<string, string>> = {
  '@': 'a',
  '0': 'o',
  '1': 'i',
  '3': 'e',
  '4': 'a',
  '5': 's',
  '7': 't',
  $: 's',
  '!': 'i',
};

function withoutTrimmings(text: string): string {
  return text.replace(/^[^\p{L}]+/u, '').replace(/[^\p{L}]+$/u, '');
}

/** `barnsleybarnsley` is `barnsley` twice. */
function repeatedPiece(text: string): string {
  return /^(.+?)\1+$/su.exec(text)?.[1] ?? text;
}

/** `abcdefghijkl`, `987654321098`: each sign follows the one before. */
function isRun(text: string): boolean {
  const signs = Array.from(text, (sign) => sign.codePointAt(0) ?? 0);
  const steps = new Set(signs.slice(1).map((sign, index) => (sign - (signs[index] ?? 0) + 10) % 10));
  return steps.size === 1;
}
