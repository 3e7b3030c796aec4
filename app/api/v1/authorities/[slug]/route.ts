import { answerAuthority } from '@/operations/api';
import { readOnly, withoutFormat } from '../../../respond';

/** Also `barnsley.csv`: a part of a path that is a variable takes the ending with it. */
export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ slug: string }>(({ actor, path, question }) =>
  answerAuthority(actor, withoutFormat(path.slug), question),
);
