import { chainOriginInWords, planInWords } from '@/domain/improvement';
import { currentRequest } from '@/operations/access';
import { viewObjective } from '@/operations/improvement';
import { ButtonLink } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { EventList } from '@/ui/govuk/event-list';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { ActionTable } from '@/ui/improvement/action-table';
import type { PageInput } from '../../../../answers';
import { permitted } from '../../../../permitted';
import { planAddress } from '../../address';

export const dynamic = 'force-dynamic';

/** What is to be different for children, and is it being done? */
export default async function ObjectivePage({ params }: PageInput<{ authority: string; id: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, id } = await params;
  const view = await permitted(actor, `/${slug}/plan/objectives/${id}`, viewObjective(actor, slug, id, today));
  const { authority, plan, objective, standings, chains, may } = view;
  const inPlan = plan.endedOn === null ? {} : { plan: plan.id };
  const ids = new URLSearchParams({ objective: id }).toString();
  return (
    <PageFrame
      name={`Objective ${objective.number}`}
      authority={authority}
      current="plan"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Plan', href: planAddress(slug, inPlan) },
      ]}
      caption={`Objective ${objective.number} of the plan “${plan.title}”`}
      title={objective.title}
      lead={objective.outcome ?? 'What will be different for children is not written down yet.'}
    >
      <Section id="actions" question="Is it being done?" heading={standings.length === 0 ? 'It has no action yet' : planInWords(standings)}>
        {standings.length === 0 ? (
          <Paragraph>An objective is reached by actions, each with an owner and a due date.</Paragraph>
        ) : (
          <ActionTable slug={slug} caption={`Actions of objective ${objective.number}`} groups={[{ key: id, standings }]} />
        )}
        {may.change ? (
          <div className="app-buttons">
            <ButtonLink href={`/${slug}/plan/actions/new?${ids}`}>Add an action</ButtonLink>
            <ButtonLink quiet href={`/${slug}/plan/objectives/${id}/change`}>
              Change the objective
            </ButtonLink>
          </div>
        ) : null}
      </Section>
      {chains.length === 0 ? null : (
        <Section
          id="findings"
          question="Which findings does it answer?"
          heading={chains.length === 1 ? 'Its actions answer one finding' : 'Its actions answer these findings'}
        >
          <EventList
            events={chains.map((chain) => ({
              key: chain.head.id,
              aside: chainOriginInWords(chain),
              title: (
                <a className="govuk-link" href={planAddress(slug, { ...inPlan, finding: chain.head.id })}>
                  {chain.head.title}
                </a>
              ),
              note: chain.head.paraphrase,
            }))}
          />
        </Section>
      )}
      <NextLinks
        links={[
          { text: 'The whole plan by objective', href: planAddress(slug, { ...inPlan, group: 'objective' }) },
          {
            text: 'Who changed this objective, when and why',
            href: `/${slug}/history?${new URLSearchParams({ kind: 'objective', record: id }).toString()}`,
          },
        ]}
      />
    </PageFrame>
  );
}
