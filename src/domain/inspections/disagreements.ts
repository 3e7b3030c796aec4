import { AREAS, frameworkOf, GRADES, isAreaKey, isFrameworkKey, isGrade } from '../frameworks';
import { calendarDate, dateInWords, rangeInWords } from '../shared';
import { EVENT_TYPES, isEventType, isTheme, THEMES } from './events';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  framework: 'Framework',
  eventType: 'Kind of inspection',
  dates: 'Days on site',
  publishedOn: 'Day of publication',
  themes: 'What the visit looked at',
  reportUrl: 'Address of the report',
};

/** What two sources say differently, as `Disagreement` names it: `Day of publication` */
export function disputedFieldInWords(field: string): string {
  const area = field.replace(/^judgement:/, '');
  return isAreaKey(area) ? AREAS[area].name : (FIELD_WORDS[field] ?? field);
}

/** Values are stored as keys and ISO days (see exchange/reconcile.ts); here they become words. */
export function disputedValueInWords(field: string, value: string): string {
  if (isGrade(value)) return GRADES[value].word;
  if (isEventType(value)) return EVENT_TYPES[value].name;
  if (isFrameworkKey(value)) return frameworkOf(value).name;
  if (field === 'publishedOn') return dateInWords(calendarDate(value));
  if (field === 'dates') {
    const ranges = value.split(' ').map((range) => range.split('/'));
    return ranges.map(([start = '', end = start]) => rangeInWords({ start: calendarDate(start), end: calendarDate(end) })).join(' and ');
  }
  if (field === 'themes')
    return value
      .split(' ')
      .map((theme) => (isTheme(theme) ? THEMES[theme] : theme))
      .join(', ');
  return value;
}
