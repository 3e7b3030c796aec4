import { frameworkOf, gradeWords, judgedArea, type AreaKey, type FrameworkKey, type Grade } from '@/domain/frameworks';
import type { EventType, Inspection, Judgement } from '@/domain/inspections';
import { calendarDate, type DateRange, type Source } from '@/domain/shared';

export const A_SOURCE: Source = {
  name: 'Inspection report',
  publisher: 'Ofsted',
  url: null,
  file: null,
  page: null,
  publishedOn: null,
  retrievedOn: calendarDate('2026-11-22'),
};

/** `'2023-09-11 2023-09-15'` */
export function range(text: string): DateRange {
  const [start = '', end = start] = text.split(' ');
  return { start: calendarDate(start), end: calendarDate(end) };
}

export function judgement(framework: FrameworkKey, area: AreaKey, grade: Grade): Judgement {
  return { area, grade, absence: null, words: gradeWords(framework, grade), covers: judgedArea(framework, area)?.covers ?? null };
}

/** A graded inspection; areas not given are left out, as sources leave them out. By default Barnsley's of September 2023, with no judgement. */
export function anInspection({
  framework = 'ilacs-2023',
  onSite = '2023-09-11 2023-09-15',
  published = '2023-10-27',
  grades = {},
  ...rest
}: Described = {}): Inspection {
  const dates = onSite.split(', ').map(range);
  const eventType: EventType = rest.eventType ?? (framework === 'sif-2013' ? 'single-inspection' : 'standard-inspection');
  return {
    id: `${onSite.slice(0, 10)}-${eventType}`,
    authority: 'barnsley',
    framework,
    dates,
    precision: 'day',
    publishedOn: published === null ? null : calendarDate(published),
    judgements: frameworkOf(framework).areas.flatMap(({ area }) => {
      const grade = grades[area];
      return grade ? [judgement(framework, area, grade)] : [];
    }),
    themes: [],
    summary: null,
    reportUrl: null,
    source: A_SOURCE,
    ...rest,
    eventType,
  };
}

/** The same grade in every area the framework judges. */
export function allAreas(framework: FrameworkKey, grade: Grade): Grades {
  return Object.fromEntries(frameworkOf(framework).areas.map(({ area }) => [area, grade]));
}

/** Grades by their first letters in the framework's order of areas: `gggrg`; `-` is not recorded. */
export function gradesInOrder(framework: FrameworkKey, letters: string): Grades {
  const meaning: Readonly<Record<string, Grade>> = {
    o: 'outstanding',
    g: 'good',
    r: 'requires-improvement',
    a: 'adequate',
    i: 'inadequate',
  };
  return Object.fromEntries(
    frameworkOf(framework).areas.flatMap(({ area }, index) => {
      const grade = meaning[letters[index] ?? '-'];
      return grade ? [[area, grade]] : [];
    }),
  );
}

export type Grades = Readonly<Partial<Record<AreaKey, Grade>>>;

interface Described extends Partial<Omit<Inspection, 'framework' | 'dates' | 'publishedOn' | 'judgements'>> {
  readonly framework?: FrameworkKey;
  /** Stays as `start end`, several parted by `, `. */
  readonly onSite?: string;
  readonly published?: string | null;
  readonly grades?: Grades;
}
