import { calendarDate, type CalendarDate } from '../shared';

const MONTHS = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];

/** Reads a day as published files write it: `2023-09-11`, `11/09/2023` (day first, as in England) or `11 September 2023`. Null for anything else. */
export function parseDay(text: string): CalendarDate | null {
  const iso = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (iso) return existingDay(iso[1], iso[2], iso[3]);
  const slashes = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(text);
  if (slashes) return existingDay(slashes[3], slashes[2], slashes[1]);
  const words = /^(\d{1,2}) ([a-z]+) (\d{4})$/i.exec(text);
  const month = MONTHS.indexOf(words?.[2]?.toLowerCase() ?? '') + 1;
  return words && month > 0 ? existingDay(words[3], String(month), words[1]) : null;
}

/** The same as people in England type it into a workbook: also `31/3/26`, `31.03.2026`, `31 Mar 2026`, `Tuesday 31st March 2026`. */
export function parseTypedDay(text: string): CalendarDate | null {
  const plain = text
    .replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*,? /i, '')
    .replace(/^(\d{1,2})(st|nd|rd|th)\b/i, '$1')
    .replace(/[ T]00:00(:00)?$/, '');
  const [, day = '', month = '', year = ''] =
    /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$/.exec(plain) ?? /^(\d{1,2})[ -]([a-z]{3,})[ -](\d{4}|\d{2})$/i.exec(plain) ?? [];
  if (year === '') return parseDay(plain);
  // `Sept` is as usual as `Sep`; `Marvel` is no month.
  const named = MONTHS.findIndex((name) => name.startsWith(month.toLowerCase())) + 1;
  const number = /^\d/.test(month) ? month : String(named);
  return existingDay(year.length === 2 ? `20${year}` : year, number, day);
}

function existingDay(year = '', month = '', day = ''): CalendarDate | null {
  try {
    return calendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  } catch {
    return null;
  }
}
