/** One thing that a version of a record says, in words: `{ label: 'Colour', words: '#4c2c69' }`. */
export interface Fact {
  /** Unique within the record; where it holds something that can come and go (a judgement's area), facts come and go. */
  readonly label: string;
  /** Empty where the version leaves it open. */
  readonly words: string;
  /** Where "changed from … to …" would not be how people say it. */
  readonly changed?: (before: string, after: string) => string;
}

/**
 * What was changed from one version to the next, a sentence each without its full stop, in the order of the facts. Null stands for no version: the first one, or
 * after a removal. `name` is how the record is called in a sentence: `the short inspection of September 2023`.
 */
export function changesInSentences(name: string, before: readonly Fact[] | null, after: readonly Fact[] | null): readonly string[] {
  if (after === null) return [`Removed ${name}`];
  if (before === null) return [`Recorded ${name}`];
  const known = new Map(before.map((fact) => [fact.label, fact]));
  const kept = new Set(after.map(({ label }) => label));
  return [
    ...after.flatMap((fact) => {
      const sentence = changeInWords(known.get(fact.label)?.words ?? '', fact);
      return sentence === null ? [] : [sentence];
    }),
    ...before.filter(({ label, words }) => !kept.has(label) && words !== '').map(({ label, words }) => `${label} removed: it was ${words}`),
  ];
}

function changeInWords(before: string, { label, words, changed }: Fact): string | null {
  if (before === words) return null;
  if (changed) return changed(before, words);
  if (before === '') return `${label} set to ${words}`;
  if (words === '') return `${label} removed: it was ${before}`;
  return `${label} changed from ${before} to ${words}`;
}
