import type { Paper } from '@/domain/paper';
import { PaperSheet } from '@/ui/paper/paper-sheet';
import { markup } from './markup';

/**
 * A paper as an HTML document of one piece, to be printed: the component and the styles of the page, with nothing to be fetched and nothing that could run. The policy
 * says so again to whatever opens it.
 */
export async function paperHtml(paper: Paper, { style, base, colour }: PaperHtmlOptions): Promise<string> {
  const head = await markup(
    <>
      <meta charSet="utf-8" />
      <meta httpEquiv="Content-Security-Policy" content={POLICY} />
      <title>{paper.name}</title>
      <base href={`${base}/`} />
    </>,
  );
  const sheet = await markup(
    <main>
      <PaperSheet paper={paper} />
    </main>,
  );
  // React would write quotation marks within styles as characters that styles do not know.
  const styles = `<style>${style}${colour === null ? '' : `:root{--council-colour:${colour}}`}</style>`;
  return `<!DOCTYPE html><html lang="en-GB" class="govuk-template"><head>${head}${styles}</head><body class="govuk-template__body">${sheet}</body></html>`;
}

const POLICY = "default-src 'none'; style-src 'unsafe-inline'; font-src data:; base-uri http: https:";

export interface PaperHtmlOptions {
  /** The style sheet of the pages, with its typeface within. */
  readonly style: string;
  /** The address people use, without a slash at the end: what links lead to. */
  readonly base: string;
  /** Of the council, `#4c2c69`; null for the product's own. */
  readonly colour: string | null;
}
