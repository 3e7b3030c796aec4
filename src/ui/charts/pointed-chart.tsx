'use client';

import { useState, type ComponentType, type ReactNode } from 'react';
import type { PointedModel } from './prepare-explorer';

/**
 * A drawing, and for who asks for it a chart in its stead that says its figures to pointer and arrow keys. Only then is the chart's script sent: it weighs more than
 * all the rest of the page. Where it does not come, the drawing stays.
 */
export function PointedChart({ model, children }: { readonly model: PointedModel; readonly children: ReactNode }) {
  const [Lines, setLines] = useState<ComponentType<{ readonly model: PointedModel }> | null>(null);
  const [state, setState] = useState<'drawn' | 'awaited' | 'pointed' | 'missing'>('drawn');

  async function change(): Promise<void> {
    if (state === 'pointed') return setState('drawn');
    setState('awaited');
    try {
      const { PointedLines } = await import('./pointed-lines');
      setLines(() => PointedLines);
      setState('pointed');
    } catch {
      setState('missing');
    }
  }

  const isPointed = state === 'pointed' && Lines !== null;
  return (
    <>
      {isPointed ? <Lines model={model} /> : children}
      <div className="app-pointed app-no-print">
        <button type="button" className="govuk-button govuk-button--secondary" onClick={() => void change()}>
          {isPointed ? 'Show the drawing again' : 'Read it point by point'}
          <span className="govuk-visually-hidden">{`: ${model.name}`}</span>
        </button>
        <p className="app-small" role="status">
          {SAID[state]}
        </p>
      </div>
    </>
  );
}

const SAID = {
  drawn: '',
  awaited: 'The chart is being fetched.',
  pointed: 'Point at the chart, or go to it by the tab key and from period to period by the arrow keys.',
  missing: 'The chart to point at could not be fetched. The drawing and the table say the same.',
} as const;
