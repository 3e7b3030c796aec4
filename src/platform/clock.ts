import { Temporal } from 'temporal-polyfill';

/** Today's calendar day where the councils are. A server may run in any time zone. */
export function today(): Temporal.PlainDate {
  return Temporal.Now.plainDateISO('Europe/London');
}

/** This moment, for what is stored with a time. */
export function now(): Date {
  return new Date();
}

/** This moment, for what the history and other records say of when something was done. */
export function thisMoment(): Temporal.Instant {
  return Temporal.Instant.fromEpochMilliseconds(Temporal.Now.instant().epochMilliseconds);
}
