import { AREA_KEYS, AREAS } from '@/domain/frameworks';
import {
  DUE_PERIODS,
  findingOriginInWords,
  isDuePeriod,
  isNarrowed,
  isPlanGrouping,
  NONE,
  PLAN_GROUPINGS,
  STATUS_KEYS,
  STATUSES,
  type PlanSelection,
  type SelectionChoices,
} from '@/domain/improvement';
import type { Problem } from '@/domain/shared';
import type { PlanQuery } from '@/operations/improvement';
import { FilterForm, Select, type Choice } from '@/ui/govuk/forms';
import { fieldsOf, planAddress } from './address';

/** The choices of a plan's page, and of pages `below` it that work on the same actions; those list them ungrouped. */
export function PlanFilter({ slug, query, view: { choices, selection, problems }, submit, below = '' }: PlanFilterProps) {
  const error = (field: string) => problems.find((problem) => problem.field === field)?.message;
  // What is chosen stays chosen, also where no action has it.
  const areas = AREA_KEYS.filter((area) => choices.areas.includes(area) || area === selection.area);
  return (
    <FilterForm
      action={`/${slug}/plan${below}`}
      label="Choose actions"
      submit={submit}
      {...(isNarrowed(selection) ? { clearHref: planAddress(slug, cleared(query), below) } : {})}
    >
      <Select
        id="area"
        label="Judgement"
        value={query.area ?? ''}
        error={error('area')}
        options={[any('All judgements'), ...areas.map((area) => ({ value: area, text: AREAS[area].name }))]}
      />
      <Select
        id="finding"
        label="Finding"
        value={query.finding ?? ''}
        error={error('finding')}
        options={[
          any('All findings'),
          ...choices.findings.map((finding) => ({ value: finding.id, text: `${finding.title} (${findingOriginInWords(finding)})` })),
          ...(choices.isSomethingUnasked || selection.finding === NONE ? [{ value: NONE, text: 'Answers no finding' }] : []),
        ]}
      />
      <Select
        id="owner"
        label="Owner"
        value={query.owner ?? ''}
        error={error('owner')}
        options={[
          any('All owners'),
          ...(choices.isSomethingUnowned || selection.owner === NONE ? [{ value: NONE, text: 'Nobody yet' }] : []),
          ...choices.owners.map((owner) => ({ value: owner, text: owner })),
        ]}
      />
      <Select
        id="due"
        label="Due date"
        value={query.due ?? ''}
        error={error('due')}
        options={[
          any('Any due date'),
          ...Object.keys(DUE_PERIODS)
            .filter(isDuePeriod)
            .map((due) => ({ value: due, text: DUE_PERIODS[due] })),
        ]}
      />
      <Select
        id="status"
        label="Status"
        value={query.status ?? ''}
        error={error('status')}
        options={[any('Any status'), ...STATUS_KEYS.map((status) => ({ value: status, text: STATUSES[status].word }))]}
      />
      {below === '' ? (
        <Select
          id="group"
          label="Group by"
          value={selection.group}
          error={error('group')}
          options={Object.keys(PLAN_GROUPINGS)
            .filter(isPlanGrouping)
            .map((group) => ({ value: group, text: PLAN_GROUPINGS[group] }))}
        />
      ) : null}
      <HiddenQuery query={{ plan: query.plan, asAt: query.asAt, sort: query.sort }} />
    </FilterForm>
  );
}

/** What a form leaves as it is. */
export function HiddenQuery({ query }: { readonly query: PlanQuery }) {
  return fieldsOf(query).map(({ name, value }) => <input key={name} type="hidden" name={name} value={value} />);
}

/** The query without what narrows it. */
export function cleared({ plan, asAt, sort, group }: PlanQuery): PlanQuery {
  return { plan, asAt, sort, group };
}

function any(text: string): Choice {
  return { value: '', text };
}

interface PlanFilterProps {
  readonly slug: string;
  readonly query: PlanQuery;
  readonly view: { readonly choices: SelectionChoices; readonly selection: PlanSelection; readonly problems: readonly Problem[] };
  /** On the button. */
  readonly submit: string;
  /** `/bulk` */
  readonly below?: string;
}
