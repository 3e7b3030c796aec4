import { balanceText, textWidth, widestLine, type TextWeight } from '../text-width';

/** The usual size of a shape in a block. */
const SHAPE = 20;
const SMALLEST_SHAPE = 8;

/** Ways of setting a word beside its shape: roomy, smaller, tight. Pixels. */
const ROOMY = { size: 17, lineHeight: 18, shape: SHAPE, before: 11, between: 8, after: 6 };
const SMALLER = { ...ROOMY, size: 15, lineHeight: 16 };
const TIGHT = { size: 14, lineHeight: 15, shape: 14, before: 6, between: 5, after: 3 };

/**
 * Where the word of a block goes: beside its shape, under it, or in a smaller type, in the solid part or else on the widest striped one;
 * for a block that still stands, past the line of today; for one of the last row, below. Where nothing fits the shape stands alone and the
 * table says the word.
 */
export function layoutBlockLabel(block: LabelledBlock): BlockLabel | null {
  for (const place of block.places) {
    const label = beside(block, place, ROOMY) ?? beside(block, place, SMALLER) ?? under(block, place) ?? beside(block, place, TIGHT);
    if (label !== null) return label;
  }
  const roomiest = block.places.toSorted((left, right) => right.right - right.left - (left.right - left.left))[0];
  if (roomiest === undefined) return null;
  return { ...shapeAlone(block, roomiest), lines: outside(block), outside: true };
}

function beside({ words, note, top, height }: LabelledBlock, place: LabelPlace, style: typeof ROOMY): BlockLabel | null {
  const textLeft = place.left + style.before + style.shape + style.between;
  const room = place.right - textLeft - style.after;
  const lines = balanceText(words, room, style.size, 650);
  const linesHeight = lines.length * style.lineHeight;
  if (widestLine(lines, style.size, 650) > room || linesHeight > height - 8) return null;
  const allNoteLines = note === null ? [] : balanceText(note, room, NOTE.size);
  const noteHeight = NOTE.above + allNoteLines.length * NOTE.lineHeight;
  const noteFits = widestLine(allNoteLines, NOTE.size) <= room && linesHeight + noteHeight <= height - 4;
  const noteLines = noteFits ? allNoteLines : [];
  const total = linesHeight + (noteLines.length === 0 ? 0 : noteHeight);
  const firstTop = top + (height - total) / 2;
  const noteTop = firstTop + linesHeight + NOTE.above;
  const width = Math.max(widestLine(lines, style.size, 650), widestLine(noteLines, NOTE.size));
  return {
    shape: { x: place.left + style.before, y: firstTop + (linesHeight - style.shape) / 2, size: style.shape },
    lines: [
      ...lines.map((text, index) => ({
        text,
        x: textLeft,
        y: firstTop + index * style.lineHeight + style.size * 0.84,
        size: style.size,
        weight: 650 as const,
        anchor: 'start' as const,
      })),
      ...noteLines.map((text, index) => ({
        text,
        x: textLeft,
        y: noteTop + index * NOTE.lineHeight + 12,
        size: NOTE.size,
        weight: 400 as const,
        anchor: 'start' as const,
      })),
    ],
    plate: place.striped
      ? { x: place.left + style.before - 6, y: firstTop - 3, width: textLeft - place.left - style.before + width + 12, height: total + 8 }
      : null,
    outside: false,
  };
}

const NOTE = { size: 14, lineHeight: 17, above: 4 };

function under({ words, top, height }: LabelledBlock, place: LabelPlace): BlockLabel | null {
  const size = 14;
  const room = place.right - place.left - 8;
  const lines = balanceText(words, room, size, 650);
  const total = SHAPE + 3 + lines.length * 16;
  if (widestLine(lines, size, 650) > room || total > height - 4) return null;
  const middle = (place.left + place.right) / 2;
  const firstTop = top + (height - total) / 2;
  const width = Math.max(widestLine(lines, size, 650), SHAPE) + 6;
  return {
    shape: { x: middle - SHAPE / 2, y: firstTop, size: SHAPE },
    lines: lines.map((text, index) => ({ text, x: middle, y: firstTop + SHAPE + 15 + index * 16, size, weight: 650, anchor: 'middle' })),
    plate: place.striped ? { x: middle - width / 2, y: firstTop - 2, width, height: total + 6 } : null,
    outside: false,
  };
}

function shapeAlone({ top, height }: LabelledBlock, place: LabelPlace): Pick<BlockLabel, 'shape' | 'plate'> {
  const size = Math.min(SHAPE, place.right - place.left - 4);
  if (size < SMALLEST_SHAPE) return { shape: null, plate: null };
  const x = (place.left + place.right - size) / 2;
  const y = top + (height - size) / 2;
  return { shape: { x, y, size }, plate: place.striped ? { x: x - 3, y: y - 3, width: size + 6, height: size + 6 } : null };
}

function outside({ words, beyond, below, top, height }: LabelledBlock): readonly LabelLine[] {
  if (beyond !== null) {
    const room = beyond.right - beyond.left;
    const lines = balanceText(words, room, 15, 650);
    if (widestLine(lines, 15, 650) > room || lines.length * 17 > height) return [];
    const firstTop = top + (height - lines.length * 17) / 2;
    return lines.map((text, index) => ({ text, x: beyond.left, y: firstTop + index * 17 + 13, size: 15, weight: 650, anchor: 'start' }));
  }
  if (below !== null) {
    const half = textWidth(words, 14, 650) / 2;
    const x = Math.max(below.left + half, Math.min(below.right - half, below.middle));
    return [{ text: words, x, y: top + height + 16, size: 14, weight: 650, anchor: 'middle' }];
  }
  return [];
}

export interface LabelledBlock {
  readonly words: string;
  /** A second, smaller line, given up where it does not fit. */
  readonly note: string | null;
  /** The parts it may stand in, best first. */
  readonly places: readonly LabelPlace[];
  /** Room past the line of today, where the block still stands. */
  readonly beyond: { readonly left: number; readonly right: number } | null;
  /** Room under the block, where no other row follows. */
  readonly below: { readonly left: number; readonly right: number; readonly middle: number } | null;
  readonly top: number;
  readonly height: number;
}

export interface LabelPlace {
  readonly left: number;
  readonly right: number;
  /** Words on stripes stand on a white plate. */
  readonly striped: boolean;
}

export interface BlockLabel {
  readonly shape: { readonly x: number; readonly y: number; readonly size: number } | null;
  readonly lines: readonly LabelLine[];
  readonly plate: { readonly x: number; readonly y: number; readonly width: number; readonly height: number } | null;
  /** The words stand on the page's white. */
  readonly outside: boolean;
}

export interface LabelLine {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight: TextWeight;
  readonly anchor: 'start' | 'middle' | 'end';
}
