import {
  ABSENCES,
  AREA_KEYS,
  AREAS,
  FRAMEWORKS,
  frameworkOf,
  isAbsence,
  isAreaKey,
  isFrameworkKey,
  isGrade,
  type Absence,
} from '../frameworks';
import { EVENT_TYPES, isEventType, isTheme, THEMES } from '../inspections';
import {
  accepted,
  calendarDate,
  calendarDateSchema,
  dateInWords,
  monthInWords,
  onLines,
  onOneLine,
  refused,
  type Problem,
  type Result,
} from '../shared';
import { frameworkOfDraft, isUnderFramework, partOfFinding, type DraftFinding, type DraftPart, type InspectionDraft } from './draft';
import { FINDING_KIND_KEYS, FINDING_KINDS, isFindingKind, isNationalReference, NATIONAL_REFERENCES, type Finding } from './finding';

/** Stays that a form has room for beyond those already written down. */
const SPARE_STAYS = 1;
const MOST_STAYS = 20;
const LONGEST = { title: 120, paraphrase: 1_000, inspectorsWords: 2_000, place: 120, summary: 600, reportUrl: 500 } as const;
const MOST_FINDINGS = 100;

const NO_NAMES = 'No child’s name belongs here.';

const EVENT_OPTIONS = Object.entries(EVENT_TYPES).map(([value, { name }]) => ({ value, text: name }));
const THEME_OPTIONS = Object.entries(THEMES).map(([value, text]) => ({ value, text }));
const FRAMEWORK_OPTIONS = [
  { value: '', text: 'As the first day on site proposes' },
  ...FRAMEWORKS.map(({ key, name }) => ({ value: key, text: name })).toReversed(),
  { value: 'none', text: 'Outside any framework' },
];
const PRECISION_OPTIONS = [
  { value: 'day', text: 'Every day on site' },
  { value: 'first-day', text: 'Only the first day' },
  { value: 'month', text: 'Only the month' },
];
/** A report that is not published cannot be recorded as published, so that absence is no answer here. */
const ABSENCE_ANSWERS = ['not-judged', 'not-given', 'not-recorded'] as const satisfies readonly Absence[];

export function isDraftPart(text: string): text is DraftPart {
  return text === 'event' || text === 'report' || text === 'judgements' || /^finding-[\w-]{1,40}$/.test(text);
}

/**
 * What the form of a part asks. `repeatable` are published findings of the council. Of a published event the kind and the first day are not asked: its address is
 * made of them.
 */
export function fieldsOf(
  part: DraftPart,
  draft: InspectionDraft,
  { repeatable, isPublished }: { readonly repeatable: readonly Finding[]; readonly isPublished: boolean },
): readonly DraftField[] {
  if (part === 'event') return eventFields(draft, isPublished);
  if (part === 'report') return reportFields(draft);
  if (part === 'judgements') return judgementFields(draft);
  return findingFields(part, draft, repeatable);
}

/** What the form of a part shows; null for a finding that is not in the draft. */
export function formOfPart(part: DraftPart, draft: InspectionDraft): DraftForm | null {
  if (part === 'event') {
    return {
      eventType: draft.eventType ?? '',
      framework: draft.framework ?? '',
      precision: draft.precision,
      ...Object.fromEntries(
        Array.from({ length: staysIn(draft) }, (_, index) => draft.dates[index]).flatMap((stay, index) => [
          [`start-${index + 1}`, stay?.start ?? ''],
          [`end-${index + 1}`, stay?.end ?? ''],
        ]),
      ),
    };
  }
  if (part === 'report') {
    const { publishedOn, reportUrl, summary, themes } = draft;
    return { publishedOn: publishedOn ?? '', reportUrl: reportUrl ?? '', summary: summary ?? '', themes: themes.join(' ') };
  }
  if (part === 'judgements') {
    return Object.fromEntries(
      judgedAreas(draft).map((area) => {
        const judgement = draft.judgements.find((each) => each.area === area);
        return [area, judgement?.grade ?? judgement?.absence ?? ''];
      }),
    );
  }
  const index = draft.findings.findIndex(({ id }) => partOfFinding(id) === part);
  const finding = draft.findings[index];
  if (finding === undefined) return null;
  return {
    kind: finding.kind ?? '',
    area: finding.area ?? '',
    title: finding.title,
    paraphrase: finding.paraphrase,
    inspectorsWords: finding.inspectorsWords ?? '',
    place: finding.place ?? '',
    reference: finding.reference ?? '',
    repeats: finding.repeats ?? '',
    position: String(index + 1),
  };
}

/** What the form of a new finding begins with. */
export function formOfNewFinding({ findings }: InspectionDraft): DraftForm {
  const blank = { area: '', title: '', paraphrase: '', inspectorsWords: '', place: '', reference: '', repeats: '' };
  return { ...blank, kind: findings.at(-1)?.kind ?? 'area-for-improvement', position: String(findings.length + 1) };
}

/** The draft with a part as typed, gaps and all. Only what cannot be understood is refused. A finding that is not in the draft is added to it. */
export function readPart(part: DraftPart, draft: InspectionDraft, form: DraftForm): Result<InspectionDraft> {
  if (part === 'event') return readEvent(draft, form);
  if (part === 'report') return readReport(draft, form);
  if (part === 'judgements') return readJudgements(draft, form);
  return readFinding(part, draft, form);
}

/**
 * Puts together what two people have written into the same part since `base`. Where only one has changed a field, that one's text is proposed; where both have, or
 * `base` is not known, nothing is. `choices` go before what is proposed; a field with neither is open.
 */
export function mergeForms(
  { mine, theirs, base }: { readonly mine: DraftForm; readonly theirs: DraftForm; readonly base: DraftForm | null },
  fields: readonly DraftField[],
  choices: DraftChoices,
): { readonly merged: DraftForm; readonly differences: readonly DraftDifference[]; readonly open: readonly DraftDifference[] } {
  const keys = [...new Set([...Object.keys(theirs), ...Object.keys(mine)])];
  const differences: DraftDifference[] = [];
  const merged = keys.map((key): readonly [string, string] => {
    const [my, their] = [mine[key] ?? '', theirs[key] ?? ''];
    const before = base === null ? null : (base[key] ?? '');
    const proposed = my === their || my === before ? 'theirs' : their === before ? 'mine' : null;
    const field = fields.find((each) => each.key === key);
    if (my !== their && field) {
      differences.push({ key, label: field.label, mine: valueInWords(field, my), theirs: valueInWords(field, their), proposed });
    }
    return [key, (choices[key] ?? proposed) === 'theirs' ? their : my];
  });
  return {
    merged: Object.fromEntries(merged),
    differences,
    open: differences.filter(({ key, proposed }) => proposed === null && choices[key] === undefined),
  };
}

function eventFields(draft: InspectionDraft, isPublished: boolean): readonly DraftField[] {
  const stays = Array.from({ length: staysIn(draft) }, (_, index) => index + 1);
  return [
    ...(isPublished
      ? []
      : [{ key: 'eventType', label: 'Kind of event', input: 'choice', options: withNone(EVENT_OPTIONS, 'Choose one') } as const]),
    ...stays.flatMap((stay): readonly DraftField[] => {
      const which = stay === 1 ? '' : `, ${stay === 2 ? 'second' : stay === 3 ? 'third' : `${stay}th`} stay`;
      return [
        ...(isPublished && stay === 1 ? [] : [{ key: `start-${stay}`, label: `First day on site${which}`, input: 'day' } as const]),
        {
          key: `end-${stay}`,
          label: `Last day on site${which}`,
          input: 'day',
          ...(stay === 1 ? { hint: 'Leave it empty where they came for one day.' } : {}),
        },
      ];
    }),
    { key: 'precision', label: 'What is known of the days', input: 'choice', options: PRECISION_OPTIONS },
    {
      key: 'framework',
      label: 'Framework',
      hint: 'As the report states it. The day on site counts, never the day of publication.',
      input: 'choice',
      options: FRAMEWORK_OPTIONS,
    },
  ];
}

function reportFields({ eventType }: InspectionDraft): readonly DraftField[] {
  const output = eventType === null ? 'report' : EVENT_TYPES[eventType].output;
  return [
    {
      key: 'publishedOn',
      label: `Day the ${output} was published`,
      hint: 'Until then nobody but those who read drafts may know of it.',
      input: 'day',
    },
    { key: 'reportUrl', label: `Address of the ${output} on the internet`, input: 'line' },
    {
      key: 'summary',
      label: 'What came of it, in your own words',
      hint: `Two or three sentences; everybody will read them. ${NO_NAMES}`,
      input: 'text',
    },
    ...(eventType !== null && EVENT_TYPES[eventType].graded
      ? []
      : [{ key: 'themes', label: 'What the visit looked at', input: 'choices', options: THEME_OPTIONS } as const]),
  ];
}

function judgementFields(draft: InspectionDraft): readonly DraftField[] {
  const framework = frameworkOfDraft(draft);
  if (framework === null) return [];
  const options = [
    { value: '', text: 'Not entered yet' },
    ...frameworkOf(framework).scale.map(({ grade, words }) => ({ value: grade, text: words })),
    ...ABSENCE_ANSWERS.map((absence) => ({ value: absence, text: ABSENCES[absence].words })),
  ];
  return judgedAreas(draft).map((area) => ({ key: area, label: AREAS[area].fullName, input: 'choice', options }));
}

function findingFields(part: DraftPart, draft: InspectionDraft, repeatable: readonly Finding[]): readonly DraftField[] {
  const isNew = formOfPart(part, draft) === null;
  const places = draft.findings.length + (isNew ? 1 : 0);
  const firstDay = draft.dates[0]?.start;
  const repeats = repeatable.filter(({ inspection }) => firstDay === undefined || inspection.slice(0, 10) < firstDay);
  return [
    {
      key: 'kind',
      label: 'Kind of finding',
      input: 'choice',
      options: FINDING_KIND_KEYS.map((kind) => ({ value: kind, text: FINDING_KINDS[kind].name })),
    },
    { key: 'title', label: 'Title', hint: 'A few words that name it in lists, for example: Partners should refer better.', input: 'line' },
    { key: 'paraphrase', label: 'What it says, in your own words', hint: `Everybody will read it. ${NO_NAMES}`, input: 'text' },
    {
      key: 'area',
      label: 'Judgement it belongs to',
      input: 'choice',
      options: withNone(
        AREA_KEYS.map((area) => ({ value: area, text: AREAS[area].name })),
        'None in particular',
      ),
    },
    {
      key: 'repeats',
      label: 'Repeats an earlier finding',
      input: 'choice',
      options: withNone(
        repeats.map(({ id, inspection, title }) => ({
          value: id,
          text: `${monthInWords(calendarDate(inspection.slice(0, 10)))}: ${title}`,
        })),
        'No',
      ),
    },
    { key: 'inspectorsWords', label: 'Ofsted’s own words', hint: 'Copied exactly. They are shown as a quotation.', input: 'text' },
    { key: 'place', label: 'Where the report says it', hint: 'For example: page 3, paragraph 2.', input: 'line' },
    {
      key: 'reference',
      label: 'Reference to the national framework',
      hint: 'Reports carry one since April 2025.',
      input: 'choice',
      options: withNone(
        Object.entries(NATIONAL_REFERENCES).map(([value, text]) => ({ value, text })),
        'None',
      ),
    },
    {
      key: 'position',
      label: 'Place in the list',
      input: 'choice',
      options: Array.from({ length: places }, (_, index) => ({ value: String(index + 1), text: String(index + 1) })),
    },
  ];
}

function readEvent(draft: InspectionDraft, form: DraftForm): Result<InspectionDraft> {
  const problems: Problem[] = [];
  const day = dayReader(form, problems);
  const { eventType = '', framework = '', precision = 'day' } = form;
  const dates: InspectionDraft['dates'] = [];
  for (let stay = 1; stay <= MOST_STAYS && (form[`start-${stay}`] ?? form[`end-${stay}`]) !== undefined; stay += 1) {
    const [start, end] = [day(`start-${stay}`), day(`end-${stay}`)];
    if (start === null && end !== null) problems.push({ field: `start-${stay}`, message: 'Enter the first day of this stay too' });
    if (start === null) continue;
    if (end !== null && end < start) problems.push({ field: `end-${stay}`, message: 'Enter a last day that is not before the first' });
    const last = dates.at(-1);
    if (last && start <= last.end) problems.push({ field: `start-${stay}`, message: 'Enter a day after the stay before' });
    dates.push({ start, end: end ?? start });
  }
  if (eventType !== '' && !isEventType(eventType)) problems.push({ field: 'eventType', message: 'Choose a kind of event from the list' });
  if (precision !== 'day' && dates.length > 1) {
    problems.push({ field: 'precision', message: 'Enter one stay where not every day is known' });
  }
  if (problems.length > 0) return refused(...problems);
  const kind = isEventType(eventType) ? eventType : null;
  return accepted({
    ...draft,
    eventType: kind,
    framework: framework === 'none' || isFrameworkKey(framework) ? framework : kind !== null && !isUnderFramework(kind) ? 'none' : null,
    ...knownDays(dates, precision),
  });
}

/** Where only the month is known the stay is the whole month, where only the first day is, that one. */
function knownDays(dates: InspectionDraft['dates'], precision: string): Pick<InspectionDraft, 'dates' | 'precision'> {
  const [first] = dates;
  if (first === undefined || (precision !== 'month' && precision !== 'first-day')) return { dates, precision: 'day' };
  if (precision === 'first-day') return { dates: [{ start: first.start, end: first.start }], precision };
  const month = calendarDate(first.start).with({ day: 1 });
  return { dates: [{ start: month.toString(), end: month.with({ day: month.daysInMonth }).toString() }], precision };
}

function readReport(draft: InspectionDraft, form: DraftForm): Result<InspectionDraft> {
  const problems: Problem[] = [];
  const publishedOn = dayReader(form, problems)('publishedOn');
  const text = textReader(form, problems);
  const [reportUrl, summary] = [text('reportUrl', onOneLine), text('summary', onLines)];
  if (reportUrl !== '' && !/^https?:\/\/[^\s/]+\.\S+$/.test(reportUrl)) {
    problems.push({ field: 'reportUrl', message: 'Enter the whole address, beginning with https://' });
  }
  if (problems.length > 0) return refused(...problems);
  const themes = (form['themes'] ?? '').split(' ').filter(isTheme);
  return accepted({ ...draft, publishedOn, reportUrl: reportUrl || null, summary: summary || null, themes });
}

function readJudgements(draft: InspectionDraft, form: DraftForm): Result<InspectionDraft> {
  const read = Object.entries(form).flatMap(([area, answer]): InspectionDraft['judgements'] => {
    if (!isAreaKey(area)) return [];
    if (isGrade(answer)) return [{ area, grade: answer, absence: null }];
    return isAbsence(answer) ? [{ area, grade: null, absence: answer }] : [];
  });
  // Areas that this framework does not ask about stay as they are.
  const others = draft.judgements.filter(({ area }) => form[area] === undefined);
  return accepted({ ...draft, judgements: [...read, ...others] });
}

function readFinding(part: DraftPart, draft: InspectionDraft, form: DraftForm): Result<InspectionDraft> {
  const problems: Problem[] = [];
  const text = textReader(form, problems);
  const { kind = '', area = '', reference = '', repeats = '', position = '' } = form;
  const finding: DraftFinding = {
    id: part.replace(/^finding-/, ''),
    kind: isFindingKind(kind) ? kind : null,
    area: isAreaKey(area) ? area : null,
    reference: isNationalReference(reference) ? reference : null,
    title: text('title', onOneLine),
    paraphrase: text('paraphrase', onLines),
    inspectorsWords: text('inspectorsWords', onLines) || null,
    place: text('place', onOneLine) || null,
    repeats: onOneLine(repeats) || null,
  };
  if (finding.title === '' && finding.paraphrase === '' && finding.inspectorsWords === null) {
    problems.push({ field: 'title', message: 'Write at least a title, or what it says' });
  }
  const others = draft.findings.filter(({ id }) => id !== finding.id);
  if (others.length >= MOST_FINDINGS) problems.push({ message: `An event has at most ${MOST_FINDINGS} findings here` });
  if (problems.length > 0) return refused(...problems);
  const place = /^\d{1,3}$/.test(position) ? Math.max(0, Number(position) - 1) : others.length;
  return accepted({ ...draft, findings: others.toSpliced(place, 0, finding) });
}

/** Reads a day out of the form: null where the field is empty, a problem where it is no day. */
function dayReader(form: DraftForm, problems: Problem[]): (key: string) => string | null {
  return (key) => {
    const typed = (form[key] ?? '').trim();
    if (typed === '') return null;
    const parsed = calendarDateSchema.safeParse(typed);
    if (parsed.success) return parsed.data.toString();
    problems.push(...parsed.error.issues.map(({ message }) => ({ field: key, message })));
    return null;
  };
}

function textReader(form: DraftForm, problems: Problem[]) {
  return (key: keyof typeof LONGEST, clean: (typed: string) => string): string => {
    const text = clean(form[key] ?? '');
    if (text.length > LONGEST[key])
      problems.push({ field: key, message: `Shorten this to ${LONGEST[key].toLocaleString('en-GB')} characters` });
    return text;
  };
}

function staysIn({ dates }: InspectionDraft): number {
  return Math.max(1, dates.length) + SPARE_STAYS;
}

function judgedAreas(draft: InspectionDraft) {
  const framework = frameworkOfDraft(draft);
  return framework === null ? [] : frameworkOf(framework).areas.map(({ area }) => area);
}

function withNone(options: readonly DraftOption[], none: string): readonly DraftOption[] {
  return [{ value: '', text: none }, ...options];
}

function valueInWords({ input, options = [] }: DraftField, value: string): string {
  if (value === '') return '';
  if (input === 'day') return calendarDateSchema.safeParse(value).success ? dateInWords(calendarDate(value)) : value;
  if (input !== 'choice' && input !== 'choices') return value;
  const chosen = input === 'choices' ? value.split(' ') : [value];
  return chosen.map((each) => options.find((option) => option.value === each)?.text ?? each).join(', ');
}

/** What the form of a part holds, as typed: days as `2023-09-11`, several choices with spaces between. */
export type DraftForm = Readonly<Record<string, string>>;

/** One question of a form. */
export interface DraftField {
  readonly key: string;
  readonly label: string;
  readonly hint?: string;
  readonly input: 'choice' | 'choices' | 'day' | 'line' | 'text';
  readonly options?: readonly DraftOption[];
}

export interface DraftOption {
  readonly value: string;
  readonly text: string;
}

/** By the key of the field: whose text to keep. */
export type DraftChoices = Readonly<Record<string, 'mine' | 'theirs'>>;

export interface DraftDifference {
  readonly key: string;
  readonly label: string;
  /** In words. */
  readonly mine: string;
  readonly theirs: string;
  readonly proposed: 'mine' | 'theirs' | null;
}
