'use client';

import { useState } from 'react';
import { CartesianGrid, Line, LineChart, ResponsiveContainer, Tooltip, XAxis, YAxis } from 'recharts';
import { AXIS, GRID, INK_SOFT } from './marks';
import type { PointedModel, PointedRow } from './prepare-explorer';

/** Lines by Recharts, which draws nothing on the server: loaded by `PointedChart` alone, when it is asked for. */
export function PointedLines({ model }: { readonly model: PointedModel }) {
  const [hidden, setHidden] = useState<readonly string[]>([]);
  const { name, series, rows } = model;
  const shown = series.flatMap((each, index) => (hidden.includes(each.key) ? [] : [{ ...each, index }]));
  const byDay = new Map(rows.map((row) => [row.at, row]));
  return (
    <>
      <ul className="app-key app-key--above">
        {series.map(({ key, name: place, style }) => (
          <li key={key}>
            <label className="app-pointed__choice">
              <input
                type="checkbox"
                checked={!hidden.includes(key)}
                onChange={() => setHidden(hidden.includes(key) ? hidden.filter((each) => each !== key) : [...hidden, key])}
              />
              <svg width={34} height={12} viewBox="0 0 34 12" aria-hidden="true" focusable="false">
                <path d="M1 6H33" stroke={style.colour} strokeWidth={style.width} strokeDasharray={style.dashes} />
              </svg>
              {place}
            </label>
          </li>
        ))}
      </ul>
      <div className="app-pointed__chart">
        <ResponsiveContainer width="100%" height={HEIGHT}>
          <LineChart data={rows} accessibilityLayer title={name} desc="The arrow keys lead from period to period." margin={MARGIN}>
            <CartesianGrid vertical={false} stroke={GRID} />
            <XAxis
              dataKey="at"
              type="number"
              domain={['dataMin', 'dataMax']}
              ticks={rows.filter(({ values }) => values.some((value) => value !== null)).map(({ at }) => at)}
              tickFormatter={(at: number) => byDay.get(at)?.period ?? ''}
              stroke={AXIS}
              tick={TICK}
              minTickGap={16}
            />
            <YAxis stroke={AXIS} tick={TICK} width="auto" domain={[(lowest: number) => Math.min(0, lowest), 'auto']} />
            <Tooltip isAnimationActive={false} content={<Words rows={rows} places={shown} />} />
            {shown.map(({ key, name: place, style, index }) => (
              <Line
                key={key}
                name={place}
                dataKey={({ values }: { readonly values: readonly (number | null)[] }) => values[index] ?? null}
                stroke={style.colour}
                strokeWidth={style.width}
                {...(style.dashes === undefined ? {} : { strokeDasharray: style.dashes })}
                dot={{ r: 3, strokeDasharray: '0', fill: style.colour }}
                connectNulls={false}
                isAnimationActive={false}
              />
            ))}
          </LineChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}

/** What is pointed at, for eyes and ears. */
function Words({ rows, places, active, label }: WordsProps) {
  const row = active ? rows.find(({ at }) => at === label) : undefined;
  if (row === undefined) return null;
  return (
    <div className="app-pointed__words" role="status" aria-live="assertive">
      <b>{row.period}</b>
      {places.map(({ key, name, index }) => (
        <span key={key}>{`${name}: ${row.words[index] ?? ''}`}</span>
      ))}
    </div>
  );
}

const HEIGHT = 360;
const MARGIN = { top: 12, right: 24, bottom: 8, left: 0 };
const TICK = { fill: INK_SOFT, fontSize: 15 };

interface WordsProps {
  readonly rows: readonly PointedRow[];
  readonly places: readonly { readonly key: string; readonly name: string; readonly index: number }[];
  /** Recharts adds whether something is pointed at, and its place on the axis. */
  readonly active?: boolean;
  readonly label?: number;
}
