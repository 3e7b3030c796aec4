import type { UploadStage } from '@/domain/exchange';

/** Where a file stands, in a few words. */
export const STAGES: Readonly<Record<UploadStage, string>> = {
  working: 'Being gone through',
  stuck: 'Broken off, to be taken up again',
  choose: 'Columns to be chosen',
  refused: 'Refused',
  checked: 'Checked, to be loaded',
  loaded: 'Loaded',
};
