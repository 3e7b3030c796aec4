import { OVERVIEW_INDICATORS, verdictsInWords, type IndicatorAccount } from '@/domain/indicators';
import { Section } from '../govuk/section';
import { SourceLine } from '../govuk/source-line';
import { NextLinks } from '../govuk/text';
import { MethodNote } from './method-note';
import { StandingTable } from './standing-table';

/** The few indicators of a council's overview; nothing where none of them has a reading. */
export function IndicatorsAtAGlance({ slug, council, model, accounts }: IndicatorsAtAGlanceProps) {
  const few = OVERVIEW_INDICATORS.flatMap((key) =>
    accounts.filter(({ indicator, standing }) => indicator.key === key && standing.newest !== null),
  );
  if (few.length === 0) return null;
  return (
    <Section id="indicators" question="Are we improving?" heading={verdictsInWords(few)}>
      <StandingTable
        slug={slug}
        council={council}
        caption={`Five indicators of ${council}`}
        groups={[{ key: 'overview', accounts: few }]}
      />
      <SourceLine asAt="the dates shown" source="Department for Education, published local authority figures" />
      <MethodNote model={model} />
      <NextLinks links={[{ text: 'Every indicator', href: `/${slug}/indicators` }]} />
    </Section>
  );
}

interface IndicatorsAtAGlanceProps {
  readonly slug: string;
  readonly council: string;
  /** Year of the neighbour model. */
  readonly model: string | null;
  readonly accounts: readonly IndicatorAccount[];
}
