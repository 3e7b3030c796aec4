import type { SourceLineProps } from '../govuk/source-line';
import { ChartFigure } from './chart-figure';
import { Drawing, Label, pathOf, round } from './drawing';
import { DRAWING_KINDS, type DrawingKind } from './drawing-kinds';
import { AXIS, GRID, INK_SOFT } from './marks';
import { PointedChart } from './pointed-chart';
import { layoutExplorer, type ExplorerModel, type LineStyle } from './prepare-explorer';

/** An indicator over time, a line for each place. Everybody gets the drawing; who asks for it gets one to point at, in its stead. */
export function ExplorerChart({ id, title, subtitle, model, source }: ExplorerChartProps) {
  return (
    <ChartFigure id={id} title={title} titleHidden subtitle={subtitle} source={source}>
      <PointedChart model={model.pointed}>
        {DRAWING_KINDS.map((kind) => (
          <ExplorerDrawing key={kind} id={`${id}-${kind}`} kind={kind} title={title} model={model} />
        ))}
        <ul className="app-key app-key--only-narrow">
          {model.lines.map(({ key, number, name, style }) => (
            <li key={key}>
              <LineSample style={style} />
              {`${number}: ${name}`}
            </li>
          ))}
        </ul>
      </PointedChart>
    </ChartFigure>
  );
}

function ExplorerDrawing({ id, kind, title, model }: ExplorerDrawingProps) {
  const { size, left, right, bottom, height, ticks, periods, lines, ends } = layoutExplorer(model, kind);
  return (
    <Drawing id={id} kind={kind} height={height} title={title} description={model.description}>
      {ticks.map(({ y, text, isBase }) => (
        <g key={text}>
          <path d={`M${round(left)} ${round(y)}H${round(right)}`} stroke={isBase ? AXIS : GRID} />
          <Label x={left - 8} y={y + 5} size={size} anchor="end" colour={INK_SOFT}>
            {text}
          </Label>
        </g>
      ))}
      {periods.map(({ key, x, lines: words }) => (
        <g key={key}>
          <path d={`M${round(x)} ${bottom}v5`} stroke={AXIS} />
          {words.map((word, index) => (
            <Label key={word} x={x} y={bottom + 21 + index * (size + 3)} size={size} anchor="middle" colour={INK_SOFT}>
              {word}
            </Label>
          ))}
        </g>
      ))}
      {/* The council's own lies on top. */}
      {lines.toReversed().flatMap(({ key, style, segments }) =>
        segments.map((points) => (
          <g key={`${key} ${points[0]?.x}`}>
            {points.length < 2 ? null : (
              <path
                d={pathOf(points)}
                fill="none"
                stroke={style.colour}
                strokeWidth={style.width}
                strokeLinejoin="round"
                strokeDasharray={style.dashes}
              />
            )}
            {points.length > 1 && key !== 'own'
              ? null
              : points.map(({ x, y }) => <circle key={x} cx={round(x)} cy={round(y)} r={4} fill={style.colour} />)}
          </g>
        )),
      )}
      {ends.flatMap(({ lines: words, colour, own }) =>
        words.map(({ text, y }) => (
          <Label key={`${text} ${y}`} x={right + 12} y={y} size={size} weight={own ? 700 : 400} colour={colour} halo>
            {text}
          </Label>
        )),
      )}
    </Drawing>
  );
}

function LineSample({ style: { colour, width, dashes } }: { readonly style: LineStyle }) {
  return (
    <svg width={34} height={12} viewBox="0 0 34 12" aria-hidden="true" focusable="false" className="app-key__swatch">
      <path d="M1 6H33" stroke={colour} strokeWidth={width} strokeDasharray={dashes} />
    </svg>
  );
}

export interface ExplorerChartProps {
  /** Unique on the page. */
  readonly id: string;
  readonly title: string;
  readonly subtitle: string;
  readonly model: ExplorerModel;
  readonly source: SourceLineProps;
}

interface ExplorerDrawingProps {
  readonly id: string;
  readonly kind: DrawingKind;
  readonly title: string;
  readonly model: ExplorerModel;
}
