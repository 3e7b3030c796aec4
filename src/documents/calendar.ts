import type { CalendarDate, Moment } from '@/domain/shared';

/** What identifies the program that wrote a calendar (RFC 5545, 3.7.3). */
const PRODUCT = "-//Track children's services inspections//EN";
/** RFC 5545, 3.1: a longer line is folded. Octets, the line break aside. */
const LONGEST_LINE = 75;
/** Calendar programs are told to look again after so long. Few keep to it, Outlook and Google ask once or twice a day. */
const ASK_AGAIN = 'PT6H';

/** A calendar of whole days and of meetings (RFC 5545), as programs subscribe to it. */
export function calendarText({ name, days, meetings = [], madeAt }: CalendarFacts): string {
  const stamp = `DTSTAMP:${timeValue(madeAt)}`;
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:${PRODUCT}`,
    'METHOD:PUBLISH',
    `X-WR-CALNAME:${escaped(name)}`,
    `REFRESH-INTERVAL;VALUE=DURATION:${ASK_AGAIN}`,
    `X-PUBLISHED-TTL:${ASK_AGAIN}`,
    ...days.flatMap(({ id, day, title, text, link }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(id)}`,
      stamp,
      `DTSTART;VALUE=DATE:${dateValue(day)}`,
      // The end is the first day that no longer belongs to it.
      `DTEND;VALUE=DATE:${dateValue(day.add({ days: 1 }))}`,
      `SUMMARY:${escaped(title)}`,
      ...(text === '' ? [] : [`DESCRIPTION:${escaped(text)}`]),
      `URL:${link}`,
      // Nobody is busy for being reminded.
      'TRANSP:TRANSPARENT',
      'END:VEVENT',
    ]),
    ...meetings.flatMap(({ id, revision, startsAt, title, text, place, link, isCancelled }) => [
      'BEGIN:VEVENT',
      `UID:${escaped(id)}`,
      stamp,
      `SEQUENCE:${revision}`,
      // Nobody knows beforehand when a meeting ends; without an end it is the moment at which it starts.
      `DTSTART:${timeValue(startsAt)}`,
      `SUMMARY:${escaped(title)}`,
      ...(text === '' ? [] : [`DESCRIPTION:${escaped(text)}`]),
      `LOCATION:${escaped(place)}`,
      `URL:${link}`,
      `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
      'END:VEVENT',
    ]),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

/** RFC 5545, 3.3.11. Other control characters have no place in a text. */
function escaped(text: string): string {
  return text
    .replaceAll(/\r\n?|\n/g, '\n')
    .replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
    .replaceAll(/[\\;,]/g, String.raw`\$&`)
    .replaceAll('\n', String.raw`\n`);
}

/** Broken between characters, never inside one. */
function folded(line: string): string {
  const encoder = new TextEncoder();
  let length = 0;
  let out = '';
  for (const character of line) {
    const octets = encoder.encode(character).byteLength;
    if (length + octets > LONGEST_LINE) {
      out += '\r\n ';
      length = 1;
    }
    out += character;
    length += octets;
  }
  return out;
}

function dateValue(day: CalendarDate): string {
  return day.toString().replaceAll('-', '');
}

/** In universal time, which needs no description of a time zone. */
function timeValue(moment: Moment): string {
  return moment.toString({ smallestUnit: 'second' }).replaceAll(/[-:]/g, '');
}

export interface CalendarFacts {
  readonly name: string;
  readonly days: readonly CalendarDay[];
  readonly meetings?: readonly CalendarMeeting[];
  readonly madeAt: Moment;
}

/** Something that falls on a day. */
export interface CalendarDay {
  /** The same whenever the calendar is asked for, so that programs move the entry and do not add one. */
  readonly id: string;
  readonly day: CalendarDate;
  readonly title: string;
  /** Empty where the title says it all. */
  readonly text: string;
  /** A whole address. */
  readonly link: string;
}

/** Something that begins at a time in a place. */
export interface CalendarMeeting extends Pick<CalendarDay, 'id' | 'title' | 'text' | 'link'> {
  /** Grows with each change, from 0. */
  readonly revision: number;
  readonly startsAt: Moment;
  readonly place: string;
  readonly isCancelled: boolean;
}
