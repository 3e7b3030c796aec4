import { currentRequest } from '@/operations/access';
import { viewUploads } from '@/operations/improvement';
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

/** How does a plan that is kept in a workbook get in here? */
export default async function ImportPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug } = await params;
  const query = await searchParams;
  const view = await permitted(actor, `/${slug}/plan/import`, viewUploads(actor, slug, firstOf(query['plan']) || null));
  const { authority, plan, uploads } = view;
  const isMissing = firstOf(query['missing']) !== '';
  return (
    <PageFrame
      name="Import a workbook"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${slug}/plan` }]}
      caption={plan === null ? 'Import a workbook' : `Import a workbook into “${plan.title}”`}
      title={
        plan === null
          ? 'There is no plan yet that a workbook could be imported into'
          : 'Nothing is saved before you have seen what would change'
      }
      problems={isMissing && plan !== null ? [{ field: 'file', message: MISSING }] : []}
    >
      {plan === null ? <NoPlan slug={slug} /> : <UploadForm slug={slug} planId={plan.id} error={isMissing ? MISSING : undefined} />}
      <WaitingUploads base={`/${slug}/plan/import`} heading="These workbooks were uploaded and not imported" uploads={uploads} />
    </PageFrame>
  );
}

function UploadForm({ slug, planId, error }: { readonly slug: string; readonly planId: string; readonly error: string | undefined }) {
  return (
    <>
      <form action={`/${slug}/plan/import/file`} method="post" encType="multipart/form-data" noValidate className="app-narrow">
        <input type="hidden" name="plan" value={planId} />
        <FileInput
          id="file"
          label="Workbook with the plan"
          hint="An Excel workbook (.xlsx), an OpenDocument spreadsheet (.ods) or CSV, of up to 5 MB: a row of headings, below it a row for each action. No child’s name belongs in it."
          error={error}
          accept={['.xlsx', '.ods', '.csv']}
        />
        <Button>Upload and look</Button>
      </form>
      <Section id="rules" question="What does an import do?" heading="It adds and changes actions, all or nothing, and takes none away">
        <Bullets
          items={[
            'You say which column is which. The next time it is remembered.',
            'Every row is checked; what is wrong is listed with its row and column, and what would change is shown field by field.',
            'An action is known by its reference, such as 1.2, or by its title within its objective: the same file again changes nothing.',
            'A due date that differs is a moved date. One reason is asked for all of them.',
            'Status is never imported: it follows from the facts. Neither are updates, nor what was said of evidence.',
            'Actions that are not in the file are left as they are.',
          ]}
        />
        <NextLinks
          links={[
            {
              text: 'The plan as a workbook, to fill in and bring back (Excel)',
              href: `/${slug}/plan.xlsx?${new URLSearchParams({ plan: planId }).toString()}`,
            },
          ]}
        />
      </Section>
    </>
  );
}

function NoPlan({ slug }: { readonly slug: string }) {
  return (
    <>
      <Paragraph>A plan begins with a title and its first day. Its objectives and actions can then come from a workbook.</Paragraph>
      <ButtonLink href={`/${slug}/plan/new`}>Begin the plan</ButtonLink>
    </>
  );
}
