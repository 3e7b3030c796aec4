import { createTransport } from 'nodemailer';

import { readEnvironment } from './environment';
import { log } from './log';

/** A hanging mail server must not hold anybody up for longer. Milliseconds. */
const PATIENCE = 15_000;

/** Whether mail can be sent at all. Where it cannot, whoever sends an invitation is shown its link. */
export function canSendMail(): boolean {
  return readEnvironment().SMTP_URL !== undefined;
}

/**
 * Sends one letter in plain text. Throws when the mail server does not take it.
 */
export async function sendMail({ to, subject, text }: Letter): Promise<void> {
  const { SMTP_URL, MAIL_FROM, PUBLIC_URL } = readEnvironment();
  if (SMTP_URL === undefined) throw new Error('No mail server is set: SMTP_URL');
  const transport = createTransport({
    url: SMTP_URL,
    connectionTimeout: PATIENCE,
    greetingTimeout: PATIENCE,
    socketTimeout: PATIENCE,
  });
  try {
    // An object, not a line of text: an address cannot bring further recipients along.
    await transport.sendMail({
      from: MAIL_FROM ?? `no-reply@${new URL(PUBLIC_URL).hostname}`,
      to: { name: '', address: to },
      subject,
      text,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
  } finally {
    transport.close();
  }
}

/**
 * Sends a letter without anybody waiting for it: how long the answer takes must not tell whether there was somebody to write to. That the mail server
 * refused it is logged.
 */
export function sendMailInBackground(letter: Letter): void {
  sendMail(letter).catch((error: unknown) => log().error({ err: error }, 'A letter could not be sent'));
}

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
}
