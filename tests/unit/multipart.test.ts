import { Readable } from 'node:stream';

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { BrokenForm, formPieces } from '@/platform/multipart';

import { aStatisticsForm } from '../support/statistics-form';

async function partsOf(
  body: AsyncIterable<Uint8Array>,
  contentType: string,
): Promise<readonly (readonly [string, string | null, string])[]> {
  const parts = new Map<string, { fileName: string | null; bytes: Uint8Array[] }>();
  for await (const { name, fileName, bytes } of formPieces(body, contentType)) {
    const part = parts.get(name) ?? { fileName, bytes: [] };
    part.bytes.push(bytes);
    parts.set(name, part);
  }
  return [...parts].map(([name, { fileName, bytes }]) => [name, fileName, Buffer.concat(bytes).toString('latin1')] as const);
}

function sent(text: string, contentType = 'multipart/form-data; boundary=b') {
  return partsOf(Readable.from([Buffer.from(text, 'latin1')]), contentType);
}

describe('a form with a file', () => {
  test('comes out as it went in, wherever its chunks end and whatever the file holds', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('\r\n', '--', '----a-boundary-of-a-browse', 'r', 'a,b', '\0', '\r', '\n'), { maxLength: 40 }),
        fc.integer({ min: 1, max: 120 }),
        async (pieces, chunkBytes) => {
          // The boundary itself no browser lets stand in a file.
          const content = pieces.join('').replaceAll('----a-boundary-of-a-browser', '');
          const { body, contentType } = aStatisticsForm(Buffer.from(content, 'latin1'), 'a.csv', chunkBytes);
          expect(await partsOf(body ?? Readable.from([]), contentType)).toEqual([
            ['note', null, 'a field'],
            ['file', 'a.csv', content],
          ]);
        },
      ),
    );
  });

  test('names its file without the folders that some browsers send', async () => {
    const { body, contentType } = aStatisticsForm('a', 'C:\\figures\\a.csv');
    expect((await partsOf(body ?? Readable.from([]), contentType))[1]).toEqual(['file', 'a.csv', 'a']);
  });

  test.each([
    ['text of another kind', 'a=b', 'application/x-www-form-urlencoded'],
    ['a form without a boundary', '--b--', 'multipart/form-data'],
    ['a form that breaks off within a file', '--b\r\nContent-Disposition: form-data; name="file"; filename="a"\r\n\r\nabc', undefined],
    ['headings without end', `--b\r\n${'x'.repeat(9_000)}`, undefined],
    ['nothing', '', undefined],
  ])('is not %s', async (_, text, contentType) => {
    await expect(sent(text, contentType)).rejects.toBeInstanceOf(BrokenForm);
  });
});
