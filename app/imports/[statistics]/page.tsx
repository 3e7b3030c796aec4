import type { Refusal, StatisticsReport, UploadStage } from '@/domain/exchange';
import { POLARITIES, UNITS } from '@/domain/indicators';
import { counted, momentInWords, startWithCapital } from '@/domain/shared';
import { currentRequest, currentVisit } from '@/operations/access';
import { viewStatisticsUpload, type StatisticsUploadView } from '@/operations/indicators';
import { Button } from '@/ui/govuk/forms';
import { Facts } from '@/ui/govuk/facts';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Table } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import type { PageInput } from '../../answers';
import { permitted } from '../../permitted';
import { submitAgain, submitDiscard } from './actions';
import { ChoiceForm } from './choice-form';
import { LinesForm } from './lines-form';
import { LoadForm } from './load-form';
import { LookAgain } from './look-again';

export const dynamic = 'force-dynamic';

/** What is in this file, and what would loading it change? */
export default async function UploadPage({ params }: PageInput<{ statistics: string }>) {
  const { actor } = await currentRequest();
  const { at } = await currentVisit();
  const { statistics: id } = await params;
  const view = await permitted(actor, `/imports/${id}`, viewStatisticsUpload(actor, id, at));
  const { upload, stage } = view;
  const { lines, report } = upload.state;
  const isOpen = stage === 'choose' || stage === 'refused' || stage === 'checked';
  return (
    <PageFrame
      name="Load published figures"
      breadcrumbs={[{ text: 'Load published figures', href: '/imports' }]}
      caption={`${upload.fileName}, ${megabytes(upload.size)}, uploaded ${momentInWords(upload.uploadedAt)}`}
      title={titleOf(stage, report)}
    >
      {stage === 'working' ? <Progress view={view} /> : null}
      {stage === 'stuck' ? <Again id={id} /> : null}
      {report === null || stage === 'working' || stage === 'stuck' ? null : <Report stage={stage} report={report} id={id} />}
      {isOpen && report !== null && report.offer !== null ? (
        <>
          {lines === null || lines.length === 0 ? null : (
            <Section id="chosen" question="What are these figures?" heading="Name what was chosen, then check the file">
              <LinesForm
                key={JSON.stringify(lines)}
                upload={id}
                fileName={upload.fileName}
                lines={lines}
                isReportingYear={report.offer.frequency === 'reporting-year'}
                units={Object.entries(UNITS).map(([value, { words }]) => ({ value, text: startWithCapital(words) }))}
                polarities={Object.entries(POLARITIES).map(([value, text]) => ({ value, text }))}
              />
            </Section>
          )}
          <Section id="choose" question="What is in the file?" heading="Choose columns of figures, and of which rows">
            <ChoiceForm upload={id} offer={report.offer} />
          </Section>
        </>
      ) : null}
      {stage === 'working' || stage === 'loaded' ? null : (
        <form action={submitDiscard} className="app-no-print">
          <input type="hidden" name="upload" value={id} />
          <Button quiet>Throw this file away</Button>
        </form>
      )}
    </PageFrame>
  );
}

function Progress({ view: { upload } }: { readonly view: StatisticsUploadView }) {
  const { id, progress, state } = upload;
  return (
    <>
      <div role="status">
        <Paragraph>{`${progress}% is done: first the file is looked through, then ${state.task === 'load' ? 'loaded' : 'compared with what is stored'}. You can leave this page meanwhile.`}</Paragraph>
      </div>
      <progress className="app-progress" max={100} value={progress} aria-label="Done" />
      <NextLinks links={[{ text: 'See how far it is', href: `/imports/${id}` }]} />
      <LookAgain />
    </>
  );
}

function Again({ id }: { readonly id: string }) {
  return (
    <>
      <Paragraph>
        Whoever went through the file has not said for a while how far it is; perhaps the service was started anew. Nothing was loaded.
      </Paragraph>
      <form action={submitAgain}>
        <input type="hidden" name="upload" value={id} />
        <Button>Go through it again</Button>
      </form>
    </>
  );
}

function Report({ stage, report, id }: { readonly stage: UploadStage; readonly report: StatisticsReport; readonly id: string }) {
  const { source, indicators, added, changed, unchanged, rows, refusals, refused, leftOut } = report;
  if (stage === 'choose') {
    return (
      <Paragraph>
        None of the known indicators is in this file. Choose from its columns what is wanted; the next file of this kind is then recognised.
      </Paragraph>
    );
  }
  return (
    <Section id="report" heading={stage === 'refused' ? 'What is wrong with the file' : 'What the file says'} headingHidden>
      {source === null ? null : (
        <Facts
          facts={[
            { term: 'Publication', value: source },
            { term: 'Indicators', value: indicators.map(({ name }) => name).join(', ') },
            { term: 'Rows', value: rows.toLocaleString('en-GB') },
            ...(stage === 'refused'
              ? []
              : [
                  { term: 'New readings', value: added.toLocaleString('en-GB') },
                  { term: 'Corrected', value: changed.toLocaleString('en-GB') },
                  { term: 'As before', value: unchanged.toLocaleString('en-GB') },
                ]),
            ...leftOut.map(({ level, rows: count }) => ({ term: `Left out: ${level}`, value: counted(count, 'row') })),
          ]}
        />
      )}
      {refusals.length === 0 ? null : (
        <>
          <Table
            caption="What was refused"
            columns={[
              { key: 'row', heading: 'Row' },
              { key: 'column', heading: 'Column' },
              { key: 'reason', heading: 'What is wrong, and what to do', width: 60 },
            ]}
            rows={refusals.map(({ sheet, row, column, reason }: Refusal, index) => ({
              key: String(index),
              cells: [row === null ? 'The file' : `${sheet === null ? '' : `${sheet}, `}${row}`, column ?? 'All', reason],
            }))}
          />
          {refused > refusals.length ? <Note>{`${counted(refused, 'row')} were refused; these are the first.`}</Note> : null}
        </>
      )}
      {stage === 'checked' ? <LoadForm upload={id} /> : null}
    </Section>
  );
}

function titleOf(stage: UploadStage, report: StatisticsReport | null): string {
  switch (stage) {
    case 'working':
      return 'The file is being gone through';
    case 'stuck':
      return 'Going through the file was broken off';
    case 'choose':
      return 'Say which figures of this file are wanted';
    case 'refused':
      return 'The file cannot be loaded as it is, and nothing was changed';
    case 'checked':
      return report === null || report.added + report.changed === 0
        ? 'All of this file is stored already'
        : `Loading would add ${counted(report.added, 'reading')} and correct ${counted(report.changed, 'reading')}`;
    case 'loaded':
      return report === null ? 'Loaded' : `${counted(report.added, 'reading')} added, ${counted(report.changed, 'reading')} corrected`;
  }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_000_000).toLocaleString('en-GB', { maximumFractionDigits: 1 })} MB`;
}
