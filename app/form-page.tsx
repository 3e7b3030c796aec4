'use client';

import { useEffect, useRef, type ReactNode } from 'react';
import { Button } from '@/ui/govuk/forms';
import type { FormProblem } from '@/ui/govuk/error-summary';
import { PageFrame, type PageFrameProps } from '@/ui/govuk/page-frame';

/** How a form begins, for `useActionState`. */
export const UNTOUCHED: FormState = { problems: [], values: {} };

/**
 * A page that is one form. It is sent to a server action, and comes back with what was wrong and what had been typed, with script or without; what was right
 * leads on to another page.
 */
export function FormPage({ state, submit, above, before, button, quiet, after, children, ...frame }: FormPageProps) {
  const page = useRef<HTMLDivElement>(null);
  // Without script the browser does this, by the summary's autofocus.
  useEffect(() => {
    if (state.problems.length > 0) page.current?.ownerDocument.querySelector<HTMLElement>('.govuk-error-summary')?.focus();
  }, [state]);
  return (
    <PageFrame {...frame} problems={state.problems}>
      {above}
      <div className="app-narrow" ref={page}>
        {before}
        <form action={submit} noValidate>
          {children}
          <Button quiet={quiet ?? false}>{button}</Button>
        </form>
        {after}
      </div>
    </PageFrame>
  );
}

/** What is wrong with one field. */
export function errorOf({ problems }: FormState, field: string): string | undefined {
  return problems.find((problem) => problem.field === field)?.message;
}

/** What a form says when it comes back. */
export interface FormState {
  readonly problems: readonly FormProblem[];
  /** What had been typed, passwords left out. */
  readonly values: Readonly<Record<string, string>>;
}

export interface FormPageProps extends Omit<PageFrameProps, 'problems'> {
  readonly state: FormState;
  readonly submit: (form: FormData) => void;
  /** Above the form, as wide as the page. */
  readonly above?: ReactNode;
  /** Above the form. */
  readonly before?: ReactNode;
  readonly button: string;
  /** Another button of the page is the one most people want. */
  readonly quiet?: boolean;
  /** Below the form. */
  readonly after?: ReactNode;
  /** The fields. */
  readonly children: ReactNode;
}
