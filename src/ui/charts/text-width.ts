/**
 * Advance widths of the characters from space to tilde in thousandths of the type size, measured in Chromium from Atkinson Hyperlegible
 * Next at weights 400 and 700. Drawings are laid out on the server, where nothing can be measured.
 */
const REGULAR =
  '280 286 301 651 592 919 731 160 299 299 485 606 210 362 210 387 648 407 548 576 614 588 598 510 615 595 210 210 553 628 553 480 778 626 613 645 669 569 552 694 694 392 512 631 541 824 693 714 592 724 614 592 558 690 593 856 623 575 607 317 387 344 552 372 243 525 566 485 564 538 314 558 550 252 245 492 262 845 550 548 566 574 349 471 326 540 461 684 481 449 460 344 237 344 555';
const BOLD =
  '313 303 390 765 610 969 725 210 335 335 485 595 271 373 272 440 659 440 579 600 624 608 626 537 624 571 272 272 569 612 569 547 781 678 643 658 689 597 566 718 701 425 561 664 552 858 717 747 629 757 650 610 607 686 644 886 685 650 618 340 440 344 582 400 288 552 596 510 596 563 365 593 571 300 259 555 318 882 571 576 596 599 376 508 376 567 530 740 540 521 506 381 254 381 537';

const WIDTHS = { regular: REGULAR.split(' ').map(Number), bold: BOLD.split(' ').map(Number) };

/** For characters outside the table (’ “ é): none in use is wider. */
const OTHER_WIDTH = 640;

/** Semibold and up counts as bold: the estimate may be a little wide, never narrow. */
export type TextWeight = 400 | 650 | 700;

/** Width of a line of text in pixels at a type size in pixels. */
export function textWidth(text: string, size: number, weight: TextWeight = 400): number {
  const widths = weight === 400 ? WIDTHS.regular : WIDTHS.bold;
  let thousandths = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    thousandths += widths[code - 32] ?? (character === '’' ? 280 : OTHER_WIDTH);
  }
  return (thousandths * size) / 1000;
}

/** Breaks text between words into lines of at most `maximum` pixels; a longer single word keeps a line of its own. */
export function wrapText(text: string, maximum: number, size: number, weight: TextWeight = 400): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && textWidth(`${last} ${word}`, size, weight) <= maximum) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}

/** The same number of lines, as even as they can be: "Requires / improvement / to be good" rather than an orphan at the end. */
export function balanceText(text: string, maximum: number, size: number, weight: TextWeight = 400): readonly string[] {
  let lines = wrapText(text, maximum, size, weight);
  const { length } = lines;
  for (let narrower = maximum - 8; narrower > size * 2; narrower -= 8) {
    const candidate = wrapText(text, narrower, size, weight);
    if (candidate.length > length || widestLine(candidate, size, weight) > maximum) break;
    lines = candidate;
  }
  return lines;
}

/** The widest line's width in pixels. */
export function widestLine(lines: readonly string[], size: number, weight: TextWeight = 400): number {
  return Math.max(0, ...lines.map((line) => textWidth(line, size, weight)));
}
