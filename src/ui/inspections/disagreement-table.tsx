import { AREAS, GRADES, isAreaKey, isFrameworkKey, isGrade, frameworkOf } from '@/domain/frameworks';
import { EVENT_TYPES, isEventType, isTheme, THEMES, type Disagreement } from '@/domain/inspections';
import { calendarDate, dateInWords, rangeInWords, shortDateInWords } from '@/domain/shared';
import { Table } from '../govuk/table';

const FIELD_WORDS: Readonly<Record<string, string>> = {
  framework: 'Framework',
  eventType: 'Kind of inspection',
  dates: 'Days on site',
  publishedOn: 'Day of publication',
  themes: 'What the visit looked at',
  reportUrl: 'Address of the report',
};

/** Where two sources say different things of one event: both, side by side, with who says so. `of` names the council where events are mixed. */
export function DisagreementTable({ disagreements, of }: { readonly disagreements: readonly Disagreement[]; readonly of?: string }) {
  return (
    <Table
      caption="What sources say differently"
      columns={[
        ...(of === undefined ? [] : [{ key: 'event', heading: 'Event', width: 20 } as const]),
        { key: 'field', heading: 'What', width: 20 },
        { key: 'stored', heading: 'Shown here' },
        { key: 'stated', heading: 'The other source says' },
        { key: 'source', heading: 'Other source', width: 30 },
      ]}
      rows={disagreements.map(({ inspectionId, field, stored, stated, source }) => ({
        key: `${inspectionId} ${field} ${source.name}`,
        cells: [
          ...(of === undefined ? [] : [<EventLink key="event" authority={of} inspectionId={inspectionId} />]),
          fieldInWords(field),
          valueInWords(field, stored),
          valueInWords(field, stated),
          `${source.publisher}: ${source.name}`,
        ],
      }))}
    />
  );
}

/** An event's id says what it was and when it began. */
function EventLink({ authority, inspectionId }: { readonly authority: string; readonly inspectionId: string }) {
  const [day, type] = [inspectionId.slice(0, 10), inspectionId.slice(11)];
  return (
    <a className="govuk-link" href={`/${authority}/inspections/${inspectionId}`}>
      {isEventType(type) ? EVENT_TYPES[type].name : 'Event'}, {shortDateInWords(calendarDate(day))}
    </a>
  );
}

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
