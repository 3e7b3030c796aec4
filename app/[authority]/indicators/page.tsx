import { AREAS, MAIN_AREAS } from '@/domain/frameworks';
import { isOwnKey, verdictsInWords, type IndicatorAccount } from '@/domain/indicators';
import { listInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { listIndicators } from '@/operations/indicators';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { MethodNote } from '@/ui/indicators/method-note';
import { StandingTable } from '@/ui/indicators/standing-table';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { found, type PageInput } from '../../answers';

export const dynamic = 'force-dynamic';

/** Is practice changing: every indicator of a council, what changed in a year beyond what small numbers explain, and how councils like it do. */
export default async function IndicatorsPage({ params }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const { authority, model, indicators, mayChange } = await found(listIndicators(actor, slug, today));
  // One of the council's own is there before its first figure.
  const accounts = indicators.filter(({ indicator, standing }) => standing.newest !== null || isOwnKey(indicator.key));
  if (accounts.length === 0) {
    return (
      <PageFrame name="Indicators" authority={authority} current="indicators" title={`No indicator of ${authority.name} is recorded`}>
        <AbolishedNotice authority={authority} />
        <Paragraph>An operator adds figures by importing the Department for Education’s statistics.</Paragraph>
        <NextLinks links={[{ text: 'Where the figures come from', href: '/sources' }, ...(mayChange ? ownLinks(slug) : [])]} />
      </PageFrame>
    );
  }
  const published = accounts.filter(({ indicator }) => !isOwnKey(indicator.key));
  const publications = [...new Set(published.map(({ indicator }) => indicator.source.name))];
  const sources = [
    ...(publications.length > 0 ? [`Department for Education: ${listInWords(publications)}`] : []),
    ...(published.length < accounts.length ? ['the council’s own figures where a row says so'] : []),
  ];
  return (
    <PageFrame
      name="Indicators"
      authority={authority}
      current="indicators"
      printLandscape
      caption={`Indicators of ${authority.name}`}
      title={verdictsInWords(accounts)}
    >
      <AbolishedNotice authority={authority} />
      <Section id="indicators" heading="Every indicator, by what inspectors judge" headingHidden>
        <StandingTable
          slug={slug}
          council={authority.name}
          caption={`Indicators of ${authority.name}`}
          groups={groupsOf(accounts)}
          ranked
        />
        <SourceLine asAt="the dates shown" source={sources.join('; ')} />
        <MethodNote model={model} ranked />
        <NextLinks
          links={[
            { text: 'Explore indicators beside each other and other councils', href: `/${slug}/explorer` },
            ...(mayChange ? ownLinks(slug) : []),
          ]}
        />
      </Section>
    </PageFrame>
  );
}

/** For whoever keeps up what the council measures itself. */
function ownLinks(slug: string) {
  return [
    { text: 'Define an indicator of the council’s own', href: `/${slug}/indicators/new` },
    { text: 'Bring the council’s own figures in as a file', href: `/${slug}/indicators/import` },
  ];
}

/** By judgement area, as reports order them; what belongs to none comes last. */
function groupsOf(
  accounts: readonly IndicatorAccount[],
): readonly { readonly key: string; readonly heading: string; readonly accounts: readonly IndicatorAccount[] }[] {
  const known: readonly string[] = MAIN_AREAS;
  return [
    ...MAIN_AREAS.map((area) => ({
      key: area,
      heading: AREAS[area].name,
      accounts: accounts.filter(({ indicator }) => indicator.area === area),
    })),
    { key: 'other', heading: 'Other', accounts: accounts.filter(({ indicator }) => !known.includes(indicator.area ?? '')) },
  ].filter((group) => group.accounts.length > 0);
}
