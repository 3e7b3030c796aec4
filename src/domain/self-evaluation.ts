import { z } from 'zod';
import {
  AREAS,
  frameworkOf,
  COVERS,
  frameworkProposedBy,
  gradesCompare,
  gradeWords,
  isAreaKey,
  isGrade,
  judgedArea,
  newestFramework,
  type AreaKey,
  type FrameworkKey,
  type Grade,
} from './frameworks';
import { firstDayOnSite, inspectionMonth, isGraded, judgementIn, newestFirst, type Inspection, type Judgement } from './inspections';
import {
  accepted,
  calendarDate,
  calendarDateSchema,
  dateInWords,
  isBefore,
  listInWords,
  numberInWords,
  onLines,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from './shared';

const LONGEST_ANSWER = 10_000;
const LONGEST_EVIDENCE = 2_000;

/** The three questions that ILACS asks every council once a year, from its first year on. */
export const SELF_EVALUATION_QUESTIONS = [
  { key: 'known', question: 'What do you know about the quality and impact of practice?' },
  { key: 'howKnown', question: 'How do you know it?' },
  { key: 'plans', question: 'What are your plans?' },
] as const;

export type QuestionKey = (typeof SELF_EVALUATION_QUESTIONS)[number]['key'];

/** ILACS, which asks for one, began in January 2018. */
const FIRST_YEAR = 2018;

/** What a council says of itself, once a year, before inspectors ask. */
export interface SelfEvaluation {
  readonly id: string;
  /** Slug of the council. */
  readonly authority: string;
  readonly year: number;
  /** Null while it is not written. */
  readonly answers: Readonly<Record<QuestionKey, string | null>>;
  /** The council's own grades, as far as it has given any. */
  readonly grades: readonly OwnGrade[];
  /** When it was sent to Ofsted. Null: a draft, which only those see who read drafts. */
  readonly submittedOn: CalendarDate | null;
  readonly version: number;
}

export interface OwnGrade {
  readonly area: AreaKey;
  readonly grade: Grade;
  /** What it rests on. */
  readonly evidence: string | null;
}

/** The framework that a year's self-evaluation follows: the one in force at the year's end. */
export function frameworkOfYear(year: number): FrameworkKey {
  return frameworkProposedBy(calendarDate(`${year}-12-31`)) ?? newestFramework().key;
}

/** The areas a council grades itself in: those of the year's framework without an overall grade, which is nobody's to work out, and without other bodies. */
export function areasOfYear(year: number): readonly AreaKey[] {
  return frameworkOf(frameworkOfYear(year)).areas.flatMap(({ area, separateBody }) =>
    area === 'overall-effectiveness' || separateBody ? [] : [area],
  );
}

/** The grades of the year's framework in its own words. */
export function scaleOfYear(year: number): readonly { readonly grade: Grade; readonly words: string }[] {
  return frameworkOf(frameworkOfYear(year)).scale;
}

/** What a year's framework calls an area: before 2023 children in care and care leavers were one. */
export function areaInYear(year: number, area: AreaKey): string {
  const covers = judgedArea(frameworkOfYear(year), area)?.covers;
  return covers === undefined ? AREAS[area].name : COVERS[covers];
}

/** The years that a self-evaluation can be recorded for, newest first: up to the next, which may be begun early. */
export function selfEvaluationYears(today: CalendarDate): readonly number[] {
  return Array.from({ length: today.year + 1 - FIRST_YEAR + 1 }, (_, index) => today.year + 1 - index);
}

/** The first graded inspection after a self-evaluation was sent; null while there is none, or it is a draft. */
export function inspectionAfter<Event extends Inspection>(
  { submittedOn }: Pick<SelfEvaluation, 'submittedOn'>,
  events: readonly Event[],
): Event | null {
  if (submittedOn === null) return null;
  return newestFirst(events).findLast((event) => isGraded(event) && isBefore(submittedOn, firstDayOnSite(event))) ?? null;
}

/**
 * The council's own grade in an area beside the next inspection's, with a sentence that says both and judges neither. Where the two do not mean the same, the sentence
 * says so and names no grade.
 */
export function besideInspection(
  { year, grades }: Pick<SelfEvaluation, 'year' | 'grades'>,
  inspection: Inspection | null,
): readonly GradeBeside[] {
  const framework = frameworkOfYear(year);
  return areasOfYear(year).map((area) => {
    const own = grades.find((grade) => grade.area === area) ?? null;
    if (inspection === null) return { area, own, theirs: null, words: null };
    const when = inspectionMonth(inspection);
    if (inspection.framework === null || !gradesCompare(area, framework, inspection.framework)) {
      return { area, own, theirs: null, words: `Judged under another framework in ${when}, so the two do not compare` };
    }
    const theirs = judgementIn(inspection, area);
    if (!theirs?.grade) {
      return { area, own, theirs: null, words: `Inspectors’ grade: ${theirs?.words.toLowerCase() ?? 'not recorded'}, ${when}` };
    }
    const said = own === null ? 'gave no grade' : `said ${gradeWords(framework, own.grade).toLowerCase()}`;
    return { area, own, theirs, words: `The council ${said}; inspectors said ${theirs.words.toLowerCase()}, ${when}` };
  });
}

/** What grades the council gives itself, in a sentence without its full stop: the most frequent is counted, the other areas are named. */
export function ownGradesInWords({ year, grades }: Pick<SelfEvaluation, 'year' | 'grades'>): string {
  const asked = areasOfYear(year).length;
  const groups = scaleOfYear(year).flatMap(({ grade, words }) => {
    const areas = grades.filter((own) => own.grade === grade).map(({ area }) => areaInYear(year, area).toLowerCase());
    return areas.length === 0 ? [] : [{ words: words.toLowerCase(), areas }];
  });
  const counted = groups.toSorted((left, right) => right.areas.length - left.areas.length)[0];
  if (counted === undefined) return 'The council has given itself no grade yet';
  const howMany =
    counted.areas.length === asked ? `all ${numberInWords(asked)}` : `${numberInWords(counted.areas.length)} of ${numberInWords(asked)}`;
  const others = groups.filter((group) => group !== counted).map(({ words, areas }) => `${words} in ${listInWords(areas)}`);
  return [`The council says ${counted.words} in ${howMany} areas`, ...others].join('; ');
}

/** As the form holds it: text as typed, the day as `2026-04-30`; grade and evidence under `grade-` and `evidence-` with the area's key. */
export type SelfEvaluationForm = Texts<string>;

/** What a self-evaluation says of its year. */
export type SelfEvaluationFacts = Pick<SelfEvaluation, 'answers' | 'grades' | 'submittedOn'>;

/** The fields of a year's form in its order, with what they are called in a conflict and in the history. */
export function fieldsOfYear(year: number): readonly { readonly key: string; readonly label: string }[] {
  return [
    ...SELF_EVALUATION_QUESTIONS.map(({ key, question }) => ({ key, label: question })),
    ...areasOfYear(year).flatMap((area) => [
      { key: `grade-${area}`, label: `Own grade: ${areaInYear(year, area)}` },
      { key: `evidence-${area}`, label: `Evidence: ${areaInYear(year, area)}` },
    ]),
    { key: 'submittedOn', label: 'Sent to Ofsted' },
  ];
}

/**
 * What somebody typed as a year's self-evaluation, or a sentence for each field that says what to do. A draft may have gaps; what was sent to Ofsted has none, and stays
 * sent.
 */
export function readSelfEvaluation(
  year: number,
  form: SelfEvaluationForm,
  saved: Pick<SelfEvaluation, 'submittedOn'> | null,
  today: CalendarDate,
): Result<SelfEvaluationFacts> {
  const problems: Problem[] = [];
  const isSent = (form['submittedOn'] ?? '').trim() !== '';
  const [known = null, howKnown = null, plans = null] = SELF_EVALUATION_QUESTIONS.map(({ key, question }) => {
    const answer = linesIn(form, key, LONGEST_ANSWER, problems);
    if (isSent && answer === null) problems.push({ field: key, message: `Answer “${question}” before it is sent` });
    return answer;
  });
  const grades = areasOfYear(year).flatMap((area) => readGrade(year, area, form, isSent, problems));
  const submittedOn = readSubmission(year, form, saved, today, problems);
  if (problems.length > 0) return refused(...problems);
  if (grades.length === 0 && known === null && howKnown === null && plans === null) {
    return refused({ field: 'known', message: 'Answer a question or give a grade: there is nothing to save yet' });
  }
  return accepted({ answers: { known, howKnown, plans }, grades, submittedOn });
}

/** A self-evaluation as its form shows it; an empty form for one that was not begun. */
export function formOfSelfEvaluation(year: number, facts: SelfEvaluationFacts | null): SelfEvaluationForm {
  const gradeIn = (area: AreaKey) => facts?.grades.find((grade) => grade.area === area);
  return {
    known: facts?.answers.known ?? '',
    howKnown: facts?.answers.howKnown ?? '',
    plans: facts?.answers.plans ?? '',
    ...Object.fromEntries(areasOfYear(year).map((area) => [`grade-${area}`, gradeIn(area)?.grade ?? ''])),
    ...Object.fromEntries(areasOfYear(year).map((area) => [`evidence-${area}`, gradeIn(area)?.evidence ?? ''])),
    submittedOn: facts?.submittedOn?.toString() ?? '',
  };
}

/** One field in words. */
export function selfEvaluationFieldInWords(year: number, field: string, text: string): string {
  if (field === 'submittedOn' && text !== '') return dateInWords(calendarDate(text));
  if (field.startsWith('grade-') && isGrade(text)) return gradeWords(frameworkOfYear(year), text);
  return text;
}

/** A self-evaluation as the history keeps it. What is once kept is read for ever: fields are only added. */
export const SELF_EVALUATION_VERSION = z.object({
  year: z.number(),
  known: z.string().nullable(),
  howKnown: z.string().nullable(),
  plans: z.string().nullable(),
  grades: z.array(z.object({ area: z.string(), grade: z.string(), evidence: z.string().nullable() })),
  submittedOn: z.iso.date().nullable(),
});

export type SelfEvaluationVersion = z.infer<typeof SELF_EVALUATION_VERSION>;

export function selfEvaluationVersion({
  year,
  answers,
  grades,
  submittedOn,
}: SelfEvaluationFacts & { readonly year: number }): SelfEvaluationVersion {
  const inOrder = grades.toSorted((left, right) => (left.area < right.area ? -1 : 1));
  return {
    year,
    ...answers,
    grades: inOrder.map(({ area, grade, evidence }) => ({ area, grade, evidence })),
    submittedOn: submittedOn?.toString() ?? null,
  };
}

/** Throws for an area or grade that this program does not know: it is then older than its data. */
export function selfEvaluationOfVersion({ known, howKnown, plans, grades, submittedOn }: SelfEvaluationVersion): SelfEvaluationFacts {
  return {
    answers: { known, howKnown, plans },
    grades: grades.map(({ area, grade, evidence }) => ownGrade(area, grade, evidence)),
    submittedOn: submittedOn === null ? null : calendarDate(submittedOn),
  };
}

export function selfEvaluationFacts(version: SelfEvaluationVersion): readonly SelfEvaluationFact[] {
  const form = formOfSelfEvaluation(version.year, selfEvaluationOfVersion(version));
  return fieldsOfYear(version.year).map(({ key, label }) => {
    const words = selfEvaluationFieldInWords(version.year, key, form[key] ?? '');
    if (key !== 'submittedOn') return { label, words };
    return {
      label,
      words,
      changed: (before, after) => (before === '' ? `Sent to Ofsted on ${after}` : `Date of sending corrected from ${before} to ${after}`),
    };
  });
}

/** An area's own grade from keys as they are stored. Throws for a key that this program does not know: it is then older than its data. */
export function ownGrade(area: string, grade: string, evidence: string | null): OwnGrade {
  if (!isAreaKey(area)) throw new Error(`A self-evaluation grades the unknown area ${area}`);
  if (!isGrade(grade)) throw new Error(`A self-evaluation gives the unknown grade ${grade}`);
  return { area, grade, evidence };
}

function readGrade(year: number, area: AreaKey, form: SelfEvaluationForm, isSent: boolean, problems: Problem[]): readonly OwnGrade[] {
  const subject = areaInYear(year, area).toLowerCase();
  const evidence = linesIn(form, `evidence-${area}`, LONGEST_EVIDENCE, problems);
  const grade = scaleOfYear(year).find((each) => each.grade === form[`grade-${area}`])?.grade;
  if (grade === undefined) {
    if (isSent || evidence !== null) problems.push({ field: `grade-${area}`, message: `Choose a grade for ${subject}` });
    return [];
  }
  if (isSent && evidence === null) problems.push({ field: `evidence-${area}`, message: `Say what the grade for ${subject} rests on` });
  return [{ area, grade, evidence }];
}

function readSubmission(
  year: number,
  form: SelfEvaluationForm,
  saved: Pick<SelfEvaluation, 'submittedOn'> | null,
  today: CalendarDate,
  problems: Problem[],
): CalendarDate | null {
  const problem = (message: string) => {
    problems.push({ field: 'submittedOn', message });
    return null;
  };
  const typed = (form['submittedOn'] ?? '').trim();
  if (typed === '') {
    return saved?.submittedOn ? problem('Keep or correct the date: what was sent to Ofsted does not become a draft again') : null;
  }
  const day = calendarDateSchema.safeParse(typed);
  if (!day.success) return problem(day.error.issues[0]?.message ?? 'Enter the date it was sent');
  if (isBefore(today, day.data)) return problem('Enter the date it was sent, which cannot be ahead');
  return Math.abs(day.data.year - year) > 1 ? problem(`Check the year: this is the self-evaluation of ${year}`) : day.data;
}

/** What was written under a field; null where nothing was. */
function linesIn(form: SelfEvaluationForm, field: string, longest: number, problems: Problem[]): string | null {
  const text = onLines(form[field] ?? '');
  if (text.length > longest) problems.push({ field, message: `Shorten this to ${longest.toLocaleString('en-GB')} characters` });
  return text === '' ? null : text;
}

/** One area of a self-evaluation with what inspectors said next. */
export interface GradeBeside {
  readonly area: AreaKey;
  readonly own: OwnGrade | null;
  /** Null where there is none that means the same. */
  readonly theirs: Judgement | null;
  /** Without its full stop; null while no inspection has followed. */
  readonly words: string | null;
}

interface SelfEvaluationFact {
  readonly label: string;
  readonly words: string;
  readonly changed?: (before: string, after: string) => string;
}
