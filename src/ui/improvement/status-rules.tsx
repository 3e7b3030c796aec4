import { SILENT_DAYS, STATUS_RULES } from '@/domain/improvement';
import { Table } from '../govuk/table';
import { Note } from '../govuk/text';
import { StatusTag } from './status-tag';

/** How the status of an action is worked out, from the table that works it out. */
export function StatusRules() {
  return (
    <>
      <Table
        caption="How the status of an action is worked out: the first rule that fits"
        columns={[
          { key: 'status', heading: 'Status', width: 30 },
          { key: 'rule', heading: 'When' },
        ]}
        rows={STATUS_RULES.map(({ status, rule }) => ({ key: status, cells: [<StatusTag key="status" status={status} />, rule] }))}
      />
      <Note>
        {`The first rule that fits counts. Nobody can set a status by hand. An open action of which nothing was reported for more than ${SILENT_DAYS} days is marked besides.`}
      </Note>
    </>
  );
}
