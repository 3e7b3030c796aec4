import { ChartFigure } from './chart-figure';
import { Drawing, Label, round } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { AXIS, INK, INK_SOFT, LATE } from './marks';
import { layoutDueDates, prepareDueDates, type DueDatesInput, type DueDatesModel } from './prepare-due-dates';

/** How the due date of one action has moved. The heading above says the finding, the table below the reasons. Nothing where it never moved. */
export function DueDatesChart({ id = 'due-dates', ...input }: DueDatesInput & { readonly id?: string }) {
  const model = prepareDueDates(input);
  if (model === null) return null;
  return (
    <ChartFigure id={id} title={model.title} titleHidden>
      {DRAWING_KINDS.map((kind) => (
        <DueDatesDrawing key={kind} id={`${id}-${kind}`} kind={kind} model={model} />
      ))}
    </ChartFigure>
  );
}

function DueDatesDrawing({ id, kind, model }: { readonly id: string; readonly kind: DrawingKind; readonly model: DueDatesModel }) {
  const { width, height, size, line, axis, labels, marks, spans, late, ticks } = layoutDueDates(model, kind);
  return (
    <Drawing id={id} kind={kind} height={height} title={model.title} description={model.description}>
      <path d={`M0 ${axis}H${width}`} stroke={AXIS} />
      {ticks.map(({ x, label }) => (
        <g key={x}>
          <path d={`M${round(x)} ${axis}v5`} stroke={AXIS} />
          {label === null ? null : (
            <Label x={x} y={axis + 21} size={size} anchor="middle" colour={INK_SOFT}>
              {label}
            </Label>
          )}
        </g>
      ))}
      {labels.map(({ at, y, isToday }) => (
        <path
          key={`${at}-${isToday}`}
          d={`M${round(at)} ${y + 5}V${isToday ? axis : line - 9}`}
          stroke={isToday ? INK : AXIS}
          strokeWidth={isToday ? 2.5 : 1}
        />
      ))}
      {spans.map(({ left, right, middle, words }, index) => (
        <g key={index}>
          <path d={`M${round(left)} ${line}H${round(right)}`} stroke={INK} strokeWidth={2} />
          {words === null ? null : (
            <Label x={middle} y={line + 21} size={size} anchor="middle" colour={INK_SOFT} halo>
              {words}
            </Label>
          )}
        </g>
      ))}
      {late === null ? null : <path d={`M${round(late.left)} ${line}H${round(late.right)}`} stroke={LATE} strokeWidth={7} />}
      {marks.map(({ x, isNow }, index) => (
        <circle key={index} cx={round(x)} cy={line} r={7} fill={isNow ? INK : '#fff'} stroke={INK} strokeWidth={2.5} />
      ))}
      {labels.map(({ left, y, words, weight, isToday }) => (
        <Label key={`${words}-${y}`} x={left} y={y} size={size} weight={weight} colour={isToday && late !== null ? LATE : INK} halo>
          {words}
        </Label>
      ))}
    </Drawing>
  );
}
