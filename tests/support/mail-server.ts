import { once } from 'node:events';

import { SMTPServer } from 'smtp-server';

/**
 * A real mail server on loopback. `refuses` says with which reply it refuses letters to an address; while `isClosed` it greets nobody. This process sends its letters
 * there only `during` some work: whoever is invited without a mail server is told the link, by which tests make people.
 */
export async function startMailServer(): Promise<MailServer> {
  const letters: ReceivedLetter[] = [];
  const state: Pick<MailServer, 'refuses' | 'isClosed'> = { refuses: new Map(), isClosed: false };
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onConnect(_session, done) {
      done(state.isClosed ? Object.assign(new Error('Closed for today'), { responseCode: 421 }) : undefined);
    },
    onRcptTo({ address }, _session, done) {
      const responseCode = state.refuses.get(address);
      done(responseCode === undefined ? undefined : Object.assign(new Error(`No letters for ${address}`), { responseCode }));
    },
    onData(stream, { envelope }, done) {
      let raw = '';
      stream.setEncoding('latin1').on('data', (text: string) => (raw += text));
      stream.on('end', () => {
        letters.push({ to: envelope.rcptTo.map(({ address }) => address).join(), ...readLetter(raw) });
        done();
      });
    },
  });
  smtp.listen(0, '127.0.0.1');
  await once(smtp.server, 'listening');
  const address = smtp.server.address();
  if (address === null || typeof address === 'string') throw new Error('The mail server has no port');
  const url = `smtp://127.0.0.1:${address.port}`;
  return Object.assign(state, {
    url,
    letters,
    during: async <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
      process.env['SMTP_URL'] = url;
      try {
        return await work();
      } finally {
        delete process.env['SMTP_URL'];
      }
    },
    stop: async () => new Promise<void>((resolve) => smtp.close(resolve)),
  });
}

/** Headers by their names in lower case, unfolded; the text decoded. */
function readLetter(raw: string): Omit<ReceivedLetter, 'to'> {
  const end = raw.indexOf('\r\n\r\n');
  const headers = new Map(
    raw
      .slice(0, end)
      .replaceAll(/\r\n[ \t]+/g, ' ')
      .split('\r\n')
      .map((line) => [line.slice(0, line.indexOf(':')).toLowerCase(), line.slice(line.indexOf(':') + 1).trim()] as const),
  );
  const encoding = headers.get('content-transfer-encoding');
  const body = raw.slice(end + 4);
  const bytes =
    encoding === 'base64' ? Buffer.from(body, 'base64') : Buffer.from(encoding === 'quoted-printable' ? unquoted(body) : body, 'latin1');
  return { headers, text: bytes.toString('utf8').replaceAll('\r\n', '\n') };
}

function unquoted(text: string): string {
  return text.replaceAll('=\r\n', '').replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

export interface ReceivedLetter {
  readonly to: string;
  readonly headers: ReadonlyMap<string, string>;
  readonly text: string;
}

export interface MailServer {
  readonly url: string;
  /** In the order in which they came. */
  readonly letters: ReceivedLetter[];
  /** The reply (550, 451) by address. */
  readonly refuses: Map<string, number>;
  isClosed: boolean;
  readonly during: <Answer>(work: () => Promise<Answer>) => Promise<Answer>;
  readonly stop: () => Promise<void>;
}
