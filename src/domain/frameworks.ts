import { Temporal } from 'temporal-polyfill';
import { calendarDate, dateInWords, isBefore, type CalendarDate } from './shared';

/**
 * Ofsted's inspection frameworks as data. A new framework is an entry in `FRAMEWORKS` (and, if it names new ones, in `AREAS`); nothing else changes.
 * Facts: Ofsted's reports and its statistics of 31 March 2025; see the README for what is second-hand.
 */

/** Grades in the order a reader expects them, best first. `adequate` was given before 2013 only. */
export const GRADES = {
  outstanding: { word: 'Outstanding', is: 'is outstanding' },
  good: { word: 'Good', is: 'is good' },
  'requires-improvement': { word: 'Requires improvement to be good', is: 'requires improvement to be good' },
  adequate: { word: 'Adequate', is: 'is adequate' },
  inadequate: { word: 'Inadequate', is: 'is inadequate' },
} as const;

/** Why a judgement has no grade. Each kind has words of its own: an empty cell says nothing. */
export const ABSENCES = {
  'not-judged': { words: 'Not judged under this framework', short: 'Not judged' },
  'not-given': { words: 'Not given from April 2026', short: 'Not given' },
  'not-published': { words: 'Not yet published', short: 'Not yet published' },
  'not-recorded': { words: 'Not recorded', short: 'Not recorded' },
} as const;

/**
 * Judgement areas in the order pages list them: `name` heads a row, `fullName` says it as reports do, `subject` is what a sentence is about
 * ("support for care leavers is good").
 */
export const AREAS = {
  leadership: {
    name: 'Leaders’ impact on practice',
    fullName: 'Leaders’ impact on social work practice',
    subject: 'leaders’ impact on practice',
  },
  'help-and-protection': { name: 'Help and protection', fullName: 'Help and protection', subject: 'help and protection' },
  'in-care': { name: 'Children in care', fullName: 'Children in care', subject: 'support for children in care' },
  'care-leavers': { name: 'Care leavers', fullName: 'Care leavers', subject: 'support for care leavers' },
  'overall-effectiveness': { name: 'Overall effectiveness', fullName: 'Overall effectiveness', subject: 'overall effectiveness' },
  adoption: { name: 'Adoption', fullName: 'Adoption performance', subject: 'adoption' },
  lscb: {
    name: 'Local Safeguarding Children Board',
    fullName: 'Local Safeguarding Children Board',
    subject: 'the Local Safeguarding Children Board',
  },
  'quality-of-practice': { name: 'Quality of practice', fullName: 'Quality of practice', subject: 'the quality of practice' },
  'safeguarding-overall': { name: 'Safeguarding services', fullName: 'Safeguarding services, overall', subject: 'safeguarding' },
  'safeguarding-capacity': {
    name: 'Safeguarding: capacity for improvement',
    fullName: 'Capacity for improvement, safeguarding',
    subject: 'capacity to improve safeguarding',
  },
  'looked-after-overall': {
    name: 'Services for looked-after children',
    fullName: 'Services for looked-after children, overall',
    subject: 'support for looked-after children',
  },
  'looked-after-capacity': {
    name: 'Looked-after children: capacity for improvement',
    fullName: 'Capacity for improvement, looked-after children',
    subject: 'capacity to improve services for looked-after children',
  },
} as const;

/** What an `in-care` judgement covers; before 2023 it included care leavers. */
export const COVERS = {
  'looked-after-and-permanence': 'Children looked after and achieving permanence',
  'in-care-and-care-leavers': 'Children in care and care leavers, judged together',
  'in-care': 'Children in care',
} as const;

const BEFORE_2013 = [scaleGrade('outstanding'), scaleGrade('good'), scaleGrade('adequate'), scaleGrade('inadequate')];
const SINGLE_INSPECTION = [
  scaleGrade('outstanding'),
  scaleGrade('good'),
  scaleGrade('requires-improvement', 'Requires improvement'),
  scaleGrade('inadequate'),
];
const ILACS = [scaleGrade('outstanding'), scaleGrade('good'), scaleGrade('requires-improvement'), scaleGrade('inadequate')];

/** Earliest first. Areas stand in the order the report's front table prints them. Two grades compare if, and only if, their `comparesAs` is the same. */
export const FRAMEWORKS = [
  {
    key: 'safeguarding-lac-2009',
    name: 'Inspection of safeguarding and looked after children services',
    shortName: 'Safeguarding and looked after',
    from: '2009-04-01',
    lastFirstDay: '2012-12-31',
    scale: BEFORE_2013,
    areas: [
      area('safeguarding-overall', 'safeguarding-2009/overall'),
      area('safeguarding-capacity', 'safeguarding-2009/capacity'),
      area('looked-after-overall', 'looked-after-2009/overall'),
      area('looked-after-capacity', 'looked-after-2009/capacity'),
    ],
    absent: {},
  },
  {
    key: 'child-protection-2012',
    name: 'Inspection of local authority arrangements for the protection of children',
    shortName: 'Child protection 2012',
    from: '2012-05-01',
    lastFirstDay: '2013-10-31',
    scale: BEFORE_2013,
    areas: [
      area('overall-effectiveness', 'child-protection-2012/overall'),
      area('help-and-protection', 'child-protection-2012/help-and-protection'),
      area('quality-of-practice', 'child-protection-2012/quality-of-practice'),
      { ...area('leadership', 'child-protection-2012/leadership'), subject: 'leadership' },
    ],
    absent: {},
  },
  {
    key: 'looked-after-2013',
    name: 'Inspection of services for looked after children',
    shortName: 'Looked after 2013',
    from: '2013-01-01',
    lastFirstDay: '2013-10-31',
    scale: BEFORE_2013,
    areas: [area('looked-after-overall', 'looked-after-2013/overall'), area('looked-after-capacity', 'looked-after-2013/capacity')],
    absent: {},
  },
  {
    key: 'sif-2013',
    name: 'Single inspection framework',
    shortName: 'Single inspection framework',
    from: '2013-11-01',
    // Replaced by ILACS in January 2018, yet seven inspections under it were on site between January and June 2018.
    lastFirstDay: '2018-06-30',
    scale: SINGLE_INSPECTION,
    areas: [
      area('help-and-protection', 'sif/help-and-protection'),
      { ...area('in-care', 'sif/in-care'), covers: 'looked-after-and-permanence' },
      { ...area('adoption', 'sif/adoption'), partOf: 'in-care' },
      { ...area('care-leavers', 'sif/care-leavers'), partOf: 'in-care' },
      { ...area('leadership', 'sif/leadership'), subject: 'leadership' },
      area('overall-effectiveness', 'sif/overall'),
      { ...area('lscb', 'sif/lscb'), separateBody: true },
    ],
    absent: {},
  },
  {
    key: 'ilacs-2018',
    name: 'Inspecting local authority children’s services (ILACS), 2018',
    shortName: 'ILACS 2018',
    family: 'ilacs',
    from: '2018-01-01',
    lastFirstDay: '2022-12-31',
    scale: ILACS,
    areas: [
      area('leadership', 'ilacs/leadership'),
      area('help-and-protection', 'ilacs/help-and-protection'),
      {
        ...area('in-care', 'ilacs/in-care-and-care-leavers'),
        covers: 'in-care-and-care-leavers',
        subject: 'support for children in care and care leavers',
      },
      area('overall-effectiveness', 'ilacs/overall'),
    ],
    absent: { 'care-leavers': { absence: 'not-judged', words: 'Judged with children in care' } },
  },
  {
    key: 'ilacs-2023',
    name: 'Inspecting local authority children’s services (ILACS), 2023',
    shortName: 'ILACS 2023',
    family: 'ilacs',
    from: '2023-01-01',
    lastFirstDay: '2026-03-31',
    scale: ILACS,
    areas: [
      area('leadership', 'ilacs/leadership'),
      area('help-and-protection', 'ilacs/help-and-protection'),
      { ...area('in-care', 'ilacs/in-care'), covers: 'in-care' },
      area('care-leavers', 'ilacs/care-leavers'),
      area('overall-effectiveness', 'ilacs/overall'),
    ],
    absent: {},
  },
  {
    key: 'ilacs-2026',
    name: 'Inspecting local authority children’s services (ILACS), 2026',
    shortName: 'ILACS 2026',
    family: 'ilacs',
    from: '2026-04-01',
    lastFirstDay: null,
    scale: ILACS,
    areas: [
      area('leadership', 'ilacs/leadership'),
      area('help-and-protection', 'ilacs/help-and-protection'),
      { ...area('in-care', 'ilacs/in-care'), covers: 'in-care' },
      area('care-leavers', 'ilacs/care-leavers'),
    ],
    absent: { 'overall-effectiveness': { absence: 'not-given', words: 'Not given from April 2026' } },
  },
] as const satisfies readonly FrameworkEntry[];

/** The five areas that inspections have judged since 2013 and that pages put side by side, in page order. */
export const MAIN_AREAS = [
  'leadership',
  'help-and-protection',
  'in-care',
  'care-leavers',
  'overall-effectiveness',
] as const satisfies readonly AreaKey[];

/** Those of them that are about one matter each, and so have a page of their own; practice first. */
export const SINGLE_AREAS = ['help-and-protection', 'in-care', 'care-leavers', 'leadership'] as const satisfies readonly AreaKey[];

export type SingleArea = (typeof SINGLE_AREAS)[number];

export function isSingleArea(text: string): text is SingleArea {
  return SINGLE_AREAS.some((area) => area === text);
}

const BY_KEY: ReadonlyMap<string, Framework> = new Map(FRAMEWORKS.map((entry): [string, Framework] => [entry.key, entry]));

/** Throws for a key that is not in the table: keys are parsed at the edge with `isFrameworkKey`. */
export function frameworkOf(key: FrameworkKey): Framework {
  const found = BY_KEY.get(key);
  if (!found) throw new Error(`There is no framework ${key}`);
  return found;
}

/** The framework that the next inspection falls under. */
export function newestFramework(): Framework {
  const newest = [...BY_KEY.values()].at(-1);
  if (!newest) throw new Error('The table of frameworks is empty');
  return newest;
}

export function isFrameworkKey(text: string): text is FrameworkKey {
  return BY_KEY.has(text);
}

export function isAreaKey(text: string): text is AreaKey {
  return Object.hasOwn(AREAS, text);
}

export function isGrade(text: string): text is Grade {
  return Object.hasOwn(GRADES, text);
}

export function isAbsence(text: string): text is Absence {
  return Object.hasOwn(ABSENCES, text);
}

/** Keys of areas and grades, in page order. */
export const AREA_KEYS = Object.keys(AREAS).filter(isAreaKey);
export const GRADE_KEYS = Object.keys(GRADES).filter(isGrade);

/**
 * The framework the first day on site proposes (never the day of publication); null before April 2009. The source's own word goes before it.
 * Where two overlap (2012 and 2013, early 2018) the later one is proposed.
 */
export function frameworkProposedBy(firstDayOnSite: CalendarDate): FrameworkKey | null {
  const candidates = FRAMEWORKS.filter((entry) => covers(entry, firstDayOnSite));
  return candidates.at(-1)?.key ?? null;
}

/** What is odd about a stated framework and the first day on site, in a sentence; null when they agree. */
export function frameworkWarning(stated: FrameworkKey, firstDayOnSite: CalendarDate): string | null {
  const proposed = frameworkProposedBy(firstDayOnSite);
  if (proposed === stated) return null;
  const proposal = proposed ? frameworkOf(proposed).name : 'no framework that is recorded';
  return `The source says ${frameworkOf(stated).name}; the first day on site, ${dateInWords(firstDayOnSite)}, would propose ${proposal}.`;
}

/** Whether grades for this area under the two frameworks mean the same thing. SIF never compares with ILACS; `in-care` only where it covers the same. */
export function gradesCompare(area: AreaKey, left: FrameworkKey, right: FrameworkKey): boolean {
  const leftMeaning = judgedArea(left, area)?.comparesAs;
  return leftMeaning !== undefined && leftMeaning === judgedArea(right, area)?.comparesAs;
}

/** How the framework judges this area, or null when it does not. */
export function judgedArea(framework: FrameworkKey, area: AreaKey): JudgedArea | null {
  return frameworkOf(framework).areas.find((judged) => judged.area === area) ?? null;
}

/** Why an area has no judgement of its own under this framework, with the words to show. */
export function absenceUnder(framework: FrameworkKey, area: AreaKey): { readonly absence: Absence; readonly words: string } {
  return frameworkOf(framework).absent[area] ?? { absence: 'not-judged', words: ABSENCES['not-judged'].words };
}

/** The grade that a report's words mean on this framework's scale; null when they are not on it. Capitals, full stops and "require" without s are forgiven. */
export function gradeFromWords(framework: FrameworkKey, words: string): Grade | null {
  const plain = words
    .replaceAll(/\s+/g, ' ')
    .replace(/ ?\. ?$/, '')
    .trim()
    .toLowerCase()
    .replace(/^require /, 'requires ');
  const onScale = frameworkOf(framework).scale.map((entry) => entry.grade);
  const grade = plain === 'requires improvement to be good' ? 'requires-improvement' : plain.replaceAll(' ', '-');
  return isGrade(grade) && onScale.includes(grade) ? grade : null;
}

/** The framework's own words for a grade, as its reports print them. */
export function gradeWords(framework: FrameworkKey, grade: Grade): string {
  return frameworkOf(framework).scale.find((entry) => entry.grade === grade)?.words ?? GRADES[grade].word;
}

/** Good or outstanding: what the rule for a short inspection and most comparisons ask. */
export function isGoodOrBetter(grade: Grade): boolean {
  return grade === 'good' || grade === 'outstanding';
}

/** How many steps better (positive) or worse (negative) `after` is than `before` on one scale; 0 is the same grade. Ask `gradesCompare` first. */
export function stepsBetween(before: Grade, after: Grade): number {
  const order: readonly Grade[] = ['inadequate', 'requires-improvement', 'good', 'outstanding'];
  const level = (grade: Grade) => order.indexOf(grade === 'adequate' ? 'requires-improvement' : grade);
  return level(after) - level(before);
}

function covers(entry: FrameworkEntry, day: CalendarDate): boolean {
  return (
    !isBefore(day, calendarDate(entry.from)) &&
    (entry.lastFirstDay === null || Temporal.PlainDate.compare(day, calendarDate(entry.lastFirstDay)) <= 0)
  );
}

function area<Area extends AreaKey>(key: Area, comparesAs: string): { area: Area; comparesAs: string } {
  return { area: key, comparesAs };
}

function scaleGrade(grade: Grade, words: string = GRADES[grade].word): ScaleGrade {
  return { grade, words };
}

export type Grade = keyof typeof GRADES;
export type Absence = keyof typeof ABSENCES;
export type AreaKey = keyof typeof AREAS;
export type Covers = keyof typeof COVERS;
export type FrameworkKey = (typeof FRAMEWORKS)[number]['key'];
export type Framework = FrameworkEntry & { readonly key: FrameworkKey };

export interface ScaleGrade {
  readonly grade: Grade;
  readonly words: string;
}

export interface JudgedArea {
  readonly area: AreaKey;
  readonly comparesAs: string;
  readonly covers?: Covers;
  /** What a sentence calls it where that is not the area's own `subject`. */
  readonly subject?: string;
  /** The judgement this one is printed under. */
  readonly partOf?: AreaKey;
  /** Judges a body other than the council. */
  readonly separateBody?: boolean;
}

interface FrameworkEntry {
  readonly key: string;
  readonly name: string;
  readonly shortName: string;
  /** Versions of one framework: waits between their inspections are observed together. */
  readonly family?: 'ilacs';
  /** First and last possible first day on site; null while in force. */
  readonly from: string;
  readonly lastFirstDay: string | null;
  /** Best first. */
  readonly scale: readonly ScaleGrade[];
  readonly areas: readonly JudgedArea[];
  /** Areas that readers will look for and not find, with why. */
  readonly absent: Readonly<Partial<Record<AreaKey, { readonly absence: Absence; readonly words: string }>>>;
}
