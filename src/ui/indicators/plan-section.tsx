import { investmentInWords, isStatus, type DerivedStatus, type Investment, type PublishedAction } from '@/domain/improvement';
import { findingMonth, type Finding } from '@/domain/findings';
import { dateInWords, listInWords, numberInWords, startWithCapital, type CalendarDate } from '@/domain/shared';
import { findingAddress, type ShownAnswer } from '../findings/finding-block';
import { Section } from '../govuk/section';
import { Table } from '../govuk/table';
import { Bullets, NextLinks, Note, Paragraph, Subheading } from '../govuk/text';
import { ActionTable } from '../improvement/action-table';
import { StatusTag } from '../improvement/status-tag';

/** What of the plan should move an indicator: actions, the findings they answer, money. Whoever may not read the plan sees what was published of it. */
export function PlanSection({ slug, part }: { readonly slug: string; readonly part: ShownPart }) {
  const { actions, published, findings, investments } = part;
  if (actions === null && published === null) return null;
  return (
    <Section id="plan" question="What is done to move it?" heading={partInWords(part)}>
      {actions === null ? null : actions.length === 0 ? (
        <Paragraph>Whoever changes an action can choose which indicators it is meant to move.</Paragraph>
      ) : (
        <ActionsByPlan slug={slug} caption="Actions that are meant to move it" actions={actions} />
      )}
      {published === null ? null : (
        <PublishedActions slug={slug} caption="Actions of the published plan that are meant to move it" published={published} />
      )}
      {findings.length === 0 ? null : (
        <>
          <Subheading>Findings that these actions answer</Subheading>
          <Bullets
            items={findings.map((finding) => (
              <>
                <a className="govuk-link" href={findingAddress(finding)}>
                  {finding.title}
                </a>
                {`, ${findingMonth(finding)}`}
              </>
            ))}
          />
        </>
      )}
      {investments.length === 0 ? null : (
        <>
          <Subheading>Money that is meant to move it</Subheading>
          <Bullets items={investments.map((investment) => `${investment.title}: ${investmentInWords(investment)}`)} />
          <NextLinks links={[{ text: 'Money for improvement', href: `/${slug}/money` }]} />
        </>
      )}
    </Section>
  );
}

/** Actions of plans in force, then those of past plans. */
export function ActionsByPlan({ slug, caption, actions }: ActionsProps) {
  const groups = [
    { key: 'in-force', heading: 'In the plan', standings: actions.filter(({ isPast }) => !isPast) },
    { key: 'past', heading: 'In plans that have ended', standings: actions.filter(({ isPast }) => isPast) },
  ].filter(({ standings }) => standings.length > 0);
  return <ActionTable slug={slug} caption={caption} groups={groups} />;
}

/** For whom the plan itself is closed. */
export function PublishedActions({ slug, caption, published: { publication, actions } }: PublishedProps) {
  return (
    <>
      {actions.length === 0 ? null : (
        <Table
          caption={caption}
          columns={[
            { key: 'action', heading: 'Action', width: 50 },
            { key: 'owner', heading: 'Owner' },
            { key: 'status', heading: 'Status' },
          ]}
          rows={actions.map(({ id, reference, title, owner, status }) => ({
            key: id,
            cells: [`${reference} ${title}`, owner ?? 'Nobody yet', isStatus(status) ? <StatusTag key="status" status={status} /> : status],
          }))}
        />
      )}
      <Note>{`As published on ${dateInWords(publication.on)}.`}</Note>
      <NextLinks links={[{ text: 'The published plan', href: `/${slug}/plan/published` }]} />
    </>
  );
}

/** `Three actions and one sum of money are meant to move it` */
function partInWords({ actions, published, investments }: ShownPart): string {
  const count = (actions ?? published?.actions ?? []).length;
  const parts = [
    ...(count === 0 ? [] : [`${numberInWords(count)} ${count === 1 ? 'action' : 'actions'}`]),
    ...(investments.length === 0 ? [] : [`${numberInWords(investments.length)} ${investments.length === 1 ? 'sum' : 'sums'} of money`]),
  ];
  if (parts.length === 0) return 'No action of the plan is meant to move it';
  return `${startWithCapital(listInWords(parts))} ${count + investments.length === 1 ? 'is' : 'are'} meant to move it`;
}

interface ActionsProps {
  readonly slug: string;
  readonly caption: string;
  readonly actions: readonly ShownAnswer[];
}

interface PublishedProps {
  readonly slug: string;
  readonly caption: string;
  readonly published: NonNullable<ShownPart['published']>;
}

/** What of a council's plans concerns one matter. */
export interface ShownPart {
  /** Null for whoever may not read the plan. */
  readonly actions: readonly (ShownAnswer & DerivedStatus)[] | null;
  readonly published: {
    readonly publication: { readonly on: CalendarDate };
    readonly actions: readonly PublishedAction[];
  } | null;
  readonly findings: readonly Finding[];
  readonly investments: readonly Investment[];
}
