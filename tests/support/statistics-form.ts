import { Readable } from 'node:stream';

import type { SentForm } from '@/operations/indicators';

const BOUNDARY = '----a-boundary-of-a-browser';

/** The form that a browser sends with a file, in chunks of so many bytes. */
export function aStatisticsForm(content: string | Buffer, fileName = 'statistics.csv', chunkBytes = 1_000): SentForm {
  const whole = Buffer.concat([
    Buffer.from(`--${BOUNDARY}\r\nContent-Disposition: form-data; name="note"\r\n\r\na field\r\n--${BOUNDARY}\r\n`),
    Buffer.from(`Content-Disposition: form-data; name="file"; filename="${fileName}"\r\nContent-Type: text/csv\r\n\r\n`),
    Buffer.from(content),
    Buffer.from(`\r\n--${BOUNDARY}--\r\n`),
  ]);
  const chunks = Array.from({ length: Math.ceil(whole.length / chunkBytes) }, (_, index) =>
    whole.subarray(index * chunkBytes, (index + 1) * chunkBytes),
  );
  return { body: Readable.from(chunks), contentType: `multipart/form-data; boundary=${BOUNDARY}` };
}
