import { briefingPaper, meetingInWords } from '@/domain/scrutiny';
import { dateInWords, momentDay, momentInWords } from '@/domain/shared';
import { currentRequest, momentOfChange } from '@/operations/access';
import { readBriefing, type BriefingView } from '@/operations/scrutiny';
import { PageFrame } from '@/ui/govuk/page-frame';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { PaperSheet } from '@/ui/paper/paper-sheet';
import type { PageInput } from '../../../../answers';
import { firstOf } from '../../../../form-answers';
import { permitted } from '../../../../permitted';

export const dynamic = 'force-dynamic';

/** What should I ask on the night? The briefing of a meeting as it was published, for paper and tablet. */
export default async function BriefingPage({ params, searchParams }: PageInput<{ authority: string; meeting: string }>) {
  const { actor } = await currentRequest();
  const { authority: slug, meeting: key } = await params;
  const asked = firstOf((await searchParams)['number']);
  const address = `/${slug}/scrutiny/${key}/briefing`;
  const number = asked === '' ? null : Number(asked);
  const reading = readBriefing(actor, slug, key, number, await momentOfChange());
  const view = await permitted(actor, asked === '' ? address : `${address}?number=${encodeURIComponent(asked)}`, reading);
  const { authority, meeting, briefing, others, mayKeep } = view;
  const newest = others[0];
  return (
    <PageFrame
      name={`Briefing for ${meetingInWords(meeting)}`}
      authority={authority}
      current="scrutiny"
      breadcrumbs={[
        { text: 'Scrutiny', href: `/${slug}/scrutiny` },
        { text: meetingInWords(meeting), href: `/${slug}/scrutiny/${key}` },
      ]}
      caption="Briefing for scrutiny members"
      title={null}
    >
      {newest !== undefined && newest.number > briefing.number ? (
        <Paragraph>
          {'This briefing was replaced. '}
          <a className="govuk-link" href={address}>
            Read number {newest.number}, published on {dateInWords(momentDay(newest.publishedAt))}
          </a>
          .
        </Paragraph>
      ) : null}
      <Forms view={view} address={address} asked={asked} />
      <PaperSheet paper={briefingPaper(briefing.content)} />
      <Frozen view={view} address={address} />
      {mayKeep ? <NextLinks links={[{ text: 'Make a new briefing that replaces it', href: `${address}/edit` }]} /> : null}
    </PageFrame>
  );
}

/** Two sheets of A4 are what a browser prints; the agenda pack wants Word. */
function Forms({ view, address, asked }: { readonly view: BriefingView; readonly address: string; readonly asked: string }) {
  const query = asked === '' ? '' : `?number=${encodeURIComponent(asked)}`;
  return (
    <div className="app-no-print">
      <Note>Two sides of A4: your browser’s Print command gives them.</Note>
      <NextLinks
        links={[
          ...(view.offersPdf ? [{ text: 'Download the PDF', href: `${address}.pdf${query}` }] : []),
          { text: 'Download for Word', href: `${address}.docx${query}` },
          { text: 'Read as plain text', href: `${address}.txt${query}` },
        ]}
      />
    </div>
  );
}

function Frozen({ view: { briefing, others }, address }: { readonly view: BriefingView; readonly address: string }) {
  const earlier = others.filter(({ number }) => number !== briefing.number);
  return (
    <div className="app-no-print">
      <Note>
        Published {momentInWords(briefing.publishedAt)} and frozen: whatever has changed since does not change it. SHA-256 of its content:{' '}
        <span className="app-hash">{briefing.hash}</span>
      </Note>
      {earlier.length === 0 ? null : (
        <NextLinks
          links={earlier.map(({ number, publishedAt }) => ({
            text: `Number ${number}, published on ${dateInWords(momentDay(publishedAt))}`,
            href: `${address}?number=${number}`,
          }))}
        />
      )}
    </div>
  );
}
