import { momentInWords } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { viewStatisticsUploads } from '@/operations/indicators';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Table } from '@/ui/govuk/table';
import { Bullets, NextLinks } from '@/ui/govuk/text';
import type { SearchInput } from '../answers';
import { firstOf } from '../form-answers';
import { permitted } from '../permitted';
import { STAGES } from './stages';
import { UploadForm } from './upload-form';

export const dynamic = 'force-dynamic';

const MISSING = 'Choose a file that is not empty';

/** How do published figures get in here? For whoever looks after the installation. */
export default async function ImportsPage({ searchParams }: SearchInput) {
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  const uploads = await permitted(actor, '/imports', viewStatisticsUploads(actor, at));
  const isMissing = firstOf((await searchParams)['missing']) !== '';
  return (
    <PageFrame
      name="Load published figures"
      caption="Load published figures"
      title="Nothing is loaded before you have seen what would change"
      problems={isMissing ? [{ field: 'file', message: MISSING }] : []}
    >
      <UploadForm {...(isMissing ? { error: MISSING } : {})} />
      <Section id="rules" question="What does loading do?" heading="It adds and corrects readings, all or nothing, and takes none away">
        <Bullets
          items={[
            'A file has the layout of explore education statistics: its columns of time and place are recognised, and councils are known by their three digits.',
            'Indicators that are known are recognised by their column and filters. Of a file without any you choose columns and rows, and the next file is recognised.',
            'The whole file is checked first. What is wrong is listed with its row and column, and then nothing of it is loaded.',
            'What a reading said before it was corrected is kept. The same file again changes nothing.',
          ]}
        />
      </Section>
      {uploads.length === 0 ? null : (
        <Section id="uploads" question="What is on its way?" heading="Files that were uploaded">
          <Table
            caption="Files that were uploaded"
            columns={[
              { key: 'file', heading: 'File' },
              { key: 'stage', heading: 'Stands at' },
              { key: 'uploaded', heading: 'Uploaded' },
            ]}
            rows={uploads.map(({ upload: { id, fileName, uploadedAt }, stage }) => ({
              key: id,
              cells: [
                <a key="file" className="govuk-link" href={`/imports/${id}`}>
                  {fileName}
                </a>,
                STAGES[stage],
                momentInWords(uploadedAt),
              ],
            }))}
          />
        </Section>
      )}
      <NextLinks links={[{ text: 'Where the figures come from', href: '/sources' }]} />
    </PageFrame>
  );
}
