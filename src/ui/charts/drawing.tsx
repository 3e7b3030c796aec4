import type { ReactNode } from 'react';
import { SHAPES, type Mark } from '../ratings/shapes';
import { DRAWING_WIDTHS, type DrawingKind } from './drawing-kinds';
import { AXIS, INK, MARK_COLOURS } from './marks';
import type { TextWeight } from './text-width';

/** One drawing of a chart. Screen readers get the title and a description that says the numbers, and none of the lines. */
export function Drawing({ id, kind, height, title, description, children }: DrawingProps) {
  return (
    <svg
      className={`app-chart__drawing app-chart__drawing--${kind}`}
      viewBox={`0 0 ${DRAWING_WIDTHS[kind]} ${Math.ceil(height)}`}
      preserveAspectRatio="xMinYMin meet"
      role="img"
      aria-labelledby={`${id}-title ${id}-description`}
      xmlns="http://www.w3.org/2000/svg"
    >
      <title id={`${id}-title`}>{title}</title>
      <desc id={`${id}-description`}>{description}</desc>
      {children}
    </svg>
  );
}

export interface DrawingProps {
  /** Unique on the page. */
  readonly id: string;
  readonly kind: DrawingKind;
  readonly height: number;
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** Horizontal text with its baseline at y. `halo` keeps it readable over a line. */
export function Label({ x, y, size, weight = 400, anchor = 'start', colour = INK, halo, children }: LabelProps) {
  return (
    <text
      x={round(x)}
      y={round(y)}
      fontSize={size}
      fontWeight={weight}
      textAnchor={anchor}
      fill={colour}
      {...(halo ? { stroke: '#fff', strokeWidth: 5, strokeLinejoin: 'round', paintOrder: 'stroke' } : {})}
    >
      {children}
    </text>
  );
}

export interface LabelProps {
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly weight?: TextWeight;
  readonly anchor?: 'start' | 'middle' | 'end';
  readonly colour?: string;
  readonly halo?: boolean;
  readonly children: string;
}

/** The shape of a mark with its top left corner at x, y; `onWhite` where it stands outside its own colour. */
export function Shape({ mark, x, y, size, onWhite }: ShapeProps) {
  const colours = MARK_COLOURS[mark];
  const fill = onWhite && colours.shape === '#fff' ? colours.fill : colours.shape;
  return <path d={SHAPES[mark]} transform={`translate(${round(x)} ${round(y)}) scale(${Math.round(size * 5) / 100})`} fill={fill} />;
}

export interface ShapeProps {
  readonly mark: Mark;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly onWhite?: boolean;
}

/** A visit without a grade, or with a letter in it where names do not fit. */
export function Diamond({
  x,
  y,
  radius,
  letter,
}: {
  readonly x: number;
  readonly y: number;
  readonly radius: number;
  readonly letter?: string;
}) {
  return (
    <>
      <path
        d={`M${round(x)} ${round(y - radius)}l${radius} ${radius}-${radius} ${radius}-${radius}-${radius}z`}
        fill="#fff"
        stroke="#3d3d3d"
        strokeWidth={2.2}
        strokeLinejoin="round"
      />
      {letter === undefined ? null : (
        <Label x={x} y={y + 5} size={letter.length > 1 ? 14 : 15} weight={700} anchor="middle">
          {letter}
        </Label>
      )}
    </>
  );
}

/** A break: a zigzag down or across, on white. */
export function ZigZag({
  x,
  y,
  length,
  across,
}: {
  readonly x: number;
  readonly y: number;
  readonly length: number;
  readonly across?: boolean;
}) {
  const steps = Math.max(2, Math.round(length / 6));
  const step = round(length / steps);
  const path = Array.from({ length: steps }, (_, index) => {
    const aside = index % 2 === 0 ? 6 : -6;
    return across ? `l${step} ${-aside}` : `l${aside} ${step}`;
  }).join('');
  const start = across ? `M${round(x)} ${round(y + 3)}` : `M${round(x - 3)} ${round(y)}`;
  return <path d={start + path} fill="none" stroke={AXIS} strokeWidth={1.6} strokeLinejoin="round" />;
}

/** Stripes on white, to fill a shape with `url(#id)`. */
export function Stripes({
  id,
  colour,
  spacing = 7,
  line = 2.2,
}: {
  readonly id: string;
  readonly colour: string;
  readonly spacing?: number;
  readonly line?: number;
}) {
  return (
    <pattern id={id} width={spacing} height={spacing} patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
      <rect width={spacing} height={spacing} fill="#fff" />
      <rect width={line} height={spacing} fill={colour} />
    </pattern>
  );
}

/** A line through points. */
export function pathOf(points: readonly { readonly x: number; readonly y: number }[]): string {
  return points.map(({ x, y }, index) => `${index === 0 ? 'M' : 'L'}${round(x)} ${round(y)}`).join('');
}

/** Tenths of a pixel: finer only makes the page heavier. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
