import type { Absence, Grade } from './frameworks';

/**
 * A paper for people who meet: all it says, in the order in which it says it. Page, sheet of paper, Word and plain text are made from the same one, so that
 * none of them can say anything else. A form chooses how things look.
 */
export interface Paper {
  /** What it is, for a document's title: `Scrutiny briefing for 1 December 2026`. */
  readonly name: string;
  /** Of what and as at when, on either side of the paper's head. */
  readonly about: readonly [string, string];
  /** What has to be known before all else, such as which paper it replaces: whole sentences. */
  readonly notices: readonly PaperText[];
  /** The finding. */
  readonly title: string;
  readonly sections: readonly PaperSection[];
  /** At the foot: where it is from, a sentence each. */
  readonly foot: readonly string[];
}

export interface PaperSection {
  /** Unique in the paper, and what a link to the section ends with. */
  readonly key: string;
  readonly heading: string;
  readonly blocks: readonly PaperBlock[];
}

export type PaperBlock =
  | { readonly kind: 'paragraph'; readonly text: string; readonly look?: 'note' | 'strong' }
  | { readonly kind: 'grades'; readonly caption: string; readonly grades: readonly PaperGrade[] }
  /** What it is about, then one thing after another. */
  | { readonly kind: 'groups'; readonly groups: readonly PaperGroup[] }
  | PaperTable
  /** Numbered: evidence first, then the question. */
  | { readonly kind: 'questions'; readonly questions: readonly PaperQuestion[] }
  | { readonly kind: 'terms'; readonly terms: readonly { readonly term: string; readonly meaning: string }[] };

export interface PaperGrade {
  readonly name: string;
  readonly grade: Grade | null;
  /** Why there is none; read only where `grade` is null. */
  readonly absence: Absence | null;
  readonly word: string;
  readonly before: string | null;
}

export interface PaperGroup {
  readonly heading: string;
  readonly items: readonly PaperText[];
}

export interface PaperTable {
  readonly kind: 'table';
  /** What it holds, for those who do not see the heading above it. */
  readonly caption: string;
  /** The first column's cells head their rows. */
  readonly columns: readonly PaperColumn[];
  readonly rows: readonly (readonly PaperCell[])[];
}

export interface PaperColumn {
  readonly heading: string;
  /** `figure`: to the right, with figures of one width. `day`: on one line. `line`: a small chart. */
  readonly holds: 'words' | 'figure' | 'day' | 'line';
  /** Of the paper's width, percent. All columns of a table together 100. */
  readonly width: number;
}

export interface PaperCell extends PaperText {
  /** Below the text, for what matters less, or in bold type where it matters most. */
  readonly below?: { readonly text: string; readonly strong: boolean };
  readonly strong?: boolean;
  /** In front of the words. */
  readonly mark?: 'better' | 'worse';
  /** A small line in place of text: earliest first, null for a gap, and what it shows for those who do not see it. */
  readonly line?: { readonly values: readonly (number | null)[]; readonly words: string };
}

export interface PaperText {
  readonly text: string;
  /** A path from the product's root. */
  readonly href?: string | null;
}

export interface PaperQuestion {
  /** Before the evidence: what it is about. */
  readonly about?: PaperText;
  readonly evidence: string;
  readonly question: string;
  /** To what the evidence rests on. */
  readonly links: readonly PaperText[];
}

/** `Help and protection: 1 of 2; 2 of 2`: one thing after another on a line. */
export function groupInWords({ items }: PaperGroup): string {
  return items.map(({ text }) => text).join('; ');
}
