import { encode } from 'uqr';

/** How wide the blank margin is without which a camera does not find a code. Modules (ISO/IEC 18004). */
const QUIET_ZONE = 4;

/** A text as a QR code, for a camera. One level above the lowest of error correction: a screen is neither torn nor stained, and reflects. */
export function qrCode(text: string): QrCode {
  const { data, size } = encode(text, { ecc: 'M', border: QUIET_ZONE });
  return { size, path: data.flatMap((row, y) => runsIn(row).map(({ x, length }) => `M${x} ${y}h${length}v1h-${length}z`)).join('') };
}

/** Dark modules beside each other are one rectangle: no seams between them, and a third of the text. */
function runsIn(row: readonly boolean[]): readonly { readonly x: number; readonly length: number }[] {
  const starts = row.flatMap((isDark, x) => (isDark && row[x - 1] !== true ? [x] : []));
  return starts.map((x) => {
    const end = row.indexOf(false, x);
    return { x, length: (end === -1 ? row.length : end) - x };
  });
}

export interface QrCode {
  /** Width and height in modules, the margin included. */
  readonly size: number;
  /** Its dark modules as the path of an SVG, one unit to a module. */
  readonly path: string;
}
