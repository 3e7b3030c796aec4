'use client';

import { useActionState, type ReactNode } from 'react';
import { counted } from '@/domain/shared';
import { Input } from '@/ui/govuk/forms';
import type { AuthorityLink } from '@/ui/govuk/site';
import { Paragraph } from '@/ui/govuk/text';
import { errorOf, FormPage, UNTOUCHED } from '../../../../form-page';
import { submitFigures, type FigureImportState } from './actions';

/** What the import would do, and the button that does it. */
export function ConfirmForm({ authority, upload, caption, title, above, after, confirms, corrected }: ConfirmFormProps) {
  const [state, submit] = useActionState(submitFigures, OPENED);
  return (
    <FormPage
      state={state}
      submit={submit}
      name="Confirm the figures"
      authority={authority}
      current="indicators"
      breadcrumbs={[
        { text: 'Indicators', href: `/${authority.slug}/indicators` },
        { text: 'Figures as a file', href: `/${authority.slug}/indicators/import` },
      ]}
      caption={caption}
      title={title}
      above={
        <>
          {state.changed ? (
            <div role="alert">
              <Paragraph>
                <b>Figures have changed since you looked, so nothing was imported.</b> Below is what the import would do now.
              </Paragraph>
            </div>
          ) : null}
          {above}
        </>
      }
      after={after}
      button="Import this"
    >
      <input type="hidden" name="council" value={authority.slug} />
      <input type="hidden" name="upload" value={upload} />
      <input type="hidden" name="confirms" value={confirms} />
      {corrected === 0 ? null : (
        <Input
          id="reason"
          label={`Why ${counted(corrected, 'figure is', 'figures are')} corrected`}
          hint="It stays beside each earlier figure for good. No child’s name belongs here."
          value={state.values['reason']}
          error={errorOf(state, 'reason')}
        />
      )}
    </FormPage>
  );
}

const OPENED: FigureImportState = { ...UNTOUCHED, changed: false };

interface ConfirmFormProps {
  readonly authority: AuthorityLink;
  readonly upload: string;
  readonly caption: string;
  readonly title: string;
  readonly above: ReactNode;
  readonly after: ReactNode;
  readonly confirms: string;
  /** How many figures that are saved would say something else. */
  readonly corrected: number;
}
