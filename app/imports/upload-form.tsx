'use client';

import { useState, type FormEvent } from 'react';
import { Button, FileInput } from '@/ui/govuk/forms';
import { Paragraph } from '@/ui/govuk/text';

/** Sends a file. Where there is a script, it says how much of it has been sent; the form does the same without. */
export function UploadForm({ error }: { readonly error?: string }) {
  const [sent, setSent] = useState<number | null>(null);
  const [problem, setProblem] = useState(error);

  function send(event: FormEvent<HTMLFormElement>): void {
    const form = event.currentTarget;
    event.preventDefault();
    setProblem(undefined);
    setSent(0);
    const request = new XMLHttpRequest();
    request.upload.addEventListener('progress', ({ loaded, total }) => setSent(total === 0 ? 0 : Math.floor((loaded / total) * 100)));
    request.addEventListener('load', () => {
      // Where the answer led on to; a refusal is a page of its own.
      if (request.status < 400) return window.location.assign(request.responseURL);
      setSent(null);
      setProblem(REFUSED[request.status] ?? 'The file could not be taken. Try again in a minute');
    });
    request.addEventListener('error', () => {
      setSent(null);
      setProblem('The file did not get through: it may be too large, or the connection broke off. Try again');
    });
    request.open('POST', form.action);
    request.send(new FormData(form));
  }

  return (
    <form action="/imports/file" method="post" encType="multipart/form-data" noValidate className="app-narrow" onSubmit={send}>
      <FileInput
        id="file"
        label="File of statistics"
        hint="CSV, as it was published in explore education statistics, of up to 500 MB."
        error={problem}
        accept={['.csv']}
      />
      {sent === null ? (
        <Button>Upload and check</Button>
      ) : (
        <div role="status">
          <Paragraph>{sent < 100 ? `${sent}% is sent.` : 'All is sent. The next page is on its way.'}</Paragraph>
          <progress className="app-progress" max={100} value={sent} aria-label="Sent" />
        </div>
      )}
    </form>
  );
}

const REFUSED: Readonly<Record<number, string>> = {
  403: 'You are not signed in any more, or may not load figures. Sign in again',
  413: 'The file is larger than 500 MB. Check that it is the right file',
};
