import { answerIndicators } from '@/operations/api';
import { readOnly } from '../../respond';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(
  ({ actor, question }) => answerIndicators(actor, question),
  'There is no such council. /api/v1/authorities lists them all',
);
