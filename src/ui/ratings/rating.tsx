import { ABSENCES, GRADES, type Absence, type Grade } from '@/domain/frameworks';
import { SHAPES, type Mark } from './shapes';

/**
 * The one way a grade is shown on a page: word, shape and colour together. The word is the report's own (`words`), so pass it wherever a
 * judgement is at hand; there is no headline, score or initial in place of it.
 */
export function Rating({ grade, absence, words, size = 'default', short }: RatingProps) {
  const mark: Mark = grade ?? absence ?? 'not-recorded';
  const sizeClass = size === 'default' ? '' : ` app-rating--${size}`;
  return (
    <span className={`app-rating app-rating--${mark}${sizeClass}`}>
      <RatingShape mark={mark} />
      <span className="app-rating__word">{ratingWords(grade, absence ?? null, words ?? null, short ?? false)}</span>
    </span>
  );
}

/** The shape by itself, for keys and drawings that say the word beside it. */
export function RatingShape({ mark }: { readonly mark: Mark }) {
  return (
    <svg className="app-rating__shape" viewBox="0 0 20 20" width="20" height="20" aria-hidden="true" focusable="false">
      <path d={SHAPES[mark]} />
    </svg>
  );
}

/**
 * The words a rating shows. `short` is for matrices and drawings whose page gives the full words in a note: "Requires improvement",
 * "Not judged", "Not given"; other words stay as the source prints them.
 */
export function ratingWords(grade: Grade | null, absence: Absence | null, words: string | null, short: boolean): string {
  if (grade !== null) {
    if (short && grade === 'requires-improvement') return 'Requires improvement';
    return words ?? GRADES[grade].word;
  }
  const reason = absence ?? 'not-recorded';
  return short ? ABSENCES[reason].short : (words ?? ABSENCES[reason].words);
}

export interface RatingProps {
  readonly grade: Grade | null;
  /** Why there is no grade; read only where `grade` is null. */
  readonly absence?: Absence | null;
  /** As the source prints it; by default the framework's current words. */
  readonly words?: string | null;
  /** `l` in tables of judgements (46 px), `default` (36), `s` in matrices (28). */
  readonly size?: 'l' | 'default' | 's';
  readonly short?: boolean;
}
