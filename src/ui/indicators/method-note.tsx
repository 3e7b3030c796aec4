import { METHOD, neighboursInWords } from '@/domain/indicators';
import { Note } from '../govuk/text';

/** Under figures of indicators: when a change is called one, and who the neighbours are. */
export function MethodNote({ model, ranked }: { readonly model: string | null; readonly ranked?: boolean }) {
  return (
    <>
      <Note>{METHOD.change}. Where the numbers behind a figure are not known, it cannot be said.</Note>
      {model === null ? null : (
        <Note>
          The median is of {neighboursInWords(ALL_NEIGHBOURS, model)} of the Department for Education, unless a row says of how many; only
          those with a figure for the same period count.
          {ranked ? ' The rank is among them: first is best, or highest where neither way is better.' : ''}
        </Note>
      )}
    </>
  );
}

/** The model names so many for every council it knows. */
export const ALL_NEIGHBOURS = 10;
