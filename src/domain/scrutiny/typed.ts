import { optionalLine } from '../shared';

export const LONGEST_LINE = 200;
export const LONGEST_TEXT = 2_000;
const LONGEST_ADDRESS = 1_000;

/** A link to where something is written down, or none: null. */
export const OPTIONAL_LINK = optionalLine(LONGEST_ADDRESS, `Choose an address of at most ${LONGEST_ADDRESS} characters`).refine(
  (text) => text === null || (/^https?:\/\/[^\s/]\S*$/.test(text) && URL.canParse(text)),
  'Write the whole address, beginning with https://',
);
