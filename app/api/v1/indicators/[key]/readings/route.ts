import { answerReadings } from '@/operations/api';
import { readOnly } from '../../../../respond';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly<{ key: string }>(
  ({ actor, path, question }) => answerReadings(actor, path.key, question),
  'There is no such indicator. /api/v1/indicators lists them all',
);
