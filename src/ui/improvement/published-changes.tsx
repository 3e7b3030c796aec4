import type { PublishedChange } from '@/domain/improvement';
import { Table } from '../govuk/table';

/** Action by action what is different from the publication before. */
export function PublishedChanges({ changes }: { readonly changes: readonly PublishedChange[] }) {
  return (
    <Table
      caption="What is different from the version before"
      columns={[
        { key: 'action', heading: 'Action', width: 40 },
        { key: 'changes', heading: 'What is different' },
      ]}
      rows={changes.map(({ reference, title, sentences }) => ({
        key: `${reference} ${title}`,
        cells: [
          `${reference} ${title}`,
          <ul key="changes" className="govuk-list">
            {sentences.map((sentence) => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>,
        ],
      }))}
    />
  );
}
