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
export async function sendMail({ to, subject, text, stopAddress }: Letter): Promise<void> {
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
      headers: {
        'Auto-Submitted': 'auto-generated',
        // RFC 8058: mail programs show a button that posts there, without anybody signing in.
        ...(stopAddress === undefined
          ? {}
          : {
              'List-Unsubscribe': { prepared: true, value: `<${stopAddress}>` },
              'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
            }),
      },
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

/** What an error of `sendMail` says: whether the next letter could fare better, and whether this one could another time. */
export function mailTrouble(error: unknown): MailTrouble {
  const { command, responseCode } = isMailError(error) ? error : {};
  if (responseCode === undefined || (command !== 'RCPT TO' && command !== 'DATA')) return 'with-the-server';
  return responseCode >= 500 ? 'with-this-letter-for-good' : 'with-this-letter-for-now';
}

function isMailError(error: unknown): error is { readonly command?: string; readonly responseCode?: number } {
  return error instanceof Error && 'command' in error;
}

export type MailTrouble = 'with-the-server' | 'with-this-letter-for-now' | 'with-this-letter-for-good';

export interface Letter {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  /** Where a single request stops letters of this kind; for those that one can do without and that come again. */
  readonly stopAddress?: string;
}
