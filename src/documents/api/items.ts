import type { Authority } from '@/domain/authorities';
import {
  allJudgements,
  firstDayOnSite,
  type Disagreement,
  type Inspection,
  type Judgement,
  type LatestJudgement,
} from '@/domain/inspections';
import type { CalendarDate, Source } from '@/domain/shared';
import type { AuthorityItem, InspectionItem, JudgementItem, LatestJudgementItem, SourceItem } from './contract';

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
