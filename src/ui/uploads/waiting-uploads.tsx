import { momentInWords, type Moment } from '@/domain/shared';
import { Section } from '../govuk/section';
import { Table } from '../govuk/table';

/** What was uploaded under an address and not imported yet; nothing where that is nothing. */
export function WaitingUploads({ base, heading, uploads }: WaitingUploadsProps) {
  if (uploads.length === 0) return null;
  return (
    <Section id="uploads" question="What is still to be looked at?" heading={heading}>
      <Table
        caption="Uploads that are not imported"
        columns={[
          { key: 'file', heading: 'File' },
          { key: 'who', heading: 'Uploaded by', width: 30 },
          { key: 'at', heading: 'When', width: 30 },
        ]}
        rows={uploads.map(({ id, fileName, who, at }) => ({
          key: id,
          cells: [
            <a key="file" className="govuk-link" href={`${base}/${id}`}>
              {fileName}
            </a>,
            who,
            momentInWords(at),
          ],
        }))}
      />
    </Section>
  );
}

export interface WaitingUploadsProps {
  /** `/barnsley/plan/import` */
  readonly base: string;
  readonly heading: string;
  readonly uploads: readonly { readonly id: string; readonly fileName: string; readonly who: string; readonly at: Moment }[];
}
