import type { FigureEffect } from '@/domain/exchange';
import { periodBegins, periodInWords, saidInWords, type OwnIndicator, type StoredFigure } from '@/domain/indicators';
import { counted, listInWords, momentInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewFigureUpload, type FigureUploadView } from '@/operations/indicators';
import { Button, ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { linkOf } from '@/ui/govuk/site';
import { Table } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { FaultsOfUpload } from '@/ui/uploads/faults-of-upload';
import type { PageInput } from '../../../../answers';
import { permitted } from '../../../../permitted';
import { submitFigureDiscard } from './actions';
import { ConfirmForm } from './confirm-form';

export const dynamic = 'force-dynamic';

/** What would this file do to the council's own figures? Its rows are checked, then what would change is confirmed. */
export default async function FigureUploadPage({ params }: PageInput<{ authority: string; upload: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, upload: id } = await params;
  const view = await permitted(actor, `/${slug}/indicators/import/${id}`, viewFigureUpload(actor, slug, id, today));
  const { authority, indicators, next } = view;
  if (next.step === 'confirm' && next.effect.added.length + next.effect.changed.length > 0) {
    const { effect, confirms } = next;
    return (
      <ConfirmForm
        authority={linkOf(authority)}
        upload={id}
        caption={captionOf(view)}
        title={`The import would ${listInWords(effectInWords(effect))}`}
        above={
          <>
            <Note>{othersInWords(effect)}</Note>
            <Effect effect={effect} indicators={indicators} />
          </>
        }
        after={<Discard view={view} />}
        confirms={confirms}
        corrected={effect.changed.length}
      />
    );
  }
  return (
    <PageFrame
      name="Figures as a file"
      authority={authority}
      current="indicators"
      breadcrumbs={[
        { text: 'Indicators', href: `/${slug}/indicators` },
        { text: 'Figures as a file', href: `/${slug}/indicators/import` },
      ]}
      caption={captionOf(view)}
      title={titleOf(view)}
    >
      {next.step === 'correct' ? <FaultsOfUpload file="file" caption="What cannot be imported" faults={next.problems} /> : null}
      {next.step === 'unreadable' ? <Paragraph>{next.problem}</Paragraph> : null}
      {next.step === 'confirm' ? <Paragraph>{othersInWords(next.effect)}</Paragraph> : null}
      {next.step === 'imported' ? (
        <NextLinks
          links={[
            { text: 'See the indicators', href: `/${slug}/indicators` },
            { text: 'Who entered which figures, when and why', href: `/${slug}/history?kind=reading-import` },
          ]}
        />
      ) : (
        <>
          <ButtonLink href={`/${slug}/indicators/import`}>Upload another file</ButtonLink>
          <Discard view={view} />
        </>
      )}
    </PageFrame>
  );
}

function Effect({ effect, indicators }: { readonly effect: FigureEffect; readonly indicators: readonly OwnIndicator[] }) {
  const said = (figure: StoredFigure) => {
    const indicator = indicators.find(({ key }) => key === figure.indicator);
    return indicator === undefined ? 'No figure' : saidInWords(figure, indicator);
  };
  const rows = [
    ...effect.changed.map(({ before, after }) => ({ figure: after, before: said(before) })),
    ...effect.added.map((figure) => ({ figure, before: 'None' })),
  ];
  return (
    <Section id="effect" heading="What would change" headingHidden>
      <Table
        caption="Figures that would be corrected or added"
        columns={[
          { key: 'indicator', heading: 'Indicator', width: 40 },
          { key: 'period', heading: 'Period' },
          { key: 'before', heading: 'Until now' },
          { key: 'after', heading: 'In the file' },
        ]}
        rows={rows.map(({ figure, before }) => ({
          key: `${figure.indicator} ${periodBegins(figure.period).toString()}`,
          cells: [
            indicators.find(({ key }) => key === figure.indicator)?.name ?? figure.indicator,
            periodInWords(figure.period),
            before,
            <b key="after">{said(figure)}</b>,
          ],
        }))}
      />
    </Section>
  );
}

function Discard({ view: { authority, id } }: { readonly view: FigureUploadView }) {
  return (
    <form action={submitFigureDiscard}>
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="upload" value={id} />
      <Button quiet>Throw this upload away</Button>
    </form>
  );
}

function captionOf({ fileName, who, at }: FigureUploadView): string {
  return `“${fileName}”, uploaded by ${who}, ${momentInWords(at)}`;
}

function titleOf({ next }: FigureUploadView): string {
  if (next.step === 'correct') {
    const rows = new Set(next.problems.map(({ row }) => row));
    return rows.has(null) ? 'The table cannot be imported' : `${counted(rows.size, 'row')} cannot be imported`;
  }
  if (next.step === 'unreadable') return 'The file cannot be read';
  if (next.step === 'confirm') return 'Nothing in the file differs from what is saved';
  const done = [
    ...(next.added > 0 ? [`${counted(next.added, 'figure is', 'figures are')} added`] : []),
    ...(next.changed > 0 ? [`${counted(next.changed, 'figure is', 'figures are')} corrected`] : []),
  ];
  return startWithCapital(listInWords(done));
}

function effectInWords({ added, changed }: FigureEffect): readonly string[] {
  return [
    ...(added.length > 0 ? [`add ${counted(added.length, 'figure')}`] : []),
    ...(changed.length > 0 ? [`correct ${counted(changed.length, 'figure')}`] : []),
  ];
}

function othersInWords({ unchanged, empty }: FigureEffect): string {
  return [
    unchanged === 0
      ? 'No figure of the file is saved already.'
      : `${counted(unchanged, 'figure')} of the file ${unchanged === 1 ? 'is' : 'are'} saved already, and would stay the same.`,
    ...(empty > 0 ? [`${counted(empty, 'row')} without a figure ${empty === 1 ? 'is' : 'are'} left out.`] : []),
  ].join(' ');
}
