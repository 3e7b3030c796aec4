import type { Grade } from '@/domain/frameworks';
import { Rating } from '../ratings/rating';

/** Word, shape and colour of each grade in a drawing that has room for shapes and numbers only; `withoutGrade` names the rest. */
export function GradeKey({ grades, withoutGrade }: { readonly grades: readonly Grade[]; readonly withoutGrade: string | null }) {
  return (
    <ul className="app-key app-key--above">
      {grades.map((grade) => (
        <li key={grade}>
          <Rating grade={grade} size="s" />
        </li>
      ))}
      {withoutGrade === null ? null : (
        <li>
          <Rating grade={null} absence="not-judged" words={withoutGrade} size="s" />
        </li>
      )}
    </ul>
  );
}
