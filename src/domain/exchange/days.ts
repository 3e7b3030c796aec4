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

function existingDay(year = '', month = '', day = ''): CalendarDate | null {
  try {
    return calendarDate(`${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`);
  } catch {
    return null;
  }
}
