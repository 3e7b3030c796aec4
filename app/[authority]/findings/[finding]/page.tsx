import { FINDING_KINDS, findingMonth } from '@/domain/findings';
import { yearInWords } from '@/domain/improvement';
import { counted, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewFinding, type FindingView, type ShownFinding } from '@/operations/findings';
import { Answers, FindingBlock, FindingText } from '@/ui/findings/finding-block';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, NextLinks, Note, Subheading } from '@/ui/govuk/text';
import { found, type PageInput } from '../../../answers';
import { askLinks } from '../../scrutiny/ask-link';

export const dynamic = 'force-dynamic';

/** One finding: what it says, what answers it, and what answers the earlier and later findings of the same matter. */
export default async function FindingPage({ params }: PageInput<{ authority: string; finding: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, finding: id } = await params;
  const view = await found(viewFinding(actor, slug, id, today));
  const { authority, shown, repeats, repeatedBy } = view;
  const { finding, answers } = shown;
  return (
    <PageFrame
      name={finding.title}
      authority={authority}
      current="inspections"
      breadcrumbs={[
        { text: 'Inspections', href: `/${slug}/inspections` },
        { text: 'Findings', href: `/${slug}/findings` },
      ]}
      caption={`${FINDING_KINDS[finding.kind].name}, ${findingMonth(finding)}`}
      title={finding.title}
    >
      <div className="app-measure">
        <FindingText {...shown} showsKind={false} />
      </div>
      {answers === null || !FINDING_KINDS[finding.kind].asksForAnswer ? null : (
        <Section id="answers" question="What answers it?" heading={answersHeading(shown)}>
          {answers.length === 0 ? null : <Answers authority={slug} answers={answers} />}
          <Moved slug={slug} answers={answers} />
        </Section>
      )}
      <Joined id="repeats" question="Was it raised before?" findings={repeats} words="earlier" />
      <Joined id="repeated-by" question="Was it raised again?" findings={repeatedBy} words="later" />
      {isPublicView(view) ? <Note>Who may read the council’s plan sees here which actions answer it.</Note> : null}
      <NextLinks
        links={[
          { text: `The inspection or visit of ${findingMonth(finding)}`, href: `/${slug}/inspections/${finding.inspection}` },
          { text: 'All findings', href: `/${slug}/findings` },
          ...askLinks(actor, slug, 'finding', id),
        ]}
      />
    </PageFrame>
  );
}

/** What would show that the answer works: the indicators of the actions, each once. */
function Moved({ slug, answers }: { readonly slug: string; readonly answers: NonNullable<ShownFinding['answers']> }) {
  const aims = new Map(answers.flatMap(({ indicators }) => indicators).map((aim) => [aim.indicator.key, aim]));
  if (aims.size === 0) return null;
  return (
    <>
      <Subheading>What these actions should move</Subheading>
      <Bullets
        items={[...aims.values()].map((aim) => (
          <a key={aim.indicator.key} className="govuk-link" href={`/${slug}/indicators/${aim.indicator.key}`}>
            {yearInWords(aim)}
          </a>
        ))}
      />
    </>
  );
}

function Joined({ id, question, findings, words }: JoinedProps) {
  if (findings.length === 0) return null;
  const actions = new Set(findings.flatMap(({ answers }) => (answers ?? []).map(({ action }) => action.id))).size;
  const isKnown = findings.some(({ answers }) => answers !== null);
  const answeredBy = !isKnown ? '' : actions === 0 ? ', without an action' : `, answered by ${counted(actions, 'action')}`;
  return (
    <Section
      id={id}
      question={question}
      heading={`${startWithCapital(numberInWords(findings.length))} ${words} ${findings.length === 1 ? 'finding' : 'findings'} of the same matter${answeredBy}`}
    >
      {findings.map((joined) => (
        <FindingBlock key={joined.finding.id} {...joined} repeats={[]} repeatedBy={[]} showsKind />
      ))}
    </Section>
  );
}

function answersHeading({ answers, actions }: ShownFinding): string {
  if (answers !== null && answers.length > 0) {
    return `${startWithCapital(numberInWords(answers.length))} ${answers.length === 1 ? 'action answers' : 'actions answer'} it`;
  }
  return actions === null || actions === 0
    ? 'No action answers this yet'
    : 'It is answered by actions for another finding of the same matter';
}

function isPublicView({ shown }: FindingView): boolean {
  return shown.answers === null;
}

interface JoinedProps {
  readonly id: string;
  readonly question: string;
  readonly findings: readonly ShownFinding[];
  readonly words: 'earlier' | 'later';
}
