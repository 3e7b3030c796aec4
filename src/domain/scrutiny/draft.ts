import { z } from 'zod';
import {
  isBefore,
  calendarDate,
  dateInWords,
  onLines,
  onOneLine,
  optionalDay,
  optionalLine,
  readForm,
  accepted,
  refused,
  type CalendarDate,
  type Problem,
  type Result,
  type Texts,
} from '../shared';
import type { BriefingLine } from './briefing';
import { MOST_LINES, PROPOSED_LINES, type ProposedLine, type RuleKey } from './enquiry';

const LONGEST_HEADLINE = 160;
const LONGEST_TEXT = 600;

/** One line of a draft. A text that is null stands as the facts give it at the time, so that it never grows old. */
const DRAFT_LINE = z.object({
  /** Of the proposed line; null for one that the officer added. */
  key: z.string().max(200).nullable(),
  evidence: z.string().nullable(),
  question: z.string().nullable(),
  /** Of an added line: where its evidence is. */
  link: z.string().nullable(),
});

const DRAFT_LINES = z.array(DRAFT_LINE).max(MOST_LINES);

export type DraftLine = z.infer<typeof DRAFT_LINE>;

/** What an officer has settled for a meeting's next briefing; all else follows from the facts. */
export interface BriefingDraft {
  /** The last day of which it speaks; null for the day on which it is published. */
  readonly asAt: CalendarDate | null;
  /** Null for the one that follows from the facts. */
  readonly headline: string | null;
  /** In order; null for those that are proposed. */
  readonly lines: readonly DraftLine[] | null;
}

export const UNTOUCHED_DRAFT: BriefingDraft = { asAt: null, headline: null, lines: null };

/** A line as the officer's form shows it: in the briefing at a place, or left out. */
export interface OfferedLine {
  readonly key: string | null;
  readonly rule: RuleKey | null;
  /** 1, 2, 3 …; null where it is left out. */
  readonly place: number | null;
  readonly evidence: string;
  readonly question: string;
  readonly link: string;
  /** As the facts give them: what differs was reworded. Null where they give the line no more, or never did. */
  readonly proposed: Pick<ProposedLine, 'evidence' | 'question'> | null;
}

/** The lines of the briefing: as the draft has them, or the first that are proposed. What the facts no longer give is left out, unless it was reworded. */
export function linesOfDraft({ lines }: Pick<BriefingDraft, 'lines'>, proposed: readonly ProposedLine[]): readonly BriefingLine[] {
  return (lines ?? asProposed(proposed)).flatMap(({ key, evidence, question, link }) => {
    const found = proposed.find((line) => line.key === key);
    const [said, asked] = [evidence ?? found?.evidence, question ?? found?.question];
    if (said === undefined || asked === undefined) return [];
    const links = link === null ? (found?.links ?? []) : [{ text: 'Where this is', href: link }];
    return [{ rule: found?.rule ?? null, evidence: said, question: asked, links: [...links] }];
  });
}

/** Every line that the form offers: those of the briefing in their order, then the others that are proposed. */
export function offeredLines(draft: Pick<BriefingDraft, 'lines'>, proposed: readonly ProposedLine[]): readonly OfferedLine[] {
  const chosen = draft.lines ?? asProposed(proposed);
  const offer = (line: DraftLine, place: number | null): OfferedLine => {
    const found = proposed.find(({ key }) => key === line.key);
    return {
      key: line.key,
      rule: found?.rule ?? null,
      place,
      evidence: line.evidence ?? found?.evidence ?? '',
      question: line.question ?? found?.question ?? '',
      link: line.link ?? '',
      proposed: found ? { evidence: found.evidence, question: found.question } : null,
    };
  };
  const inBriefing = chosen.map((line, index) => offer(line, index + 1)).filter(({ question }) => question !== '');
  const others = proposed.filter(({ key }) => !chosen.some((line) => line.key === key));
  return [...inBriefing, ...others.map(({ key }) => offer({ key, evidence: null, question: null, link: null }, null))];
}

/** The fields of the draft, as a conflict and the history name them. */
export const DRAFT_FIELDS = [
  { key: 'asAt', label: 'As at' },
  { key: 'headline', label: 'Headline' },
  { key: 'lines', label: 'Lines of enquiry' },
] as const;

export type DraftField = (typeof DRAFT_FIELDS)[number]['key'];
/** As typed; the lines as JSON, empty for those that are proposed. */
export type DraftForm = Texts<DraftField>;

/** One line of the form, as it was sent. */
export interface SentLine {
  readonly key: string;
  readonly place: string;
  readonly evidence: string;
  readonly question: string;
  readonly link: string;
}

/**
 * The lines of a form put together, null where they are those that are proposed; or a sentence for each field that is not as it has to be. `evidence-2` is the evidence of the
 * third row.
 */
export function readSentLines(
  slug: string,
  sent: readonly SentLine[],
  proposed: readonly ProposedLine[],
): Result<readonly DraftLine[] | null> {
  const problems: Problem[] = [];
  const rows = sent.map((row, index) => ({
    ...row,
    index,
    evidence: onLines(row.evidence),
    question: onOneLine(row.question),
    link: row.link.trim(),
  }));
  const chosen = rows.filter(({ key, place, question, evidence }) => place !== '' || (key === '' && (question !== '' || evidence !== '')));
  for (const { index, place, evidence, question, link } of chosen) {
    if (!/^\d{1,2}$/.test(place)) problems.push({ field: `place-${index}`, message: 'Choose where the new line stands, or empty it' });
    if (evidence === '') problems.push({ field: `evidence-${index}`, message: 'Say what the question rests on' });
    if (question === '') problems.push({ field: `question-${index}`, message: 'Write the question, or leave the line out' });
    else if (!question.endsWith('?')) problems.push({ field: `question-${index}`, message: 'End the question with a question mark' });
    for (const [field, text] of [
      ['evidence', evidence],
      ['question', question],
    ] as const) {
      if (text.length > LONGEST_TEXT) problems.push({ field: `${field}-${index}`, message: `Shorten this to ${LONGEST_TEXT} characters` });
    }
    if (link !== '' && !isLink(slug, link)) {
      problems.push({ field: `link-${index}`, message: `Write an address that begins with https:// or with /${slug}/` });
    }
  }
  if (chosen.length > MOST_LINES) problems.push({ message: `Leave out lines until ${MOST_LINES} remain: more do not fit two pages` });
  if (problems.length > 0) return refused(...problems);
  const inOrder = chosen.toSorted((left, right) => Number(left.place) - Number(right.place) || left.index - right.index);
  const lines = inOrder.map(({ key, evidence, question, link }): DraftLine => {
    const found = proposed.find((line) => line.key === key);
    return {
      key: key === '' ? null : key,
      // What says the same as the facts goes on following them.
      evidence: found && onLines(found.evidence) === evidence ? null : evidence,
      question: found?.question === question ? null : question,
      link: link === '' ? null : link,
    };
  });
  return accepted(JSON.stringify(lines) === JSON.stringify(asProposed(proposed)) ? null : lines);
}

const UNREADABLE = refused({ message: 'Open the page afresh: the lines of this form cannot be read' });

const FACTS = z.object({
  asAt: optionalDay,
  headline: optionalLine(LONGEST_HEADLINE, `Shorten the headline to ${LONGEST_HEADLINE} characters`),
});

/** What a form comes to as a draft of a council's briefing. Its lines were put together by `readSentLines`; they may have been to a browser since. */
export function readDraft(slug: string, form: DraftForm, today: CalendarDate): Result<BriefingDraft> {
  const read = readForm(FACTS, { asAt: form.asAt, headline: form.headline });
  if (!read.ok) return read;
  if (read.value.asAt !== null && isBefore(today, read.value.asAt))
    return refused({ field: 'asAt', message: 'Choose a day up to today, or none' });
  const lines = linesOfText(form.lines);
  if (!lines.ok) return lines;
  return lines.value?.every((line) => isPutTogether(slug, line)) === false ? UNREADABLE : accepted({ ...read.value, lines: lines.value });
}

export function draftForm({ asAt, headline, lines }: BriefingDraft): DraftForm {
  return { asAt: asAt?.toString() ?? '', headline: headline ?? '', lines: lines === null ? '' : JSON.stringify(lines) };
}

export function draftFieldInWords(field: DraftField, text: string): string {
  if (field === 'asAt') return text === '' ? 'the day on which it is published' : dateInWords(calendarDate(text));
  if (field === 'headline') return text === '' ? 'as the facts give it' : text;
  const lines = linesOfText(text);
  if (!lines.ok || lines.value === null) return 'those that the rules propose';
  return lines.value
    .map(({ key, question }, index) => `${index + 1}. ${question ?? `as proposed (${key?.split(' ')[0] ?? ''})`}`)
    .join('\n');
}

/** A draft as the history keeps it. What is once kept is read for ever: fields are only added. */
export const DRAFT_VERSION = z.object({
  asAt: z.iso.date().nullable(),
  headline: z.string().nullable(),
  lines: z.array(DRAFT_LINE).nullable(),
});

export type DraftVersion = z.infer<typeof DRAFT_VERSION>;

export function draftVersion({ asAt, headline, lines }: BriefingDraft): DraftVersion {
  return { asAt: asAt?.toString() ?? null, headline, lines: lines && lines.map((line) => ({ ...line })) };
}

export function draftOfVersion({ asAt, headline, lines }: DraftVersion): BriefingDraft {
  return { asAt: asAt === null ? null : calendarDate(asAt), headline, lines };
}

export function draftVersionFacts(version: DraftVersion) {
  const form = draftForm(draftOfVersion(version));
  return DRAFT_FIELDS.map(({ key, label }) => ({ label, words: draftFieldInWords(key, form[key]).replaceAll('\n', ' ') }));
}

/** A published briefing as the history keeps it: its content is kept beside, under this hash. */
export const BRIEFING_VERSION = z.object({ meeting: z.string(), number: z.number(), hash: z.string() });

export function briefingVersionFacts({ number, hash }: z.infer<typeof BRIEFING_VERSION>) {
  return [
    { label: 'Number', words: String(number) },
    { label: 'Hash of its content', words: hash },
  ];
}

function asProposed(proposed: readonly ProposedLine[]): readonly DraftLine[] {
  return proposed.slice(0, PROPOSED_LINES).map(({ key }) => ({ key, evidence: null, question: null, link: null }));
}

function linesOfText(text: string): Result<readonly DraftLine[] | null> {
  if (text === '') return accepted(null);
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    parsed = undefined;
  }
  const lines = DRAFT_LINES.safeParse(parsed);
  return lines.success ? accepted(lines.data) : UNREADABLE;
}

/** Whether a line is as `readSentLines` puts it together. */
function isPutTogether(slug: string, { key, evidence, question, link }: DraftLine): boolean {
  const isText = (text: string | null) => text === null || (text !== '' && text.length <= LONGEST_TEXT && text === onLines(text));
  return (
    isText(evidence) &&
    isText(question) &&
    (question === null || (question === onOneLine(question) && question.endsWith('?'))) &&
    (key !== null || (evidence !== null && question !== null)) &&
    (link === null || isLink(slug, link))
  );
}

function isLink(slug: string, link: string): boolean {
  if (link.length > 1_000 || link !== onOneLine(link)) return false;
  return /^https?:\/\/[^\s/]\S*$/.test(link) ? URL.canParse(link) : link.startsWith(`/${slug}/`) && !/\s/.test(link);
}
