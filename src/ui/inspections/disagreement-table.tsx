import { AREAS, GRADES, isAreaKey, isFrameworkKey, isGrade, frameworkOf } from '@/domain/frameworks';
import { EVENT_TYPES, isEventType, isTheme, THEMES, type Disagreement } from '@/domain/inspections';
import { calendarDate, dateInWords, rangeInWords } from '@/domain/shared';
import { Table } from '../govuk/table';

/** Where two sources say different things of one event: both, side by side, with who says so. */
export function DisagreementTable({ disagreements }: { readonly disagreements: readonly Disagreement[] }) {
  return (
    <Table
      caption="What sources say differently"
      columns={[
        { key: 'field', heading: 'What', width: 20 },
        { key: 'stored', heading: 'Shown here' },
        { key: 'stated', heading: 'The other source says' },
        { key: 'source', heading: 'Other source', width: 30 },
      ]}
      rows={disagreements.map(({ inspectionId, field, stored, stated, source }) => ({
        key: `${inspectionId} ${field} ${source.name}`,
        cells: [fieldInWords(field), valueInWords(field, stored), valueInWords(field, stated), `${source.publisher}: ${source.name}`],
      }))}
    />
  );
}

const FIELD_WORDS: Readonly<Record<string, string>> = {
  framework: 'Framework',
  eventType: 'Kind of inspection',
  dates: 'Days on site',
  publishedOn: 'Day of publication',
  themes: 'What the visit looked at',
  reportUrl: 'Address of the report',
};

function fieldInWords(field: string): string {
  const area = field.replace(/^judgement:/, '');
  return isAreaKey(area) ? AREAS[area].name : (FIELD_WORDS[field] ?? field);
}

/** Values are stored as keys and ISO days (see domain/exchange); here they become words. */
function valueInWords(field: string, value: string): string {
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
