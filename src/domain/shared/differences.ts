/** A form's texts by field, as somebody typed them or as a record would fill them. */
export type Texts<Key extends string> = Readonly<Record<Key, string>>;

/** What to keep where two people want something different. */
export type Choices<Key extends string> = Readonly<Partial<Record<Key, 'mine' | 'theirs'>>>;

/** One field that two people want differently. */
export interface Difference<Key extends string> {
  readonly key: Key;
  readonly label: string;
  /** In words. */
  readonly mine: string;
  readonly theirs: string;
  readonly proposed: 'mine' | 'theirs' | null;
}

/**
 * What two people want differently of the same record, in the order of `labels`. `base` is what the second of them started from: where only one has changed a field,
 * that one's text is proposed; where both have, nothing is. Fields on which both agree are left out.
 */
export function differencesOf<Key extends string>(
  { mine, theirs, base }: { readonly mine: Texts<Key>; readonly theirs: Texts<Key>; readonly base: Texts<Key> },
  labels: readonly { readonly key: Key; readonly label: string }[],
  inWords: (key: Key, text: string) => string,
): readonly Difference<Key>[] {
  return labels.flatMap(({ key, label }) => {
    if (mine[key] === theirs[key]) return [];
    const proposed = mine[key] === base[key] ? 'theirs' : theirs[key] === base[key] ? 'mine' : null;
    return [{ key, label, mine: inWords(key, mine[key]), theirs: inWords(key, theirs[key]), proposed }];
  });
}

/** The texts put together from what somebody keeps of two: their own, unless the other's was chosen. */
export function keepChosen<Key extends string>(mine: Texts<Key>, theirs: Texts<Key>, choices: Choices<Key>): Texts<Key> {
  const kept: Record<Key, string> = { ...mine };
  for (const key in mine) if (choices[key] === 'theirs') kept[key] = theirs[key];
  return kept;
}
