const NUMBER_WORDS = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten'] as const;

/** `four` up to ten, figures above: `12`. */
export function numberInWords(count: number): string {
  return NUMBER_WORDS[count] ?? count.toLocaleString('en-GB');
}

/** `a`, `a and b`, `a, b and c`; where an item of three or more holds an "and" itself, a comma keeps it whole: `a, b and c, and d`. */
export function listInWords(items: readonly string[]): string {
  if (items.length < 2) return items.join('');
  const comma = items.length > 2 && items.some((item) => item.includes(' and ')) ? ',' : '';
  return `${items.slice(0, -1).join(', ')}${comma} and ${items.at(-1)}`;
}

export function startWithCapital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** For what begins a sentence elsewhere; not where it may be a short form such as ILACS. */
export function startSmall(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

/** `is` for one, `are` for several and none. */
export function isOrAre(count: number): string {
  return count === 1 ? 'is' : 'are';
}

/** `1 council`, `153 councils`; give the plural where it is not the singular with an s. */
export function counted(count: number, singular: string, plural = `${singular}s`): string {
  return `${count.toLocaleString('en-GB')} ${count === 1 ? singular : plural}`;
}
