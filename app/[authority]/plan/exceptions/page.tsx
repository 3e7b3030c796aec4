import { chainOriginInWords, EXCEPTION_RULES, exceptionsInWords, ownerInWords } from '@/domain/improvement';
import { numberInWords, shortDateInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewExceptions, type ExceptionsView } from '@/operations/improvement';
import { EventList } from '@/ui/govuk/event-list';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Table } from '@/ui/govuk/table';
import { Bullets, NextLinks, Note, Paragraph } from '@/ui/govuk/text';
import { ActionLink } from '@/ui/improvement/action-table';
import { StatusTag } from '@/ui/improvement/status-tag';
import { Tally } from '@/ui/improvement/tally';
import type { PageInput } from '../../../answers';
import { firstOf } from '../../../form-answers';
import { permitted } from '../../../permitted';
import { planAddress } from '../address';

export const dynamic = 'force-dynamic';

/** What should somebody hear of without asking? Actions that are overdue, moved twice, owned by nobody, without evidence or silent, or whose indicator got worse; findings nothing answers. */
export default async function ExceptionsPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const given = await searchParams;
  const query = { plan: firstOf(given['plan']), kind: firstOf(given['kind']) };
  const view = await permitted(actor, exceptionsAddress(slug, query), viewExceptions(actor, slug, query, today));
  const { authority, plan, exceptions, kind, unanswered, problems } = view;
  const overdue = exceptions.filter(({ standing }) => standing.status === 'overdue').length;
  return (
    <PageFrame
      name="What needs attention"
      authority={authority}
      current="plan"
      problems={problems}
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Plan', href: planAddress(slug, { plan: query.plan }) },
      ]}
      caption="What needs attention in the plan, worst first"
      title={
        plan === null
          ? `No improvement plan of ${authority.name} is kept here yet`
          : exceptionsInWords(exceptions.length, overdue, unanswered.length)
      }
    >
      {exceptions.length === 0 ? (
        <Paragraph>
          {plan === null
            ? 'What needs attention is shown here once there is a plan.'
            : 'No open action is overdue, was moved twice, lacks an owner or evidence, was left without an update, or should move an indicator that got worse.'}
        </Paragraph>
      ) : (
        <Actions slug={slug} view={view} plan={query.plan} />
      )}
      {unanswered.length === 0 ? null : (
        <Section id="findings" question="Which findings does nothing answer?" heading="Inspectors asked, and no action answers">
          <EventList
            events={unanswered.map((chain) => ({
              key: chain.head.id,
              aside: chainOriginInWords(chain),
              title: (
                <a className="govuk-link" href={`/${slug}/findings/${chain.head.id}`}>
                  {chain.head.title}
                </a>
              ),
              note: 'No action answers this yet.',
            }))}
          />
        </Section>
      )}
      <Section
        id="rules"
        question="What counts?"
        heading={`${startWithCapital(numberInWords(EXCEPTION_RULES.length))} rules decide what stands here`}
      >
        <Bullets items={EXCEPTION_RULES.map(({ name, rule }) => `${name}: ${rule}`)} />
        <Note>
          Actions that are done or stopped are left out. A finding counts as unanswered while no action that still runs answers it.
        </Note>
      </Section>
      <NextLinks
        links={[
          ...(kind === null ? [] : [{ text: 'All that needs attention', href: exceptionsAddress(slug, { plan: query.plan }) }]),
          { text: 'The whole plan', href: planAddress(slug, { plan: query.plan }) },
          { text: 'Report for the improvement board', href: planAddress(slug, { plan: query.plan }, '/board') },
        ]}
      />
    </PageFrame>
  );
}

function Actions({
  slug,
  view: { exceptions, kind },
  plan,
}: {
  readonly slug: string;
  readonly view: ExceptionsView;
  readonly plan: string;
}) {
  const isOf = (one: string) => exceptions.filter(({ reasons }) => reasons.some((reason) => reason.kind === one));
  const shown = kind === null ? exceptions : isOf(kind);
  return (
    <>
      <Tally
        label="Actions by what is wrong"
        items={EXCEPTION_RULES.flatMap((rule) => {
          const count = isOf(rule.kind).length;
          const current = rule.kind === kind;
          return count === 0 && !current
            ? []
            : [
                {
                  key: rule.kind,
                  count,
                  words: rule.name,
                  current,
                  href: exceptionsAddress(slug, current ? { plan } : { plan, kind: rule.kind }),
                },
              ];
        })}
      />
      {shown.length === 0 ? (
        <Paragraph>
          No action is like that.{' '}
          <a className="govuk-link" href={exceptionsAddress(slug, { plan })}>
            See all that needs attention
          </a>
          .
        </Paragraph>
      ) : (
        <Table
          caption="Actions that need attention, worst first"
          stack="wide"
          columns={[
            { key: 'action', heading: 'Action' },
            { key: 'why', heading: 'Why it is here', width: 30 },
            { key: 'owner', heading: 'Owner', width: 20 },
            { key: 'due', heading: 'Due', width: 10 },
            { key: 'status', heading: 'Status', width: 15 },
          ]}
          rows={shown.map(({ standing, reasons }) => ({
            key: standing.action.id,
            cells: [
              <ActionLink key="action" slug={slug} standing={standing} />,
              <ul key="why" className="app-reasons">
                {reasons.map((reason) => (
                  <li key={reason.kind}>{reason.why}</li>
                ))}
              </ul>,
              ownerInWords(standing.action) ?? 'Nobody yet',
              shortDateInWords(standing.action.dueOn),
              <StatusTag key="status" status={standing.status} />,
            ],
          }))}
        />
      )}
    </>
  );
}

function exceptionsAddress(slug: string, query: { readonly plan?: string; readonly kind?: string }): string {
  const asked = Object.entries(query).filter(([, value]) => value !== '');
  const parameters = new URLSearchParams(asked).toString();
  return `/${slug}/plan/exceptions${parameters === '' ? '' : `?${parameters}`}`;
}
