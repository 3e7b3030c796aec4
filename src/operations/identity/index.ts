export * from './openid';
export * from './second-factor';
export * from './sessions';
export { answerSecondFactor, isSecondFactorAwaited, signIn, signOut, type SignedIn } from './sign-in';
export {
  acceptInvitation,
  chooseNewPassword,
  invitePerson,
  makeFirstAdministratorLink,
  openAccountAgain,
  requestPasswordReset,
  viewLink,
  type OpenLink,
  type SentLink,
} from './links';
export type { Cookie } from './library';
