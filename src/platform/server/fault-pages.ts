import { contentSecurityPolicy, hashSource } from './content-security';

/**
 * Pages for when pages fail. Each is one string that needs no script, no style sheet, no font and no database, because any of them may be
 * what is missing. They say what happened, what still works, and offer one link home.
 */
export type Fault = keyof typeof FAULTS;

const SERVICE_NAME = 'Track children’s services inspections';

/** How long a visitor, or a program, should wait before trying again. Seconds. */
export const RETRY_AFTER = 30;

const FAULTS = {
  broken: {
    status: 500,
    title: 'This page could not be shown',
    happened: 'Something went wrong on our side while this page was being made. It has been noted.',
    works: 'Nothing has been lost. The other pages still work, and this one may work again in a minute.',
  },
  'database-away': {
    status: 503,
    title: 'The ratings cannot be reached right now',
    happened: 'The service is running, but the place where it keeps its figures does not answer.',
    works:
      'Nothing has been lost. The page will come back by itself: try again in a minute. Ofsted’s own reports are always at reports.ofsted.gov.uk.',
  },
  slow: {
    status: 503,
    title: 'This page is taking too long',
    happened: 'The page was not ready in time, so the service stopped waiting for it.',
    works: 'Nothing has been lost. The other pages still work; try this one again in a minute.',
  },
  busy: {
    status: 503,
    title: 'Many people are using the service right now',
    happened: 'The service is answering as many requests as it can, and yours would have had to wait too long.',
    works: 'Nothing has been lost. Try again in half a minute.',
  },
  foreign: {
    status: 403,
    title: 'This form was not sent from this service',
    happened: 'Your browser says that the form came from another site, or does not say where it came from, so nothing was done with it.',
    works: 'Open the page here and send the form from there. If it happens again, a proxy or an extension may hide where forms come from.',
  },
  'too-large': {
    status: 413,
    title: 'What was sent is too large',
    happened: 'The form holds more than the service takes at once, so nothing was saved.',
    works: 'Go back, shorten the text, and send it again.',
  },
  'file-too-large': {
    status: 413,
    title: 'This file is too large',
    happened: 'The service takes workbooks of up to 5 MB, so nothing of it was kept.',
    works: 'Go back, take pictures and sheets that do not belong to the plan out of the workbook or save the table as CSV, and send that.',
  },
  'statistics-too-large': {
    status: 413,
    title: 'This file is too large',
    happened: 'The service takes files of statistics of up to 500 MB here, so nothing of it was kept.',
    works: 'Check that it is the right file. A file of up to 1 GB can be imported by command, on the machine that runs the service.',
  },
} as const satisfies Record<string, { status: number; title: string; happened: string; works: string }>;

/** The answer to a request that met a fault: a page for people, `{problems}` for programs that ask the API. `reference` finds the entry in the log. */
export function faultAnswer(fault: Fault, { path, reference }: { path: string; reference: string }): FaultAnswer {
  const { status, title, happened, works } = FAULTS[fault];
  const headers = { 'Cache-Control': 'no-store', ...(status === 503 ? { 'Retry-After': String(RETRY_AFTER) } : {}) };
  if (path.startsWith('/api/')) {
    const body = JSON.stringify({ problems: [{ message: `${title}. ${happened}` }], reference });
    return { status, headers: { ...headers, 'Content-Type': 'application/json; charset=utf-8' }, body };
  }
  return {
    status,
    headers: { ...headers, 'Content-Type': 'text/html; charset=utf-8', 'Content-Security-Policy': POLICY },
    body: faultPage(title, happened, works, reference),
  };
}

function faultPage(title: string, happened: string, works: string, reference: string): string {
  return `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${title} - ${SERVICE_NAME}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>${STYLE}</style>
</head>
<body>
<a class="skip" href="#main">Skip to main content</a>
<header><p>${SERVICE_NAME}</p></header>
<main id="main" tabindex="-1">
<h1>${title}</h1>
<p>${happened}</p>
<p>${works}</p>
<p><a href="/">Find a council</a></p>
<p class="reference">If you tell us about it, please give this reference: ${reference}</p>
</main>
</body>
</html>
`;
}

/** The look of every other page, as far as it goes without a style sheet and a font file. */
const STYLE = `
body{margin:0;background:#fff;color:#0b0c0c;font:1.1875rem/1.47 "Atkinson Hyperlegible Next",arial,sans-serif}
header{background:#4c2c69;color:#fff}
header p,main{max-width:1100px;margin:0 auto;padding:15px}
header p{font-weight:700;font-size:1.3125rem}
main{padding-top:45px;padding-bottom:60px}
main:focus{outline:0}
h1{max-width:23em;margin:0 0 20px;font-size:2rem;line-height:1.12}
p{max-width:37em;margin:0 0 18px}
main a{color:#1a65a6;display:inline-block;padding:10px 0}
main a:focus,.skip:focus{background:#fd0;color:#0b0c0c;outline:3px solid transparent;box-shadow:0 -2px #fd0,0 4px #0b0c0c;text-decoration:none}
.skip{position:absolute;left:15px;padding:10px}
.skip:not(:focus){width:1px;height:1px;padding:0;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.reference{font-size:1rem;color:#484949;overflow-wrap:anywhere}
@media (min-width:40.0625em){header p,main{padding-left:30px;padding-right:30px}h1{font-size:2.75rem}}
@media print{header{background:#fff;color:#0b0c0c}.skip{display:none}}
`.replaceAll('\n', '');

const POLICY = contentSecurityPolicy({ styles: [hashSource(STYLE)] });

export interface FaultAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}
