import { STATUSES, type StandingWithStatus, type Status } from '@/domain/improvement';
import { dateInWords, type CalendarDate } from '@/domain/shared';
import { GLYPHS } from '../improvement/glyphs';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, round } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { AXIS, GRID, INK, INK_SOFT, LATE } from './marks';
import { layoutPlanTimeline, preparePlanTimeline, type PlanTimelineModel } from './prepare-plan-timeline';

/** When actions are due and how often that moved. The list of the plan is its table. Nothing where no action is open and none was moved. */
export function PlanTimeline({ id = 'plan-timeline', standings, today }: PlanTimelineProps) {
  const model = preparePlanTimeline(standings, today);
  if (model === null) return null;
  return (
    <ChartFigure
      id={id}
      title={model.title}
      titleHidden
      subtitle={model.subtitle}
      keyBelow={<TimelineKey />}
      source={{ asAt: dateInWords(today), source: 'The plan; every date and move stands in its list above' }}
    >
      {DRAWING_KINDS.map((kind) => (
        <TimelineDrawing key={kind} id={`${id}-${kind}`} kind={kind} model={model} />
      ))}
    </ChartFigure>
  );
}

export interface PlanTimelineProps {
  readonly id?: string;
  readonly standings: readonly StandingWithStatus[];
  readonly today: CalendarDate;
}

function TimelineDrawing({ id, kind, model }: { readonly id: string; readonly kind: DrawingKind; readonly model: PlanTimelineModel }) {
  const { width, height, left, size, bottom, today, lines, rows, ticks } = layoutPlanTimeline(model, kind);
  const down = (x: number) => lines.map((line) => `M${round(x)} ${round(line.top)}V${round(line.bottom)}`).join('');
  return (
    <Drawing id={id} kind={kind} height={height} title={model.title} description={model.description}>
      {ticks.map(({ x, label }) => (
        <g key={x}>
          <path d={down(x)} stroke={GRID} />
          {label === null ? null : (
            <Label x={x} y={bottom + 20} size={size} anchor="middle" colour={INK_SOFT}>
              {label}
            </Label>
          )}
        </g>
      ))}
      <path d={`M${left} ${bottom}H${width}`} stroke={AXIS} />
      <path d={down(today)} stroke={INK} strokeWidth={2.5} />
      <Label x={Math.min(Math.max(today, left + 24), width - 24)} y={15} size={size} weight={700} anchor="middle">
        Today
      </Label>
      {rows.map(({ key, names, line, earlier, due, from, to, late, status }) => (
        <g key={key}>
          {from < to ? <path d={`M${round(from)} ${line}H${round(to)}`} stroke={INK} strokeWidth={2} /> : null}
          {late === null ? null : <path d={`M${round(late.left)} ${line}H${round(late.right)}`} stroke={LATE} strokeWidth={7} />}
          {earlier.map((x, index) => (
            <circle key={index} cx={round(x)} cy={line} r={5.5} fill="#fff" stroke={INK} strokeWidth={2} />
          ))}
          <DueMark x={due} y={line} status={status} />
          {names.map(({ text, y }) => (
            <Label key={y} x={0} y={y} size={size} weight={650}>
              {text}
            </Label>
          ))}
        </g>
      ))}
    </Drawing>
  );
}

function DueMark({ x, y, status }: { readonly x: number; readonly y: number; readonly status: Status }) {
  if (status !== 'done' && status !== 'stopped') return <circle cx={round(x)} cy={round(y)} r={6} fill={INK} />;
  return (
    <>
      <circle cx={round(x)} cy={round(y)} r={9} fill="#fff" />
      <path d={GLYPHS[STATUSES[status].glyph]} fillRule="evenodd" fill={INK} transform={`translate(${round(x - 8)} ${round(y - 8)})`} />
    </>
  );
}

function TimelineKey() {
  return (
    <ul className="app-key">
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
          <circle cx="8" cy="8" r="6" fill={INK} />
        </svg>
        Due date
      </li>
      <li>
        <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
          <circle cx="8" cy="8" r="5.5" fill="#fff" stroke={INK} strokeWidth="2" />
        </svg>
        Earlier due date
      </li>
      <li>
        <svg viewBox="0 0 30 16" width="30" height="16" aria-hidden="true" focusable="false">
          <path d="M0 8H30" stroke={LATE} strokeWidth="7" />
        </svg>
        Days overdue
      </li>
      {(['done', 'stopped'] as const).map((status) => (
        <li key={status}>
          <svg viewBox="0 0 16 16" width="16" height="16" aria-hidden="true" focusable="false">
            <path d={GLYPHS[STATUSES[status].glyph]} fillRule="evenodd" fill={INK} />
          </svg>
          {STATUSES[status].word}
        </li>
      ))}
    </ul>
  );
}
