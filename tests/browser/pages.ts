import type { Page } from 'playwright-core';

import { expect } from 'vitest';

import { expectAccessible, expectNoSidewaysOverflow, goTo, shownOn } from '../support/browser';
import { LONG_FINDINGS, LONG_NAMED } from '../support/uncommon-states';

const LONG = 'a'.repeat(150);

/**
 * Addresses to visit for each page of `app`, by its folder there, so that every state of it is seen: full, empty, wrong, long.
 * A page without addresses, and addresses without a page, fail a test.
 */
export const PAGES: Readonly<Record<string, readonly string[]>> = {
  '/': ['/', '/?find=north', '/?find=saint', '/?find=Atlantis', `/?find=${LONG}`],
  '/[authority]': ['/barnsley', '/cumbria', `/${LONG_NAMED}`, '/isles-of-scilly', '/west-northamptonshire', '/brent'],
  '/[authority]/ratings': ['/barnsley/ratings', '/cumbria/ratings', `/${LONG_NAMED}/ratings`, '/doncaster/ratings', '/brent/ratings'],
  '/[authority]/inspections': ['/barnsley/inspections', '/cumbria/inspections', `/${LONG_NAMED}/inspections`],
  '/[authority]/inspections/[id]': [
    '/barnsley/inspections/2014-06-02-single-inspection',
    '/barnsley/inspections/2022-05-01-jtai',
    '/barnsley/inspections/2023-01-25-focused-visit',
    '/barnsley/inspections/2023-09-11-short-inspection',
    '/brent/inspections/2026-04-27-short-inspection',
    '/devon/inspections/2024-09-30-standard-inspection',
    `/${LONG_NAMED}/inspections/2019-03-04-standard-inspection`,
    `/${LONG_NAMED}/inspections/2021-06-07-focused-visit`,
  ],
  '/[authority]/findings': [
    '/barnsley/findings',
    `/${LONG_NAMED}/findings`,
    `/${LONG_NAMED}/findings?state=repeated`,
    `/${LONG_NAMED}/findings?kind=recommendation`,
    `/${LONG_NAMED}/findings?area=roads&event=none`,
  ],
  '/[authority]/findings/[finding]': LONG_FINDINGS.map((finding) => `/${LONG_NAMED}/findings/${finding}`),
  '/[authority]/compare': [
    '/barnsley/compare',
    '/barnsley/compare?with=leeds&with=bournemouth-christchurch-and-poole',
    '/barnsley/compare?with=atlantis&indicator=agency-rate&indicator=nothing',
    '/cumbria/compare',
  ],
  '/[authority]/areas/[area]': [
    '/barnsley/areas/help-and-protection',
    `/${LONG_NAMED}/areas/care-leavers`,
    '/isles-of-scilly/areas/in-care',
    '/cumbria/areas/leadership',
  ],
  '/[authority]/explorer': [
    '/barnsley/explorer',
    `/${LONG_NAMED}/explorer?indicator=agency-rate&indicator=looked-after-persistent-absence&indicator=re-referrals&indicator=caseload&beside=neighbours&beside=region&beside=england&with=bournemouth-christchurch-and-poole&with=kensington-and-chelsea&with=richmond-upon-thames&with=sunderland`,
    `/barnsley/explorer?indicator=${LONG}&with=atlantis`,
    '/isles-of-scilly/explorer?indicator=agency-rate',
    '/cumbria/explorer',
  ],
  '/[authority]/indicators': ['/barnsley/indicators', '/cumbria/indicators', `/${LONG_NAMED}/indicators`, '/isles-of-scilly/indicators'],
  '/[authority]/indicators/[key]': [
    '/barnsley/indicators/agency-rate',
    '/barnsley/indicators/looked-after-persistent-absence',
    `/${LONG_NAMED}/indicators/care-leavers-17-to-18-not-known`,
    '/isles-of-scilly/indicators/care-leavers-17-to-18-in-work-or-learning',
    '/cumbria/indicators/agency-rate',
  ],
  '/accessibility': ['/accessibility'],
  '/help': ['/help'],
  '/invitation': ['/invitation', '/invitation?token=used'],
  '/letters/stop': ['/letters/stop', '/letters/stop?token=broken'],
  '/national': ['/national', '/national?area=atlantis&from=yesterday&to=', '/national?area=care-leavers&from=2018-01-01&to=2026-06-30'],
  '/no-access': ['/no-access'],
  '/password/forgotten': ['/password/forgotten'],
  '/password/new': ['/password/new', '/password/new?token=used'],
  '/privacy': ['/privacy'],
  '/second-factor': ['/second-factor'],
  '/sign-in': ['/sign-in', '/sign-in?next=/barnsley/people'],
  '/sources': ['/sources'],
};

/**
 * The same for pages that an administrator sees. `PERSON` stands for the id of somebody in the council, and Barnsley for a council where nobody else changes anything
 * between one look and the next.
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
  '/me/calendar': ['/me/calendar'],
  '/me/details': ['/me/details'],
  '/me/sessions': ['/me/sessions'],
  '/second-factor/recovery-codes': ['/second-factor/recovery-codes'],
  '/second-factor/removal': ['/second-factor/removal'],
  '/second-factor/set-up': ['/second-factor/set-up'],
  '/sign-out': ['/sign-out'],
};

/** The same for pages that a manager sees. `INVESTMENT` stands for the id of money of the council's, `PUBLISHED` for that of a plan that was published. */
export const PAGES_OF_MANAGERS: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/areas/[area]': ['/barnsley/areas/help-and-protection'],
  '/[authority]/indicators/[key]': ['/barnsley/indicators/agency-rate'],
  '/[authority]/money': ['/barnsley/money', '/barnsley/money?to=never'],
  '/[authority]/money/[investment]': ['/barnsley/money/INVESTMENT'],
  '/[authority]/money/new': ['/barnsley/money/new'],
  '/[authority]/plan/publish': ['/barnsley/plan/publish?plan=PUBLISHED'],
  '/[authority]/plan/published': ['/barnsley/plan/published', '/barnsley/plan/published?number=1'],
  '/[authority]/self-evaluation': ['/barnsley/self-evaluation'],
  '/[authority]/self-evaluation/[year]': ['/barnsley/self-evaluation/2023', '/barnsley/self-evaluation/2025'],
  '/[authority]/self-evaluation/[year]/change': ['/barnsley/self-evaluation/2023/change', '/barnsley/self-evaluation/2022/change'],
};

/** The same for pages of a draft, which a manager sees. `DRAFT` stands for its id, `FINDING` for that of a finding in it. */
export const PAGES_OF_DRAFTS: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/inspections/drafts/[draft]': ['/barnsley/inspections/drafts/DRAFT'],
  '/[authority]/inspections/drafts/[draft]/[part]': ['event', 'report', 'judgements', 'finding-FINDING'].map(
    (part) => `/barnsley/inspections/drafts/DRAFT/${part}`,
  ),
  '/[authority]/inspections/drafts/[draft]/discard': ['/barnsley/inspections/drafts/DRAFT/discard'],
  '/[authority]/inspections/drafts/[draft]/publish': ['/barnsley/inspections/drafts/DRAFT/publish'],
  '/[authority]/inspections/record': ['/barnsley/inspections/record'],
};

/** The same for the forms by which a manager changes a plan. Words in capitals stand for ids, each of a record in a state of its own. */
export const PAGES_OF_PLAN_CHANGES: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/plan/new': ['/barnsley/plan/new'],
  '/[authority]/plan/change': ['/barnsley/plan/change?plan=PLAN'],
  '/[authority]/plan/mine': ['/barnsley/plan/mine', '/barnsley/plan/mine?reported=yes'],
  '/[authority]/plan/objectives/new': ['/barnsley/plan/objectives/new?plan=PLAN'],
  '/[authority]/plan/objectives/[id]/change': ['/barnsley/plan/objectives/OBJECTIVE/change'],
  '/[authority]/plan/actions/new': ['/barnsley/plan/actions/new?objective=OBJECTIVE'],
  '/[authority]/plan/actions/[id]/change': ['/barnsley/plan/actions/OPEN/change', '/barnsley/plan/actions/CLOSED/change'],
  '/[authority]/plan/actions/[id]/report': ['/barnsley/plan/actions/OPEN/report'],
  '/[authority]/plan/actions/[id]/due-date': ['/barnsley/plan/actions/OPEN/due-date'],
  '/[authority]/plan/actions/[id]/stop': ['/barnsley/plan/actions/OPEN/stop'],
  '/[authority]/plan/actions/[id]/reopen': ['/barnsley/plan/actions/STOPPED/reopen', '/barnsley/plan/actions/CLOSED/reopen'],
  '/[authority]/plan/actions/[id]/close': ['/barnsley/plan/actions/OPEN/close', '/barnsley/plan/actions/READY/close'],
  '/[authority]/plan/actions/[id]/evidence/new': ['/barnsley/plan/actions/OPEN/evidence/new'],
  '/[authority]/plan/actions/[id]/evidence/[evidence]': [
    '/barnsley/plan/actions/OPEN/evidence/MISSING',
    '/barnsley/plan/actions/OPEN/evidence/UNCHECKED',
    '/barnsley/plan/actions/OPEN/evidence/RETURNED',
    '/barnsley/plan/actions/OPEN/evidence/ACCEPTED',
    '/barnsley/plan/actions/CLOSED/evidence/SETTLED',
  ],
};

/**
 * The same for what a council says of indicators itself, as a manager sees it. `OWN` stands for the key of an indicator of its own, words in capitals for ids: of a
 * target, of a note and of uploads, each at a step of its own.
 */
export const PAGES_OF_FIGURES: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/indicators': ['/hartlepool/indicators'],
  '/[authority]/indicators/[key]': ['/hartlepool/indicators/agency-rate', '/hartlepool/indicators/OWN'],
  '/[authority]/indicators/[key]/change': ['/hartlepool/indicators/OWN/change'],
  '/[authority]/indicators/[key]/figures': ['/hartlepool/indicators/OWN/figures'],
  '/[authority]/indicators/[key]/figures/[period]': [
    '/hartlepool/indicators/OWN/figures/2026-01-01',
    '/hartlepool/indicators/OWN/figures/2024-01-01',
  ],
  '/[authority]/indicators/[key]/notes/[note]': ['/hartlepool/indicators/agency-rate/notes/NOTE'],
  '/[authority]/indicators/[key]/notes/[note]/remove': ['/hartlepool/indicators/agency-rate/notes/NOTE/remove'],
  '/[authority]/indicators/[key]/notes/new': ['/hartlepool/indicators/agency-rate/notes/new'],
  '/[authority]/indicators/[key]/targets/[target]': ['/hartlepool/indicators/agency-rate/targets/TARGET'],
  '/[authority]/indicators/[key]/targets/[target]/remove': ['/hartlepool/indicators/agency-rate/targets/TARGET/remove'],
  '/[authority]/indicators/[key]/targets/new': ['/hartlepool/indicators/agency-rate/targets/new'],
  '/[authority]/indicators/import': ['/hartlepool/indicators/import', '/hartlepool/indicators/import?missing=file'],
  '/[authority]/indicators/import/[upload]': ['CORRECT', 'CONFIRM', 'NOTHING', 'IMPORTED', 'UNREADABLE'].map(
    (upload) => `/hartlepool/indicators/import/${upload}`,
  ),
  '/[authority]/indicators/new': ['/hartlepool/indicators/new'],
};

/** The same for importing a plan and changing many of its actions. Words in capitals stand for ids of uploads, each at a step of its own. */
export const PAGES_OF_IMPORTS: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/plan/import': ['/sunderland/plan/import', '/sunderland/plan/import?missing=file'],
  '/[authority]/plan/import/[upload]': ['MATCH', 'CORRECT', 'CONFIRM', 'CONFIRM?columns=again', 'NOTHING', 'IMPORTED', 'UNREADABLE'].map(
    (upload) => `/sunderland/plan/import/${upload}`,
  ),
  '/[authority]/plan/bulk': [
    '/sunderland/plan/bulk',
    '/sunderland/plan/bulk?all=yes&changed=3',
    '/sunderland/plan/bulk?status=done&area=roads',
  ],
};

/** The same for loading published figures, as an operator sees it. Words in capitals stand for ids of uploads, each at a step of its own. */
export const PAGES_OF_OPERATORS: Readonly<Record<string, readonly string[]>> = {
  '/imports': ['/imports', '/imports?missing=file'],
  '/imports/[statistics]': ['CHOOSE', 'CHOSEN', 'BROKEN', 'STUCK'].map((upload) => `/imports/${upload}`),
};

/**
 * The same for pages that read a plan, as a manager sees them. `ACTION` and `OBJECTIVE` stand for ids in a plan in which everything happens, `QUIET` for an action
 * to which nothing has happened, `EMPTY` for the id of a plan without actions; in the council `NOPLAN` there is none.
 */
export const PAGES_OF_PLANS: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/plan': [
    '/barnsley/plan',
    '/barnsley/plan?group=objective&sort=due',
    '/barnsley/plan?group=none&due=moved-twice',
    '/barnsley/plan?area=adoption',
    '/barnsley/plan?area=roads&as-at=never',
    '/barnsley/plan?as-at=2020-01-01',
    '/barnsley/plan?plan=EMPTY',
    '/NOPLAN/plan',
  ],
  '/[authority]/plan/actions/[id]': ['/barnsley/plan/actions/ACTION', '/barnsley/plan/actions/QUIET'],
  '/[authority]/plan/board': ['/barnsley/plan/board?since=2020-01-01', '/barnsley/plan/board?since=never&plan=EMPTY', '/NOPLAN/plan/board'],
  '/[authority]/plan/exceptions': [
    '/barnsley/plan/exceptions',
    '/barnsley/plan/exceptions?kind=silent',
    '/NOPLAN/plan/exceptions?kind=odd',
  ],
  '/[authority]/plan/objectives/[id]': ['/barnsley/plan/objectives/OBJECTIVE'],
};

/**
 * The same for scrutiny, as somebody sees it who may do all there. `HELD` and `CALLED` stand for keys of meetings, `OPEN` and `ANSWERED` for ids of questions; in the
 * council `NOBODYMEETS` nothing is recorded.
 */
export const PAGES_OF_SCRUTINY: Readonly<Record<string, readonly string[]>> = {
  '/[authority]/scrutiny': ['/wigan/scrutiny', '/NOBODYMEETS/scrutiny'],
  '/[authority]/scrutiny/[meeting]': ['/wigan/scrutiny/HELD', '/wigan/scrutiny/CALLED', '/wigan/scrutiny/CANCELLED'],
  '/[authority]/changes': ['/wigan/changes', '/wigan/changes?since=soon', '/NOBODYMEETS/changes'],
  '/[authority]/scrutiny/[meeting]/briefing': ['/wigan/scrutiny/CALLED/briefing', '/wigan/scrutiny/CALLED/briefing?number=1'],
  '/[authority]/scrutiny/[meeting]/briefing/edit': ['/wigan/scrutiny/CALLED/briefing/edit'],
  '/[authority]/scrutiny/[meeting]/briefing/preview': ['/wigan/scrutiny/HELD/briefing/preview'],
  '/[authority]/scrutiny/[meeting]/change': ['/wigan/scrutiny/HELD/change'],
  '/[authority]/scrutiny/[meeting]/questions/[question]': [
    '/wigan/scrutiny/CALLED/questions/OPEN',
    '/wigan/scrutiny/CALLED/questions/ANSWERED',
    '/wigan/scrutiny/CANCELLED/questions/VAIN',
  ],
  '/[authority]/scrutiny/[meeting]/questions/[question]/answer': ['/wigan/scrutiny/CALLED/questions/OPEN/answer'],
  '/[authority]/scrutiny/[meeting]/questions/[question]/briefing': ['/wigan/scrutiny/CALLED/questions/OPEN/briefing'],
  '/[authority]/scrutiny/[meeting]/recommendations/new': ['/wigan/scrutiny/HELD/recommendations/new'],
  '/[authority]/scrutiny/[meeting]/recommendations/[number]/[part]': ['wording', 'response', 'implementation'].map(
    (part) => `/wigan/scrutiny/HELD/recommendations/1/${part}`,
  ),
  '/[authority]/scrutiny/ask': [
    '/wigan/scrutiny/ask?kind=indicator&id=agency-rate',
    '/wigan/scrutiny/ask?meeting=CANCELLED&question=VAIN',
    '/NOBODYMEETS/scrutiny/ask?kind=indicator&id=agency-rate',
  ],
  '/[authority]/scrutiny/committees/new': ['/wigan/scrutiny/committees/new'],
  '/[authority]/scrutiny/committees/[committee]': ['/wigan/scrutiny/committees/COMMITTEE'],
  '/[authority]/scrutiny/mine': ['/wigan/scrutiny/mine', '/NOBODYMEETS/scrutiny/mine'],
  '/[authority]/scrutiny/new': ['/wigan/scrutiny/new'],
  '/[authority]/scrutiny/recommendations': [
    '/wigan/scrutiny/recommendations',
    '/wigan/scrutiny/recommendations?state=late',
    '/wigan/scrutiny/recommendations?state=rejected&committee=none',
    '/NOBODYMEETS/scrutiny/recommendations',
  ],
};

/** All of them, by their folders. */
export const EVERY_PAGE = {
  ...PAGES,
  ...PAGES_OF_ADMINISTRATORS,
  ...PAGES_OF_MANAGERS,
  ...PAGES_OF_DRAFTS,
  ...PAGES_OF_PLAN_CHANGES,
  ...PAGES_OF_FIGURES,
  ...PAGES_OF_IMPORTS,
  ...PAGES_OF_OPERATORS,
  ...PAGES_OF_PLANS,
  ...PAGES_OF_SCRUTINY,
};

/** Where nothing is: an unknown council, an unknown inspection, no such page, and too long for any of these. */
export const NOWHERE: readonly string[] = ['/atlantis', '/barnsley/inspections/2001-01-01-nothing', '/barnsley/no/such/page', `/${LONG}`];

/** Every address, the status it is answered with, and its page's folder in `app`. */
export const VISITS: readonly (readonly [address: string, status: number, folder: string])[] = [
  ...Object.entries(PAGES).flatMap(([folder, addresses]) => addresses.map((address) => [address, 200, folder] as const)),
  ...NOWHERE.map((address) => [address, 404, 'nowhere'] as const),
];

/** A desktop, a tablet, a phone. */
const WIDTHS = [1280, 768, 320];

/** What is left between the margins of src/ui/styles/_print.scss, in CSS pixels. */
const SHEET = { portrait: 680, landscape: 1016 };

/**
 * What every page has to bear: it is answered as it should be, accessible and never wider than the window, loses nothing without script, and fits the sheet.
 * `page` is one that stays open for all addresses of a file.
 */
export async function expectSoundPage(page: Page, address: string, status = 200): Promise<void> {
  await page.setViewportSize({ width: 1280, height: 800 });
  await goTo(page, address, status);
  // The document is the same to the letter, so what holds of it with script holds of it without.
  await expectSameWithoutScript(page);
  await expectSoundAtEveryWidth(page);
  await expectFitOnPaper(page);
}

/** The page as it stands holds up at each width of window. Where a width shows the same elements as the last, the rules of layout alone are asked again. */
export async function expectSoundAtEveryWidth(page: Page): Promise<void> {
  let before: string | undefined;
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await expectNoSidewaysOverflow(page);
    const shown = await shownOn(page);
    await expectAccessible(page, shown === before ? 'of-layout' : 'all');
    before = shown;
  }
}

/** The service answers a browser that runs no script with all that this one shows: what scripts have done to the document since it came is nothing that one can read. */
export async function expectSameWithoutScript(page: Page): Promise<void> {
  const { shown, sent } = await page.evaluate(async () => {
    const answer = await fetch(location.href);
    // A document that is read, not run: its <noscript> counts, its scripts do not.
    const unrun = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const said = ({ title, body }: Document): string => `${title}\n${body.firstElementChild?.innerHTML}`;
    const [now, then] = [said(document), said(unrun)];
    let same = 0;
    while (same < now.length && now[same] === then[same]) same += 1;
    // Where they part, a few words suffice.
    const words = (text: string): string => (now === then ? '' : text.slice(Math.max(0, same - 100), same + 200));
    return { shown: words(now), sent: words(then) };
  });
  expect(shown, `what ${page.url()} shows, against what it is sent`).toBe(sent);
  expect((await page.innerText('main')).length, 'characters of content').toBeGreaterThan(100);
}

async function expectFitOnPaper(page: Page): Promise<void> {
  await page.emulateMedia({ media: 'print' });
  const turned = (await page.locator('.app-print-landscape').count()) > 0;
  await page.setViewportSize({ width: turned ? SHEET.landscape : SHEET.portrait, height: 1000 });
  await expectNoSidewaysOverflow(page);
  // On paper there is nothing to find, name or use: it has to be legible.
  await expectAccessible(page, 'of-legibility');
  expect(await page.locator('nav:visible, form:visible, button:visible').count(), 'what cannot be used on paper').toBe(0);
  await page.emulateMedia({ media: null });
}
