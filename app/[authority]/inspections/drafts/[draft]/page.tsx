import { momentInWords, numberInWords, startSmall, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewDraft, type DraftView } from '@/operations/recording';
import { ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { permitted } from '../../../../permitted';
import { draftAddress, type DraftAddress } from '../../draft-address';
import { frameOfDraft } from '../../draft-form';

export const dynamic = 'force-dynamic';

/** What does the draft say so far, and what does it lack? Each part leads to its form. */
export default async function DraftPage({ params }: DraftAddress) {
  const { actor, today } = await currentRequest();
  const { authority: slug, draft } = await params;
  const view = await permitted(actor, draftAddress(slug, draft), viewDraft(actor, slug, draft, today));
  const { authority, name, saved, inspection, gaps, warning, mayRecord, mayPublish } = view;
  const change = (page: string) => draftAddress(slug, draft, page);
  return (
    <PageFrame
      name={`Draft: ${name}`}
      {...frameOfDraft({ authority, draft, name })}
      title={titleOf(view)}
      lead={`Last saved: ${saved.who}, ${momentInWords(saved.at)}. Nobody but managers and executive readers sees this.`}
    >
      {inspection === null ? null : (
        <NextLinks links={[{ text: 'The event as everybody reads it now', href: `/${slug}/inspections/${inspection}` }]} />
      )}
      {gaps.length === 0 ? null : (
        <Section id="missing" question="What is missing?" heading="Before it can be published">
          <Bullets
            items={gaps.map(({ part, message }) =>
              mayRecord ? (
                <a key={message} className="govuk-link" href={change(part)}>
                  {message}
                </a>
              ) : (
                message
              ),
            )}
          />
        </Section>
      )}
      <Section id="event" question="Which event is it?" heading="Event and days on site">
        <FactTable view={view} part="event" />
        {view.isFrameworkProposed ? <Note>The framework is the one that the first day on site proposes.</Note> : null}
        {warning === null ? null : <Note>{warning}</Note>}
        {mayRecord ? <NextLinks links={[{ text: 'Change the event and its days', href: change('event') }]} /> : null}
      </Section>
      <Section id="report" question="Where is it written?" heading="Report or letter">
        <FactTable view={view} part="report" />
        {mayRecord ? <NextLinks links={[{ text: 'Change what is said of the report', href: change('report') }]} /> : null}
      </Section>
      {view.isGraded ? (
        <Section id="judgements" question="What was judged?" heading="Judgements">
          <FactTable view={view} part="judgements" />
          {mayRecord ? <NextLinks links={[{ text: 'Change the judgements', href: change('judgements') }]} /> : null}
        </Section>
      ) : null}
      <Section id="findings" question="What did inspectors find?" heading={findingsHeading(view)}>
        {view.findings.length === 0 ? null : (
          <Table
            caption="Findings"
            columns={[
              { key: 'finding', heading: 'Finding', width: 35 },
              { key: 'words', heading: 'What it says' },
            ]}
            rows={view.findings.map(({ part, name, about, paraphrase }) => ({
              key: part,
              cells: [
                mayRecord ? (
                  <a key="finding" className="govuk-link" href={change(part)}>
                    {name}
                  </a>
                ) : (
                  name
                ),
                <>
                  {paraphrase === '' ? 'Not entered' : paraphrase}
                  <SubLine>{about}</SubLine>
                </>,
              ],
            }))}
          />
        )}
        {mayRecord ? <NextLinks links={[{ text: 'Add a finding', href: change('finding-new') }]} /> : null}
      </Section>
      <Section
        id="end"
        question="What happens next?"
        heading={gaps.length === 0 ? 'It can be published' : 'It stays a draft until nothing is missing'}
      >
        {mayPublish ? null : <Paragraph>A manager publishes it.</Paragraph>}
        {mayPublish && gaps.length === 0 ? <ButtonLink href={change('publish')}>Publish</ButtonLink> : null}
        <NextLinks
          links={[
            ...(mayRecord ? [{ text: 'Throw the draft away', href: change('discard') }] : []),
            { text: 'Who changed this draft and when', href: `/${slug}/history?kind=inspection-draft&record=${draft}` },
          ]}
        />
      </Section>
    </PageFrame>
  );
}

function FactTable({ view, part }: { readonly view: DraftView; readonly part: 'event' | 'report' | 'judgements' }) {
  const facts = view.facts.filter((fact) => fact.part === part);
  if (facts.length === 0) return <Paragraph>Nothing is entered yet.</Paragraph>;
  return (
    <Table
      caption="What the draft says"
      columns={[
        { key: 'label', heading: 'What', width: 35 },
        { key: 'words', heading: 'As written so far' },
      ]}
      rows={facts.map(({ label, words }) => ({ key: label, cells: [label, words === '' ? 'Not entered' : words] }))}
    />
  );
}

function titleOf({ gaps, inspection, name }: DraftView): string {
  if (gaps.length > 0)
    return `${startWithCapital(numberInWords(gaps.length))} ${gaps.length === 1 ? 'thing is' : 'things are'} missing before this can be published`;
  return inspection === null
    ? `The ${startSmall(name)} is ready to be published`
    : `A correction of the ${startSmall(name)} can be published`;
}

function findingsHeading({ findings }: DraftView): string {
  if (findings.length === 0) return 'No finding is written down yet';
  return `${startWithCapital(numberInWords(findings.length))} ${findings.length === 1 ? 'finding is' : 'findings are'} written down`;
}
