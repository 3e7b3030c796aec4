import { stepsDone, type StandingWithStatus } from '@/domain/improvement';
import { dateInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewOwnActions, type OwnActions } from '@/operations/improvement';
import { ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { DueDate } from '@/ui/improvement/due-date';
import { SilentRemark, StatusTag, Steps } from '@/ui/improvement/status-tag';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { actionAddress } from '../actions/[id]/about-action';

export const dynamic = 'force-dynamic';

/** What of mine is due, and what have I not reported on for long? */
export default async function OwnActionsPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const view = await permitted(actor, `/${slug}/plan/mine`, viewOwnActions(actor, slug, today));
  const { authority, due, awaiting } = view;
  const isReported = firstOf((await searchParams)['reported']) !== '';
  return (
    <PageFrame
      name="My actions"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${slug}/plan` }]}
      caption={isReported ? 'Your report is saved. Your actions now:' : 'Actions that you own'}
      title={titleOf(view)}
    >
      {due.length === 0 ? null : (
        <Section id="due" question="What is due?" heading={dueInWords(view)}>
          <Table
            caption="Your actions to report on, overdue first, then by due date"
            columns={[
              { key: 'action', heading: 'Action', width: 35 },
              { key: 'due', heading: 'Due', width: 20 },
              { key: 'status', heading: 'Status', width: 30 },
              { key: 'report', heading: 'Report', width: 15 },
            ]}
            rows={due.map((standing) => ({
              key: standing.action.id,
              cells: [
                <ActionName key="action" slug={slug} standing={standing} />,
                <DueDate key="due" standing={standing} />,
                <StatusAndWhy key="status" standing={standing} />,
                <ButtonLink key="report" href={actionAddress(slug, standing.action.id, 'report')}>
                  {`Report on ${standing.reference}`}
                </ButtonLink>,
              ],
            }))}
          />
          <Note>A report takes a minute: what was done, what difference it made, which steps are finished, how it stands.</Note>
        </Section>
      )}
      {awaiting.length === 0 ? null : (
        <Section id="awaiting" question="What waits for others?" heading={awaitingInWords(awaiting.length)}>
          <Table
            caption="Your actions that are reported finished"
            columns={[
              { key: 'action', heading: 'Action', width: 40 },
              { key: 'status', heading: 'Status', width: 40 },
              { key: 'evidence', heading: 'Evidence', width: 20 },
            ]}
            rows={awaiting.map((standing) => ({
              key: standing.action.id,
              cells: [
                <ActionName key="action" slug={slug} standing={standing} />,
                <StatusAndWhy key="status" standing={standing} />,
                <a key="evidence" className="govuk-link" href={actionAddress(slug, standing.action.id, 'evidence/new')}>
                  {`Add evidence for ${standing.reference}`}
                </a>,
              ],
            }))}
          />
        </Section>
      )}
      {due.length + awaiting.length === 0 ? <Paragraph>When somebody gives you an action, it stands here.</Paragraph> : null}
      {view.done + view.stopped === 0 ? null : <Note>{endedInWords(view)}</Note>}
      <NextLinks links={[{ text: 'The whole plan', href: `/${slug}/plan` }]} />
    </PageFrame>
  );
}

function ActionName({ slug, standing: { action, reference } }: { readonly slug: string; readonly standing: StandingWithStatus }) {
  return (
    <>
      <a className="govuk-link" href={actionAddress(slug, action.id)}>
        {`${reference} ${action.title}`}
      </a>
      <SubLine>
        <Steps done={stepsDone(action)} total={action.steps.length} />
      </SubLine>
    </>
  );
}

function StatusAndWhy({ standing: { status, why, silentDays } }: { readonly standing: StandingWithStatus }) {
  return (
    <>
      <StatusTag status={status} />
      <SubLine>{why}</SubLine>
      {silentDays === null ? null : <SilentRemark days={silentDays} />}
    </>
  );
}

function titleOf({ due, awaiting }: OwnActions): string {
  const overdue = due.filter(({ status }) => status === 'overdue').length;
  const all = due.length + awaiting.length;
  if (all === 0) return 'You own no action that is open';
  if (overdue > 0) {
    const which =
      overdue === all
        ? all === 1
          ? 'Your action'
          : `All ${numberInWords(all)} of your actions`
        : `${startWithCapital(numberInWords(overdue))} of your ${numberInWords(all)} actions`;
    return `${which} ${overdue === 1 ? 'is' : 'are'} overdue`;
  }
  const silent = due.filter(({ silentDays }) => silentDays !== null).length;
  if (silent > 0) return `Nothing of yours is overdue; ${numberInWords(silent)} ${silent === 1 ? 'waits' : 'wait'} for a report`;
  return 'Nothing of yours is overdue';
}

function dueInWords({ due }: OwnActions): string {
  const next = due.find(({ status }) => status !== 'overdue');
  const silent = due.filter(({ silentDays }) => silentDays !== null).length;
  const quiet = silent === 0 ? '' : `; ${numberInWords(silent)} not updated for long`;
  return next === undefined
    ? `All of it is overdue${quiet}`
    : `${next === due[0] ? 'The next' : 'After what is overdue, the next'} is due on ${dateInWords(next.action.dueOn)}${quiet}`;
}

function awaitingInWords(count: number): string {
  return `${startWithCapital(numberInWords(count))} ${count === 1 ? 'waits' : 'wait'} for somebody to check the evidence and close ${count === 1 ? 'it' : 'them'}`;
}

function endedInWords({ done, stopped }: OwnActions): string {
  const parts = [
    ...(done === 0 ? [] : [`${numberInWords(done)} ${done === 1 ? 'is' : 'are'} done`]),
    ...(stopped === 0 ? [] : [`${numberInWords(stopped)} ${stopped === 1 ? 'was' : 'were'} stopped`]),
  ];
  return `Of your other actions ${parts.join(' and ')}.`;
}
