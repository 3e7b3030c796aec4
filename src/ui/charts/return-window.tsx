import { dateInWords } from '@/domain/shared';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, round, Stripes } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { AXIS, GRID, INK, INK_SOFT, SERIES } from './marks';
import {
  BAR_HEIGHT,
  layoutReturnWindow,
  prepareReturnWindow,
  type ReturnWindowInput,
  type ReturnWindowModel,
} from './prepare-return-window';

/** The window for the next inspection over time, with its basis. The page's heading says the finding, so the title is for screen readers. */
export function ReturnWindowChart({ id = 'return-window', ...input }: ReturnWindowInput & { readonly id?: string }) {
  const model = prepareReturnWindow(input);
  if (model === null) return null;
  return (
    <ChartFigure
      id={id}
      title={model.title}
      titleHidden
      source={{ asAt: dateInWords(input.today), source: 'Ofsted inspection reports; waits worked out from their dates' }}
    >
      {DRAWING_KINDS.map((kind) => (
        <WindowDrawing key={kind} id={`${id}-${kind}`} kind={kind} model={model} />
      ))}
    </ChartFigure>
  );
}

function WindowDrawing({ id, kind, model }: { readonly id: string; readonly kind: DrawingKind; readonly model: ReturnWindowModel }) {
  const { width, height, left, bottom, size, todayX, todayTextX, todayLine, years, rows } = layoutReturnWindow(model, kind);
  const line = todayLine.map((segment) => `M${round(todayX)} ${round(segment.top)}V${round(segment.bottom)}`).join('');
  return (
    <Drawing id={id} kind={kind} height={height} title={model.title} description={model.description}>
      <defs>
        <Stripes id={`${id}-stripes`} colour={SERIES} />
      </defs>
      {years.map(({ x, label }) => (
        <g key={x}>
          <path d={`M${round(x)} 24V${bottom}`} stroke={GRID} />
          {label === null ? null : (
            <Label x={x} y={bottom + 20} size={size} anchor="middle" colour={INK_SOFT}>
              {label}
            </Label>
          )}
        </g>
      ))}
      <path d={`M${left} ${bottom}H${width}`} stroke={AXIS} />
      {rows.map(({ kind: row, barTop, left: barLeft, right, tick }) => (
        <g key={row}>
          {row === 'inspection' ? (
            <circle cx={round(barLeft)} cy={barTop + BAR_HEIGHT / 2} r={8} fill={INK} />
          ) : (
            <rect
              x={round(barLeft)}
              y={barTop}
              width={round(right - barLeft)}
              height={BAR_HEIGHT}
              fill={row === 'usual' ? SERIES : `url(#${id}-stripes)`}
              stroke={SERIES}
              strokeWidth={1.5}
            />
          )}
          {tick === null ? null : <path d={`M${round(tick.x)} ${tick.top}V${barTop + BAR_HEIGHT + 4}`} stroke={INK} strokeWidth={3} />}
        </g>
      ))}
      <path d={line} stroke="#fff" strokeWidth={7} />
      <path d={line} stroke={INK} strokeWidth={2.5} />
      <Label x={todayTextX} y={14} size={size + 1} weight={700} anchor="middle">
        Today
      </Label>
      {rows.flatMap(({ texts }) =>
        texts.map(({ text, soft, ...place }) => (
          <Label key={`${text}${place.y}`} {...place} colour={soft ? INK_SOFT : INK} halo>
            {text}
          </Label>
        )),
      )}
    </Drawing>
  );
}
