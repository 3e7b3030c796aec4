import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import '@/ui/styles/app.scss';

export const metadata: Metadata = {
  description: 'What Ofsted judged of children’s services, area by area, for every council in England.',
};

export const viewport: Viewport = { width: 'device-width', initialScale: 1, viewportFit: 'cover', themeColor: '#4c2c69' };

/** The document around every page. Header, navigation and footer stand in each page's `PageFrame`: only the page knows its council. */
export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className="govuk-template">
      <body className="govuk-template__body">{children}</body>
    </html>
  );
}
