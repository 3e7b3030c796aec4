import { currentRequest } from '@/operations/access';
import { viewFigureUploads } from '@/operations/indicators';
import { Button, ButtonLink, FileInput } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, NextLinks, Paragraph } from '@/ui/govuk/text';
import { WaitingUploads } from '@/ui/uploads/waiting-uploads';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';

export const dynamic = 'force-dynamic';

const MISSING = 'Choose a file that is not empty';

/** How do figures that a council keeps in a file get in here? */
export default async function FigureImportPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const { authority, indicators, uploads } = await permitted(actor, `/${slug}/indicators/import`, viewFigureUploads(actor, slug));
  const isMissing = firstOf((await searchParams)['missing']) !== '';
  return (
    <PageFrame
      name="Bring figures in as a file"
      authority={authority}
      current="indicators"
      breadcrumbs={[{ text: 'Indicators', href: `/${slug}/indicators` }]}
      caption="The council’s own figures"
      title={
        indicators.length === 0
          ? 'There is no indicator of the council’s own yet'
          : 'Nothing is saved before you have seen what would change'
      }
      problems={isMissing && indicators.length > 0 ? [{ field: 'file', message: MISSING }] : []}
    >
      {indicators.length === 0 ? (
        <>
          <Paragraph>Say first what the council measures itself. Its figures can then come from a file.</Paragraph>
          <ButtonLink href={`/${slug}/indicators/new`}>Define an indicator</ButtonLink>
        </>
      ) : (
        <UploadForm slug={slug} error={isMissing ? MISSING : undefined} />
      )}
      <WaitingUploads base={`/${slug}/indicators/import`} heading="These files were uploaded and not imported" uploads={uploads} />
    </PageFrame>
  );
}

function UploadForm({ slug, error }: { readonly slug: string; readonly error: string | undefined }) {
  return (
    <>
      <form action={`/${slug}/indicators/import/file`} method="post" encType="multipart/form-data" noValidate className="app-narrow">
        <FileInput
          id="file"
          label="File with figures"
          hint="An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or CSV, of up to 5 MB. No child’s name belongs in it."
          error={error}
          accept={['.xlsx', '.ods', '.csv']}
        />
        <Button>Upload and look</Button>
      </form>
      <Section id="rules" question="What does the file need?" heading="A row for each indicator and period, under a row of headings">
        <Bullets
          items={[
            'Indicator: its name, as it stands in the list of indicators.',
            'Period: for example September 2026.',
            'Figure: the number. Out of: of how many, where it is a share and you know it. Why no figure: “Not available” or “Not published (small numbers)”.',
            'Every row is checked; what is wrong is listed with its row and column, and nothing is saved until all of it is right.',
            'A figure that differs from what is saved corrects it: one reason is asked for all of them, and what was said before is kept. The same file again changes nothing.',
          ]}
        />
        <NextLinks
          links={[{ text: 'The council’s own figures, to fill in and bring back (CSV)', href: `/${slug}/indicators/own-figures.csv` }]}
        />
      </Section>
    </>
  );
}
