import { dateInWords } from '@/domain/shared';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, round, Stripes } from './drawing';
import { AXIS, GRID, INK, INK_SOFT, SERIES } from './marks';
import { layoutReturnWindow, prepareReturnWindow, type ReturnWindowInput, type ReturnWindowModel } from './prepare-return-window';

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
      <WindowDrawing id={`${id}-wide`} kind="wide" model={model} />
      <WindowDrawing id={`${id}-narrow`} kind="narrow" model={model} />
    </ChartFigure>
  );
}

const BAR = 28;

function WindowDrawing({ id, kind, model }: { readonly id: string; readonly kind: 'wide' | 'narrow'; readonly model: ReturnWindowModel }) {
  const { width, height, left, bottom, size, todayX, todayTextX, years, rows } = layoutReturnWindow(model, kind);
  return (
    <Drawing id={id} kind={kind} width={width} height={height} title={model.title} description={model.description}>
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
      {rows.map(({ kind: row, barTop, left: barLeft, right, half }) => (
        <g key={row}>
          {row === 'inspection' ? (
            <circle cx={round(barLeft)} cy={barTop + BAR / 2} r={8} fill={INK} />
          ) : (
            <rect
              x={round(barLeft)}
              y={barTop}
              width={round(right - barLeft)}
              height={BAR}
              fill={row === 'usual' ? SERIES : `url(#${id}-stripes)`}
              stroke={SERIES}
              strokeWidth={1.5}
            />
          )}
          {half === null ? null : (
            <path d={`M${round(half.x)} ${barTop - (half.label === null ? 4 : 14)}V${barTop + BAR + 4}`} stroke={INK} strokeWidth={3} />
          )}
        </g>
      ))}
      <path d={`M${round(todayX)} 20V${bottom + 4}`} stroke="#fff" strokeWidth={7} />
      <path d={`M${round(todayX)} 20V${bottom + 4}`} stroke={INK} strokeWidth={2.5} />
      <Label x={todayTextX} y={14} size={size + 1} weight={700} anchor="middle">
        Today
      </Label>
      {rows.map(({ kind: row, name, lines, top, barTop, half }) => {
        const first = kind === 'wide' ? barTop + 10 : top + 18;
        return (
          <g key={row}>
            <Label x={0} y={first} size={size + 1} weight={650} halo>
              {name}
            </Label>
            {lines.map((line, index) => (
              <Label key={line} x={0} y={first + 20 + index * 20} size={size} colour={INK_SOFT} halo>
                {line}
              </Label>
            ))}
            {half?.label ? (
              <Label x={half.label.textX} y={barTop - 6} size={size} anchor={half.label.anchor} halo>
                {half.label.words}
              </Label>
            ) : null}
          </g>
        );
      })}
    </Drawing>
  );
}
