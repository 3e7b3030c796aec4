import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { currentDemonstrationDay } from '@/operations/demonstration';
import { DemonstrationBanner } from '@/ui/govuk/demonstration-banner';
import '@/ui/styles/app.scss';

export const metadata: Metadata = {
  description: 'What Ofsted judged of children’s services, area by area, for every council in England.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover', themeColor: '#4c2c69' };

/**
 * The document around every page, which says on each what is made up. Header, navigation and footer stand in each page's `PageFrame`: only the page knows its
 * council.
 */
export default async function RootLayout({ children }: { readonly children: ReactNode }) {
  const demonstrationDay = await currentDemonstrationDay();
  return (
    <html lang="en" className="govuk-template">
      <body className="govuk-template__body">
        {demonstrationDay === null ? null : <DemonstrationBanner day={demonstrationDay} />}
        {children}
      </body>
    </html>
  );
}
