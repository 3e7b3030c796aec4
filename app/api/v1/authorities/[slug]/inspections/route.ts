import { answerInspections } from '@/operations/api';
import { readOnly } from '../../../../respond';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ slug: string }>(({ actor, path, question }) =>
  answerInspections(actor, path.slug, question),
);
