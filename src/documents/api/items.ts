import type { Authority } from '@/domain/authorities';
import { isAreaKey } from '@/domain/frameworks';
import type { Indicator, Reading } from '@/domain/indicators';
import {
  allJudgements,
  firstDayOnSite,
  type Disagreement,
  type Inspection,
  type Judgement,
  type LatestJudgement,
} from '@/domain/inspections';
import { momentText, type CalendarDate, type Source } from '@/domain/shared';
import type { AuthorityItem, IndicatorItem, InspectionItem, JudgementItem, LatestJudgementItem, ReadingItem, SourceItem } from './contract';

/** Things of the domain as the contract words them: keys, ISO days, null where there is nothing. */

export function authorityItem(authority: Authority): AuthorityItem {
  return {
    slug: authority.slug,
    name: authority.name,
    region: authority.region,
    laCode: authority.laCode,
    onsCodes: [...authority.onsCodes],
    abolishedOn: isoDay(authority.abolishedOn),
    successors: authority.successors.map(({ slug, name }) => ({ slug, name })),
    predecessors: authority.predecessors.map(({ slug, name }) => ({ slug, name })),
    source: sourceItem(authority.source),
    links: { page: `/${authority.slug}`, inspections: `/api/v1/authorities/${authority.slug}/inspections` },
  };
}

/** `disagreements` may be of any events; those of this one are taken. */
export function inspectionItem(inspection: Inspection, disagreements: readonly Disagreement[]): InspectionItem {
  return {
    id: inspection.id,
    authority: inspection.authority,
    framework: inspection.framework,
    eventType: inspection.eventType,
    dates: inspection.dates.map(({ start, end }) => ({
      start: start.toString(),
      // The domain repeats the first day where the last is not known; here it would read as a visit of one day.
      end: inspection.precision === 'first-day' ? null : end.toString(),
    })),
    precision: inspection.precision,
    publishedOn: isoDay(inspection.publishedOn),
    judgements: allJudgements(inspection).map(judgementItem),
    themes: [...inspection.themes],
    summary: inspection.summary,
    reportUrl: inspection.reportUrl,
    disagreements: disagreements
      .filter(({ inspectionId }) => inspectionId === inspection.id)
      .map(({ field, stored, stated, source }) => ({ field, stored, stated, source: sourceItem(source) })),
    source: sourceItem(inspection.source),
  };
}

export function latestJudgementItem({ council, inspection, judgement }: LatestJudgement): LatestJudgementItem {
  return {
    authority: council.slug,
    name: council.name,
    region: council.region,
    inspection: inspection.id,
    inspectedOn: firstDayOnSite(inspection).toString(),
    publishedOn: isoDay(inspection.publishedOn),
    framework: inspection.framework,
    ...judgementItem(judgement),
  };
}

export function indicatorItem(indicator: Indicator): IndicatorItem {
  const { area } = indicator;
  return {
    key: indicator.key,
    name: indicator.name,
    unit: indicator.unit,
    decimals: indicator.decimals,
    polarity: indicator.polarity,
    frequency: indicator.frequency,
    yearEnds: indicator.yearEnds,
    area: area !== null && isAreaKey(area) ? area : null,
    frameworkReference: indicator.reference,
    source: sourceItem(indicator.source),
    links: {
      readings: `/api/v1/indicators/${indicator.key}/readings${indicator.authority === null ? '' : `?authority=${indicator.authority}`}`,
    },
  };
}

export function readingItem({ indicator, geography, period, value, marker, base, source, loadedAt }: Reading): ReadingItem {
  return {
    indicator,
    period: period.period,
    timeIdentifier: period.identifier.label,
    geography,
    // What is published as a number is one in JSON; figures like 20.200000000000003 come out of it as they went in.
    value: value === null ? null : Number(value),
    marker,
    base: base === null ? null : Number(base),
    source: sourceItem(source),
    loadedAt: momentText(loadedAt),
  };
}

function judgementItem({ area, grade, words, covers, absence }: Judgement): JudgementItem {
  return { area, grade, words, covers, absence };
}

function sourceItem(source: Source): SourceItem {
  return {
    name: source.name,
    publisher: source.publisher,
    url: source.url,
    file: source.file,
    page: source.page,
    publishedOn: isoDay(source.publishedOn),
    retrievedOn: source.retrievedOn.toString(),
  };
}

function isoDay(date: CalendarDate | null): string | null {
  return date && date.toString();
}
