/**
 * What two people want differently of the same record, each of them in words by field. `base` is what the second of them started from: where only one has changed
 * something, that one's text is proposed; where both have, nothing is. What both want alike is left out.
 */
export function differencesBetween<Key extends string>(
  labels: Readonly<Record<Key, string>>,
  { mine, theirs, base }: Record<'mine' | 'theirs' | 'base', (key: Key) => string>,
): readonly Difference<Key>[] {
  return keysOf(labels).flatMap((key) => {
    const words = { mine: mine(key), theirs: theirs(key), base: base(key) };
    if (words.mine === words.theirs) return [];
    const proposed = words.mine === words.base ? 'theirs' : words.theirs === words.base ? 'mine' : null;
    return [{ key, label: labels[key], mine: words.mine, theirs: words.theirs, proposed }];
  });
}

/** The text put together from what somebody keeps of two: mine where nothing else was chosen. */
export function choose<Key extends string>(
  mine: Readonly<Record<Key, string>>,
  theirs: Readonly<Record<Key, string>>,
  choices: Choices<Key>,
): Readonly<Record<Key, string>> {
  const kept: Record<Key, string> = { ...mine };
  for (const key of keysOf(mine)) if (choices[key] === 'theirs') kept[key] = theirs[key];
  return kept;
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): readonly Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}

export interface Difference<Key extends string = string> {
  readonly key: Key;
  readonly label: string;
  readonly mine: string;
  readonly theirs: string;
  readonly proposed: 'mine' | 'theirs' | null;
}

export type Choices<Key extends string> = Readonly<Partial<Record<Key, 'mine' | 'theirs'>>>;
