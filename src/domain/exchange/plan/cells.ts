import type { Finding } from '../../findings';
import { AREA_KEYS, AREAS, newestFramework, type AreaKey } from '../../frameworks';
import { EVIDENCE_KINDS, isEvidenceKind, type Evidence, type EvidenceKind, type Step } from '../../improvement';
import { calendarDate, dateInWords, isBefore, listInWords, onOneLine, type CalendarDate } from '../../shared';
import { parseTypedDay } from '../days';
import { quoteCell } from '../sheets';

/**
 * What stands in a cell of a plan's workbook, and what it means: each is written so that reading it gives the same again. What cannot be read is answered with a
 * sentence that says what to do.
 */
export type Read<Value> = { readonly value: Value } | { readonly problem: string };

/** As long as what is typed by hand may be. */
const LONGEST_LINE = 200;
const LONGEST_TEXT = 2_000;
const MOST_STEPS = 30;

/** Plans of other centuries are slips of the keyboard. */
const FIRST_DAY = calendarDate('2000-01-01');
const LAST_DAY = calendarDate('2099-12-31');

/** The numbers under which Excel keeps those days. */
const SERIALS = { first: 36_526, last: 73_050, zero: calendarDate('1899-12-30') };

export function readLine(text: string): Read<string | null> {
  const line = onOneLine(text);
  if (line.length > LONGEST_LINE) return { problem: `Shorten this to ${LONGEST_LINE} characters; it has ${line.length}` };
  return { value: line === '' ? null : line };
}

export function readText(text: string): Read<string | null> {
  const tidied = text
    .replaceAll(/\r\n?/g, '\n')
    .replaceAll(/[^\P{Cc}\n]+/gu, ' ')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
  if (tidied.length > LONGEST_TEXT) return { problem: `Shorten this to ${LONGEST_TEXT.toLocaleString('en-GB')} characters` };
  return { value: tidied === '' ? null : tidied };
}

/** A day as it is typed in England, as ISO writes it, or as the number under which Excel keeps it. Null for an empty cell. */
export function readDay(text: string): Read<CalendarDate | null> {
  const typed = onOneLine(text);
  if (typed === '') return { value: null };
  const day = /^\d{5}(\.\d+)?$/.test(typed) ? dayOfSerial(Number(typed)) : parseTypedDay(typed);
  if (day === null) return { problem: dayProblem(typed) };
  if (isBefore(day, FIRST_DAY) || isBefore(LAST_DAY, day)) return { problem: `Check the year: ${dateInWords(day)} is in another century` };
  return { value: day };
}

/** `1.2`: objective and action. Null for an empty cell. */
export function readReference(text: string): Read<{ readonly objective: number; readonly action: number } | null> {
  const typed = onOneLine(text);
  if (typed === '') return { value: null };
  const [, objective, action] = /^(\d{1,4})\.(\d{1,4})\.?$/.exec(typed) ?? [];
  if (objective === undefined || action === undefined || Number(objective) === 0 || Number(action) === 0) {
    return {
      problem: `Write the reference as objective and action, for example 1.2, and not ${quoteCell(typed)}; or leave this column out of the import`,
    };
  }
  return { value: { objective: Number(objective), action: Number(action) } };
}

export function readObjectiveNumber(text: string): Read<number | null> {
  const typed = onOneLine(text).replace(/\.0?$/, '');
  if (typed === '') return { value: null };
  if (/^[1-9]\d{0,3}$/.test(typed)) return { value: Number(typed) };
  return { problem: `Write the objective’s number in figures, for example 2, and not ${quoteCell(typed)}` };
}

/** `Objective 2: Partners do more` has its number before it. */
export function readObjective(
  text: string,
  hasNumberColumn: boolean,
): Read<{ readonly number: number | null; readonly title: string | null }> {
  const line = readLine(text);
  if ('problem' in line) return line;
  const [, number, title] = hasNumberColumn ? [] : (/^(?:[a-z]+ )?([1-9]\d{0,3}) ?[.:)–-] ?(\S.*)$/i.exec(line.value ?? '') ?? []);
  return { value: number === undefined || title === undefined ? { number: null, title: line.value } : { number: Number(number), title } };
}

export function writeArea(area: AreaKey | null): string {
  return area === null ? '' : AREAS[area].name;
}

export function readArea(text: string): Read<AreaKey | null> {
  const typed = comparable(text);
  if (typed === '') return { value: null };
  const area = AREA_KEYS.find((key) => [key, AREAS[key].name, AREAS[key].fullName].some((words) => comparable(words) === typed));
  if (area !== undefined) return { value: area };
  const names = newestFramework().areas.map((judged) => AREAS[judged.area].name);
  const called = `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`;
  return { problem: `Write the judgement as it is called here, ${called}, and not ${quoteCell(onOneLine(text))}` };
}

/** A step on each line, with the day it was done: `Agree the return (done 31 March 2026)`. */
export function writeSteps(steps: readonly Pick<Step, 'text' | 'doneOn'>[]): string {
  return steps
    .map(({ text, doneOn }) => {
      const line = onOneLine(text);
      if (doneOn !== null) return `${line} (done ${dateInWords(doneOn)})`;
      return STEP_MARK.test(line) ? `${line} (not done)` : line;
    })
    .join('\n');
}

export function readSteps(text: string, today: CalendarDate): Read<readonly StatedStep[]> {
  const steps: StatedStep[] = [];
  for (const line of linesOf(text)) {
    const [mark, done] = STEP_MARK.exec(line) ?? [];
    const step = mark === undefined ? line : line.slice(0, -mark.length).trim();
    if (step === '') return { problem: 'Write what the step is before “(done …)”' };
    if (step.length > LONGEST_LINE) return { problem: `Shorten each step to ${LONGEST_LINE} characters: ${quoteCell(step)}` };
    if (steps.some((each) => sameText(each.text, step))) return { problem: `Write each step once: ${quoteCell(step)} stands there twice` };
    const day = readDay(done ?? '');
    if ('problem' in day || (mark !== undefined && done === '')) {
      return { problem: `Give the day on which the step was done, as “${step.slice(0, 40)} (done 31 March 2026)”` };
    }
    if (day.value !== null && isBefore(today, day.value))
      return { problem: `A step cannot be done on a day that is still ahead: ${quoteCell(line)}` };
    steps.push({ text: step, doneOn: day.value });
  }
  if (steps.length > MOST_STEPS) return { problem: `Write at most ${MOST_STEPS} steps; there are ${steps.length}` };
  return { value: steps };
}

/** A finding on each line, with its event: `Private fostering [2023-09-11-short-inspection]`, and its number there where two are called the same. */
export function writeFindings(ids: readonly string[], findings: readonly Finding[]): string {
  return findings
    .filter(({ id }) => ids.includes(id))
    .map((finding) => {
      const { inspection, position, title } = finding;
      const isAlone = findings.every(
        (each) => each === finding || each.inspection !== inspection || comparable(each.title) !== comparable(title),
      );
      return `${onOneLine(title)} [${inspection}${isAlone ? '' : `, ${position}`}]`;
    })
    .join('\n');
}

/** Ids of findings, each by its title and its event where the title alone does not tell; an event alone stands for all it found that asks for an answer. */
export function readFindings(text: string, findings: readonly Finding[]): Read<readonly string[]> {
  const ids: string[] = [];
  for (const line of linesOf(text)) {
    const found = findingsCalled(line, findings);
    if (found === null) {
      return { problem: `No finding is called ${quoteCell(line)}. Copy its title from the page of findings, or take it out` };
    }
    if (found.length > 1 && !found.every(({ inspection }) => inspection === line.replaceAll(/[[\]]/g, ''))) {
      const events = listInWords(found.map(({ inspection, position }) => `[${inspection}, ${position}]`));
      return { problem: `Several findings are called ${quoteCell(line)}. Say which, by adding one of ${events}` };
    }
    ids.push(...found.map(({ id }) => id));
  }
  return { value: [...new Set(ids)] };
}

/** A piece on each line, with its kind: `Attendance return (Data)`. */
export function writeEvidence(evidence: readonly Pick<Evidence, 'title' | 'kind'>[]): string {
  return evidence.map(({ title, kind }) => `${onOneLine(title)} (${EVIDENCE_KINDS[kind]})`).join('\n');
}

/** `kind` is null where the cell does not say. */
export function readEvidence(text: string): Read<readonly StatedEvidence[]> {
  const pieces: StatedEvidence[] = [];
  for (const line of linesOf(text)) {
    const [, before = '', words = ''] = /^(.*\S)\s*\(([^()]+)\)$/.exec(line) ?? [];
    const kind = Object.keys(EVIDENCE_KINDS)
      .filter(isEvidenceKind)
      .find((key) => comparable(EVIDENCE_KINDS[key]) === comparable(words));
    const title = kind === undefined ? line : before;
    if (title.length > LONGEST_LINE)
      return { problem: `Shorten each piece of evidence to ${LONGEST_LINE} characters: ${quoteCell(title)}` };
    if (pieces.some((each) => sameText(each.title, title) && each.kind === (kind ?? null))) {
      return { problem: `Write each piece of evidence once: ${quoteCell(line)} stands there twice` };
    }
    pieces.push({ title, kind: kind ?? null });
  }
  return { value: pieces };
}

/** The kind that a title speaks of; data where it speaks of none. */
export function kindFromTitle(title: string): EvidenceKind {
  return KINDS_BY_WORDS.find(({ words }) => words.test(title))?.kind ?? 'data';
}

/** Whether two texts say the same to a reader, whatever their spaces and line breaks. */
export function sameText(left: string | null, right: string | null): boolean {
  return onOneLine(left ?? '') === onOneLine(right ?? '');
}

/** For finding one text by another: without capitals, and with one kind of apostrophe. */
export function comparable(text: string): string {
  return onOneLine(text).toLowerCase().replaceAll(/[’‘]/g, "'").replaceAll('&', 'and').replaceAll(/[–—]/g, '-');
}

const STEP_MARK = /\((?:not done|done ?([^()]*))\)$/i;

const KINDS_BY_WORDS: readonly { readonly kind: EvidenceKind; readonly words: RegExp }[] = [
  { kind: 'peer-review', words: /\bpeer\b/i },
  { kind: 'case-sample', words: /\b(cases?|dip) ?(sampl|review|file)|\bsample\b|\bdip\b/i },
  { kind: 'audit', words: /\baudit/i },
  { kind: 'feedback', words: /\b(feedback|survey|voice|views|consultation)\b/i },
  { kind: 'external', words: /\b(external|ofsted|inspect|independent|partner in practice)/i },
];

function linesOf(text: string): readonly string[] {
  return text
    .split(/[\r\n]+/)
    .map(onOneLine)
    .filter((line) => line !== '');
}

function dayOfSerial(serial: number): CalendarDate | null {
  const days = Math.floor(serial);
  return days < SERIALS.first || days > SERIALS.last ? null : SERIALS.zero.add({ days });
}

function dayProblem(typed: string): string {
  const [, first = '', second = ''] = /^(\d{1,2})[/.-](\d{1,2})[/.-]\d{2,4}$/.exec(typed) ?? [];
  if (Number(first) <= 12 && Number(second) > 12)
    return `Write the day before the month, for example 31/03/2026: ${quoteCell(typed)} has no month ${second}`;
  if (first !== '') return `Write a day that is in the calendar: ${quoteCell(typed)} is not`;
  return `Write a whole date, for example 31/03/2026 or 31 March 2026, and not ${quoteCell(typed)}`;
}

/** Null where nothing is called so. */
function findingsCalled(line: string, findings: readonly Finding[]): readonly Finding[] | null {
  const [, before, inside = ''] = /^(.*\S)?\s*\[([^[\]]+)\]$/.exec(line) ?? [];
  const [event = '', position] = inside.split(/, ?/);
  const ofEvent = findings.filter(({ inspection }) => inspection === (inside === '' ? line : event));
  if (ofEvent.length > 0 && before === undefined) {
    const asking = ofEvent.filter(({ kind }) => kind !== 'strength');
    return asking.length === 0 ? null : asking;
  }
  const titled = (title: string, among: readonly Finding[]) => among.filter((finding) => comparable(finding.title) === comparable(title));
  const inEvent = titled(before ?? '', ofEvent);
  const exact = position === undefined ? inEvent : inEvent.filter((finding) => finding.position === Number(position));
  if (exact.length > 0) return exact;
  const anywhere = titled(line, findings);
  return anywhere.length === 0 ? null : anywhere;
}

export interface StatedStep {
  readonly text: string;
  readonly doneOn: CalendarDate | null;
}

export interface StatedEvidence {
  readonly title: string;
  readonly kind: EvidenceKind | null;
}
