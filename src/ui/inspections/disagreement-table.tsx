import { disputedFieldInWords, disputedValueInWords, EVENT_TYPES, isEventType, type Disagreement } from '@/domain/inspections';
import { calendarDate, shortDateInWords } from '@/domain/shared';
import { Table } from '../govuk/table';

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
          disputedFieldInWords(field),
          disputedValueInWords(field, stored),
          disputedValueInWords(field, stated),
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
