import { Section } from '../govuk/section';
import { Table } from '../govuk/table';
import { Paragraph } from '../govuk/text';

/** Why nothing of an upload can be imported, row by row. */
export function FaultsOfUpload({ file, caption, faults }: FaultsOfUploadProps) {
  return (
    <>
      <Paragraph>{`Nothing is saved. Correct these in the ${file} and upload it again.`}</Paragraph>
      <Section id="problems" heading="What is to be corrected" headingHidden>
        <Table
          caption={caption}
          columns={[
            { key: 'row', heading: 'Row', width: 10 },
            { key: 'column', heading: 'Column', width: 25 },
            { key: 'message', heading: 'What to do' },
          ]}
          rows={faults.map(({ row, column, message }, index) => ({
            key: String(index),
            cells: [row ?? 'All', column ?? 'All', message],
          }))}
        />
      </Section>
    </>
  );
}

export interface FaultsOfUploadProps {
  /** What people call it: `workbook`. */
  readonly file: string;
  readonly caption: string;
  /** Null where all rows or columns are meant. */
  readonly faults: readonly { readonly row: number | null; readonly column: string | null; readonly message: string }[];
}
