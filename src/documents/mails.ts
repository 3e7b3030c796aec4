import { momentInWords, type Moment } from '@/domain/shared';

/** The product’s letters, in plain text. Each says why it came, what to do, and what to do if it was not expected. */

export function invitationMail({ council, roles, link, expiresAt }: InvitationFacts): MailText {
  return {
    subject: `Your invitation to follow inspections of children’s services in ${council}`,
    text: lines(
      `${council} has invited you to the service in which it follows inspections of its children’s services, as ${roles.toLowerCase()}.`,
      `Open this link to choose how you sign in:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}.`,
      'If you did not expect this, leave it: without the link nobody can use your address.',
    ),
  };
}

export function passwordResetMail({ link, expiresAt }: LinkFacts): MailText {
  return {
    subject: 'Choose a new password',
    text: lines(
      'Somebody, we think you, has asked for a new password for the service that follows inspections of children’s services.',
      `Open this link to choose one:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}. Choosing a password signs you out wherever you are signed in.`,
      'If it was not you, leave it: your password stays as it is.',
    ),
  };
}

export function recoveryMail({ link, expiresAt }: LinkFacts): MailText {
  return {
    subject: 'Get back into your account',
    text: lines(
      'An administrator has opened your account again, because you could not sign in any more.',
      `Open this link to choose a new password:\n${link}`,
      `It works once, until ${momentInWords(expiresAt)}. It also takes away your second factor: set one up again after signing in.`,
      'If you did not ask for this, tell your administrator, and leave the link.',
    ),
  };
}

/** After a password was chosen anew: whoever did not do it learns of it. */
export function passwordChangedMail(): MailText {
  return {
    subject: 'Your password has been changed',
    text: lines(
      'The password of your account for following inspections of children’s services has just been changed, and every session has been ended.',
      'If it was not you, tell your administrator at once.',
    ),
  };
}

/** After an administrator has changed somebody's roles. */
export function rolesChangedMail({
  council,
  roles,
  suspended,
}: {
  readonly council: string;
  readonly roles: string;
  readonly suspended: boolean;
}): MailText {
  return {
    subject: `Your roles in ${council} have been changed`,
    text: lines(
      `An administrator of ${council} has changed your roles in the service that follows inspections of its children’s services. They are now: ${roles}.`,
      ...(suspended ? ['They are suspended: until they are taken up again you see what everybody sees.'] : []),
      'On your own page you can choose not to get this letter.',
    ),
  };
}

function lines(...paragraphs: readonly string[]): string {
  return `${paragraphs.join('\n\n')}\n`;
}

export interface MailText {
  readonly subject: string;
  readonly text: string;
}

interface LinkFacts {
  readonly link: string;
  readonly expiresAt: Moment;
}

interface InvitationFacts extends LinkFacts {
  readonly council: string;
  readonly roles: string;
}
