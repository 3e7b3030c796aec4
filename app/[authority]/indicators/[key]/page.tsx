import { AREAS, isAreaKey } from '@/domain/frameworks';
import { decisionInWords, investmentInWords, startOfInvestment } from '@/domain/improvement';
import {
  currentTarget,
  doubtsOf,
  FREQUENCIES,
  isFigure,
  neighboursInWords,
  othersInWords,
  periodAndAge,
  periodBegins,
  periodEnds,
  periodInWords,
  placeAmongNeighbours,
  POLARITIES,
  spanInWords,
  standingInWords,
  UNITS,
} from '@/domain/indicators';
import { eventInWords, firstDayOnSite, frontTable, inspectionMonth, isGraded, findingInWords } from '@/domain/inspections';
import { dateInWords, monthInWords, numberInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewIndicatorPage, type IndicatorPage, type IndicatorView } from '@/operations/indicators';
import { EventMark, IndicatorChart } from '@/ui/charts/indicator-chart';
import { prepareIndicator, type ChartEvent } from '@/ui/charts/prepare-indicator';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { CorrectionSection, noteAnchor, NoteSection, TargetSection } from '@/ui/indicators/council-sections';
import { NeighbourFigures, YearTable } from '@/ui/indicators/figure-tables';
import { PlanSection } from '@/ui/indicators/plan-section';
import { AbolishedNotice } from '@/ui/inspections/abolished-notice';
import { found, type PageInput } from '../../../answers';
import { explorerAddress } from '../../explorer/address';
import { askLinks } from '../../scrutiny/ask-link';

export const dynamic = 'force-dynamic';

/** Is this getting better, and against whom: one indicator over time with what happened meanwhile, beside similar councils and England, and what to doubt. */
export default async function OneIndicatorPage({ params }: PageInput<{ authority: string; key: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug, key } = await params;
  const page = await found(viewIndicatorPage(actor, slug, key, today));
  const { view, targets, notes, corrections, readsPlan, mayChange } = page;
  const { authority, indicator, standing, council, neighbours, model } = view;
  const { latest } = standing;
  const address = `/${slug}/indicators/${key}`;
  const isOwn = indicator.authority !== null;
  const drawing = prepareIndicator(view, eventsOf(page), currentTarget(targets, today));
  const lead = othersInWords(view, model);
  const place = placeAmongNeighbours(view);
  return (
    <PageFrame
      name={indicator.name}
      authority={authority}
      current="indicators"
      breadcrumbs={[
        { text: 'Overview', href: `/${slug}` },
        { text: 'Indicators', href: `/${slug}/indicators` },
      ]}
      printLandscape
      caption={`${isOwn ? 'The council’s own indicator' : 'Indicator'} of ${authority.name}${indicator.area === null ? '' : `: ${areaName(indicator.area)}`}`}
      title={standingInWords(authority.name, { indicator, series: council, standing })}
      {...(lead === null ? {} : { lead })}
    >
      <AbolishedNotice authority={authority} />
      {drawing === null || latest === null ? (
        <Paragraph>
          {isOwn
            ? 'There is nothing to draw before the first figure is entered.'
            : 'There is nothing to draw. What is published of other councils is in the table below.'}
        </Paragraph>
      ) : (
        <Section id="over-time" heading={`${indicator.name} over time`} headingHidden>
          <IndicatorChart
            title={spanInWords(view) ?? indicator.name}
            subtitle={`${startWithCapital(UNITS[indicator.unit].words)}. ${POLARITIES[indicator.polarity]}.${neighbours.length > 0 && model !== null ? ` Each grey line is one of ${neighboursInWords(neighbours.length, model)}.` : ''}`}
            model={drawing}
            source={{
              asAt: periodAndAge(latest, indicator),
              source: <SourceOf view={view} />,
              nextUpdate: `${FREQUENCIES[indicator.frequency].often.toLowerCase()}; shown once it is ${isOwn ? 'entered' : 'imported'}`,
            }}
          />
          {drawing.events.length === 0 ? null : (
            <>
              <Subheading>Events on the chart</Subheading>
              <ul className="app-chart-events">
                {drawing.events.map(({ letter, kind, when, words, href }) => (
                  <li key={letter}>
                    <EventMark kind={kind} letter={letter} />
                    <span>
                      <b>{when}</b> {href === null ? words : <EventLink href={href} words={words} />}
                    </span>
                  </li>
                ))}
              </ul>
            </>
          )}
        </Section>
      )}
      <Section id="figures" question="What are the figures?" heading={countInWords(view)}>
        <YearTable figures={view} />
        <Note>
          The range by chance is what chance alone could make of a figure that is a share of a small number; it is left out where that
          number is not known.{model === null ? '' : ' Under the neighbours’ median stand their lowest and highest figure.'}
        </Note>
        <NextLinks
          links={[
            { text: 'These figures as a CSV file', href: `${address}/readings.csv` },
            {
              text: `Explore it beside other indicators${isOwn ? '' : ' and councils'}`,
              href: explorerAddress(slug, { indicators: [key], beside: ['neighbours', 'england'], councils: [] }),
            },
            ...(isOwn && mayChange ? [{ text: 'Enter or correct figures', href: `${address}/figures` }] : []),
            ...askLinks(actor, slug, 'indicator', key),
          ]}
        />
      </Section>
      <PlanSection slug={slug} part={page.plan} />
      {readsPlan ? (
        <>
          <TargetSection
            address={address}
            indicator={indicator}
            targets={targets}
            latest={latest?.reading.value ?? null}
            today={today}
            mayChange={mayChange}
          />
          <NoteSection address={address} notes={notes} council={council} mayChange={mayChange} />
        </>
      ) : null}
      <CorrectionSection indicator={indicator} corrections={corrections} council={council} />
      <Section id="doubts" question="What is there to doubt?" heading="What to keep in mind about these figures">
        <Bullets items={doubtsOf(view)} />
      </Section>
      {neighbours.length === 0 || model === null ? null : (
        <Section id="neighbours" question="How do similar councils do?" heading={place ?? 'No figure to compare with similar councils'}>
          <NeighbourFigures figures={view} />
          <Note>Closest neighbour first. Neighbours: Department for Education statistical neighbour model, {model}.</Note>
        </Section>
      )}
    </PageFrame>
  );
}

function countInWords({ authority, indicator, council }: IndicatorView): string {
  const count = council.filter(isFigure).length;
  const whose = indicator.authority === null ? 'published ' : '';
  return `${authority.name} has ${numberInWords(count)} ${whose}${count === 1 ? 'figure' : 'figures'}`;
}

function SourceOf({ view: { standing, indicator } }: { readonly view: IndicatorView }) {
  const { name, publisher, url, publishedOn } = standing.latest?.reading.source ?? indicator.source;
  const words = `${publisher}, ${name}${publishedOn === null ? '' : `, published ${dateInWords(publishedOn)}`}`;
  return url === null ? words : <EventLink href={url} words={words} />;
}

function EventLink({ href, words }: { readonly href: string; readonly words: string }) {
  return (
    <a className="govuk-link" href={href}>
      {words}
    </a>
  );
}

/** Inspections and visits, for whoever may read the plan the money that should move it, from when it is there, and what explains a figure. */
function eventsOf({ view: { authority, council, indicator }, events, plan, notes }: IndicatorPage): readonly ChartEvent[] {
  return [
    ...notes.flatMap(({ note: { id, about, text } }): readonly ChartEvent[] => {
      const explained = council.find(({ period }) => about !== null && periodBegins(period).equals(about));
      if (explained === undefined) return [];
      const { period } = explained;
      return [
        {
          kind: 'note',
          day: periodEnds(period, indicator.yearEnds),
          when: periodInWords(period),
          words: firstSentence(text),
          href: `#${noteAnchor(id)}`,
        },
      ];
    }),
    ...events.map((event): ChartEvent => {
      const finding = frontTable(event).length > 0 ? findingInWords(event) : null;
      return {
        kind: isGraded(event) ? 'inspection' : 'visit',
        day: firstDayOnSite(event),
        when: inspectionMonth(event),
        words: `${eventInWords(event)}${finding === null ? '' : `: ${finding}`}`,
        href: `/${authority.slug}/inspections/${event.id}`,
      };
    }),
    ...plan.investments.map((investment): ChartEvent => {
      const day = startOfInvestment(investment);
      return {
        kind: 'decision',
        day,
        when: monthInWords(day),
        words: `${investment.title}: ${investmentInWords(investment)}, ${decisionInWords(investment)}`,
        href: `/${authority.slug}/money`,
      };
    }),
  ];
}

/** Beside the chart; the whole stands below. */
function firstSentence(text: string): string {
  return /^.*?[.!?](?=\s|$)/.exec(text)?.[0] ?? text;
}

function areaName(area: string | null): string {
  return area !== null && isAreaKey(area) ? AREAS[area].subject : 'other';
}
