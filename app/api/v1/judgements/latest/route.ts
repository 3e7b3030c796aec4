import { answerLatestJudgements } from '@/operations/api';
import { readOnly } from '../../../respond';

export const { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } = readOnly(({ actor, question, today }) =>
  answerLatestJudgements(actor, question, today),
);
