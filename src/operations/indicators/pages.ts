import { isAllowed, type Actor } from '@/domain/access';
import {
  byWhatTheyExplain,
  correctionInWords,
  correctionsOf,
  indicatorRows,
  readingIn,
  type Correction,
  type IndicatorNote,
  type Reading,
  type Target,
} from '@/domain/indicators';
import type { Inspection } from '@/domain/inspections';
import type { CalendarDate } from '@/domain/shared';
import { listCorrections, listNotes, listTargets } from '@/database/indicators';
import { listInspections } from '@/database/inspections';
import { csvFile } from '@/documents/csv';
import { authorise } from '../access';
import { nameActors } from '../history';
import { viewWhatMoves, type PlanPart } from '../improvement';
import { FIGURE_COLUMNS, figureLine } from './figure-lines';
import { viewIndicator, type IndicatorView } from './view';

/** A council has had at most thirty events since 2009; the limit keeps a page bounded whatever is loaded. */
const MOST_EVENTS = 200;

/** An indicator with what happened meanwhile. */
export interface IndicatorPage {
  readonly view: IndicatorView;
  readonly events: readonly Inspection[];
  /** What of the plan should move it, as far as the reader may see it. */
  readonly plan: PlanPart;
  /** What the council's readings said before they were corrected. */
  readonly corrections: readonly Correction[];
  /** The council's own, for whoever may read the plan; none for others. The earliest day first. */
  readonly targets: readonly Target[];
  /** The same: what explains a point or the whole, and who wrote it. */
  readonly notes: readonly NoteView[];
  /** Whether the asker reads what the council says itself. */
  readonly readsPlan: boolean;
  readonly mayChange: boolean;
}

export interface NoteView {
  readonly note: IndicatorNote;
  readonly who: string;
}

/** Throws `NotFound` for an unknown council or indicator. */
export async function viewIndicatorPage(actor: Actor, slug: string, key: string, today: CalendarDate): Promise<IndicatorPage> {
  authorise(actor, 'read-published');
  const view = await viewIndicator(actor, slug, key, today);
  const mayReadPlan = isAllowed(actor, 'read-plan', slug);
  const [{ inspections }, plan, corrections, targets, notes] = await Promise.all([
    listInspections(slug, { limit: MOST_EVENTS, offset: 0 }),
    viewWhatMoves(actor, slug, key, today),
    listCorrections(key, view.council, slug),
    mayReadPlan ? listTargets(slug, key) : [],
    mayReadPlan ? listNotes(slug, key) : [],
  ]);
  const nameOf = await nameActors(notes.map(({ by }) => by));
  return {
    view,
    events: inspections,
    plan,
    corrections,
    targets,
    notes: notes.toSorted(byWhatTheyExplain).map((note) => ({ note, who: nameOf(note.by) })),
    readsPlan: mayReadPlan,
    mayChange: isAllowed(actor, 'change-plan', slug),
  };
}

/** The figures that the indicator's page shows, as a CSV file: a line for each place and period, earliest first. Throws `NotFound` likewise. */
export async function indicatorFile(
  actor: Actor,
  slug: string,
  key: string,
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  authorise(actor, 'read-published');
  const view = await viewIndicator(actor, slug, key, today);
  const { indicator, authority, council, neighbours, region, england, model } = view;
  const rows = indicatorRows(view);
  const corrections = await listCorrections(key, council, slug);
  const linesOf = (place: string, series: readonly Reading[]) =>
    rows.flatMap(({ period }) => {
      const reading = readingIn(series, period);
      if (reading === null) return [];
      const before = series === council ? correctionsOf(corrections, period) : [];
      const saidBefore = before.map((correction) => correctionInWords(correction, indicator)).join('; ');
      return [[...figureLine(indicator, place, { ...reading, counted: null, source: reading.source.name }), saidBefore || null]];
    });
  const medians = rows.flatMap(({ period, neighbours: spread }) => {
    if (spread === null || model === null) return [];
    const median = { period, value: spread.median, marker: null, counted: spread.count, source: indicator.source.name };
    return [figureLine(indicator, `Median of similar councils, ${model} model`, median).concat(null)];
  });
  return {
    fileName: `${slug}-${key}.csv`,
    body: csvFile(
      [...FIGURE_COLUMNS, 'said_before'],
      [
        ...linesOf(authority.name, council),
        ...medians,
        ...linesOf(region.name, region.series),
        ...linesOf('England', england),
        ...neighbours.flatMap(({ name, series }) => linesOf(name, series)),
      ],
    ),
  };
}
