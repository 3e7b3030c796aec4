import { leftInWords, type PlanClock } from '@/domain/improvement';
import { eventInWords, inspectionMonth } from '@/domain/inspections';
import { dateInWords } from '@/domain/shared';
import { SubLine, Table } from '../govuk/table';
import { Note } from '../govuk/text';

/** Statutory dates with the working days that are left. Nothing where there is none. */
export function ClockTable({ slug, clocks }: { readonly slug: string; readonly clocks: readonly PlanClock[] }) {
  if (clocks.length === 0) return null;
  return (
    <>
      <Table
        caption="Dates that follow from the events the plan answers"
        columns={[
          { key: 'what', heading: 'What', width: 40 },
          { key: 'due', heading: 'Due', width: 20 },
          { key: 'left', heading: 'Working days', width: 20 },
          { key: 'event', heading: 'Follows from' },
        ]}
        rows={clocks.map((entry) => ({
          key: `${entry.event.id} ${entry.clock.key}`,
          cells: [
            <>
              {entry.clock.name}
              <SubLine>{`${entry.clock.basis}${entry.clock.onlyIf === null ? '' : `, if ${entry.clock.onlyIf}`}`}</SubLine>
            </>,
            dateInWords(entry.clock.dueOn),
            leftInWords(entry),
            <a key="event" className="govuk-link" href={`/${slug}/inspections/${entry.event.id}`}>
              {`${eventInWords(entry.event)}, ${inspectionMonth(entry.event)}`}
            </a>,
          ],
        }))}
      />
      {clocks.some(({ clock }) => clock.provisional) ? (
        <Note>Provisional: the bank holidays of that year are not published yet.</Note>
      ) : null}
    </>
  );
}
