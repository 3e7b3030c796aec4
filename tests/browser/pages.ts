import type { Page } from 'playwright-core';

import { expectAccessible, expectNoSidewaysOverflow } from '../support/browser';

const LONG = 'a'.repeat(150);

/**
 * Addresses to visit for each page of `app`, by its folder there, so that every state of it is seen: full, empty, wrong, long.
 * A page without addresses, and addresses without a page, fail a test.
 */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', '/?find=north', '/?find=Atlantis', `/?find=${LONG}`],
  '/[authority]': ['/barnsley', '/cumbria', '/bournemouth-christchurch-and-poole', '/isles-of-scilly', '/west-northamptonshire'],
  '/[authority]/ratings': ['/barnsley/ratings', '/cumbria/ratings', '/bournemouth-christchurch-and-poole/ratings', '/doncaster/ratings'],
  '/[authority]/inspections': ['/barnsley/inspections', '/cumbria/inspections', '/birmingham/inspections'],
  '/[authority]/inspections/[id]': [
    '/barnsley/inspections/2014-06-02-single-inspection',
    '/barnsley/inspections/2022-05-01-jtai',
    '/barnsley/inspections/2023-01-25-focused-visit',
    '/barnsley/inspections/2023-09-11-short-inspection',
    '/doncaster/inspections/2015-09-14-single-inspection',
  ],
  '/[authority]/compare': [
    '/barnsley/compare',
    '/barnsley/compare?with=leeds&with=bournemouth-christchurch-and-poole',
    '/barnsley/compare?with=atlantis',
    '/cumbria/compare',
  ],
  '/accessibility': ['/accessibility'],
  '/help': ['/help'],
  '/invitation': ['/invitation', '/invitation?token=used'],
  '/national': ['/national', '/national?area=atlantis&from=yesterday&to=', '/national?area=care-leavers'],
  '/no-access': ['/no-access'],
  '/password/forgotten': ['/password/forgotten'],
  '/password/new': ['/password/new', '/password/new?token=used'],
  '/privacy': ['/privacy'],
  '/second-factor': ['/second-factor'],
  '/sign-in': ['/sign-in', '/sign-in?next=/barnsley/people'],
  '/sources': ['/sources'],
};

/**
 * The same for pages that an administrator sees. `PERSON` stands for the id of somebody in the council.
 */
export const PAGES_OF_ADMINISTRATORS: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/history': ['/barnsley/history', '/barnsley/history?kind=membership', '/barnsley/history?from=yesterday'],
  '/[authority]/people': ['/barnsley/people'],
  '/[authority]/people/invite': ['/barnsley/people/invite'],
  '/[authority]/people/[person]': ['/barnsley/people/PERSON', '/barnsley/people/PERSON?done=roles'],
  '/[authority]/people/[person]/erasure': ['/barnsley/people/PERSON/erasure'],
  '/[authority]/people/[person]/recovery': ['/barnsley/people/PERSON/recovery'],
  '/[authority]/people/[person]/roles': ['/barnsley/people/PERSON/roles'],
  '/[authority]/people/[person]/sessions': ['/barnsley/people/PERSON/sessions'],
  '/[authority]/people/[person]/suspension': ['/barnsley/people/PERSON/suspension'],
  '/[authority]/settings': ['/barnsley/settings', '/barnsley/settings?saved=1'],
  '/me': ['/me', '/me?saved=yes'],
  '/me/details': ['/me/details'],
  '/me/sessions': ['/me/sessions'],
  '/second-factor/set-up': ['/second-factor/set-up'],
  '/sign-out': ['/sign-out'],
};

/** Where nothing is: an unknown council, an unknown inspection, no such page, and too long for any of these. */
export const NOWHERE: readonly string[] = ['/atlantis', '/barnsley/inspections/2001-01-01-nothing', '/barnsley/no/such/page', `/${LONG}`];

/** Every address, and the status it is answered with. */
export const VISITS: readonly (readonly [address: string, status: number])[] = [
  ...Object.values(PAGES).flatMap((addresses) => addresses.map((address) => [address, 200] as const)),
  ...NOWHERE.map((address) => [address, 404] as const),
];

/** A desktop, a tablet, a phone. */
const WIDTHS = [1280, 768, 320];

/** The page as it stands holds up at each width of window. */
export async function expectSoundAtEveryWidth(page: Page): Promise<void> {
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysOverflow(page);
    await expectAccessible(page);
  }
}
