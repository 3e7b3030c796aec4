import jsQR from 'jsqr';
import { expect, test } from 'vitest';

import { qrCode, type QrCode } from '@/documents/qr-code';

/** Pixels to a module. */
const SCALE = 4;

test.each([
  [
    'an authenticator app’s key',
    'otpauth://totp/ratings.example.gov.uk:head@example.gov.uk?secret=JBSWY3DPEHPK3PXP&issuer=ratings.example.gov.uk',
  ],
  ['the longest address that anybody can have', `otpauth://totp/localhost:${'a'.repeat(242)}@example.com?secret=${'A'.repeat(52)}`],
  ['letters beyond ASCII', 'Ynys Môn – Llŷn'],
])('a camera reads %s', (_, text) => {
  expect(read(qrCode(text))).toBe(text);
});

test('it has a blank margin of four modules on each side', () => {
  const { size, path } = qrCode('otpauth://totp/x?secret=AAAA');
  const ends = [...path.matchAll(/M(\d+) (\d+)h(\d+)/g)].map(([, x, y, width]) => [Number(x), Number(y), Number(x) + Number(width)]);
  expect(Math.min(...ends.flatMap(([x = 0, y = 0]) => [x, y]))).toBe(4);
  expect(Math.max(...ends.flatMap(([, y = 0, end = 0]) => [end, y + 1]))).toBe(size - 4);
});

/** What a reader that knows nothing of how it was drawn sees in it. */
function read({ size, path }: QrCode): string | undefined {
  const width = size * SCALE;
  const pixels = new Uint8ClampedArray(width * width * 4).fill(255);
  for (const [, x = '', y = '', run = ''] of path.matchAll(/M(\d+) (\d+)h(\d+)v1h-\d+z/g)) {
    for (let row = Number(y) * SCALE; row < (Number(y) + 1) * SCALE; row += 1) {
      for (let column = Number(x) * SCALE; column < (Number(x) + Number(run)) * SCALE; column += 1) {
        pixels.fill(0, (row * width + column) * 4, (row * width + column) * 4 + 3);
      }
    }
  }
  return jsQR(pixels, width, width)?.data;
}
