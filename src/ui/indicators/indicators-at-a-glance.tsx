import { isOwnKey, verdictsInWords, type IndicatorAccount } from '@/domain/indicators';
import { Section } from '../govuk/section';
import { SourceLine } from '../govuk/source-line';
import { NextLinks } from '../govuk/text';
import { MethodNote } from './method-note';
import { StandingTable } from './standing-table';

/** The few indicators of a council's overview; nothing where none of them has a reading. */
export function IndicatorsAtAGlance({ slug, council, model, accounts }: IndicatorsAtAGlanceProps) {
  const few = accounts.filter(({ standing }) => standing.newest !== null);
  if (few.length === 0) return null;
  return (
    <Section id="indicators" question="Are we improving?" heading={verdictsInWords(few)}>
      <StandingTable
        slug={slug}
        council={council}
        caption={`Indicators that ${council} has chosen`}
        groups={[{ key: 'overview', accounts: few }]}
      />
      <SourceLine
        asAt="the dates shown"
        source={`Department for Education, published local authority figures${few.some(({ indicator }) => isOwnKey(indicator.key)) ? '; the council’s own figures' : ''}`}
      />
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
  /** Those chosen, in order. */
  readonly accounts: readonly IndicatorAccount[];
}
