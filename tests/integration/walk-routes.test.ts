import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';

import { database } from '@/database/client';
import { isAllowed, OPERATOR } from '@/domain/access';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { calendarDate } from '@/domain/shared';
import { EMPTY_OWN } from '@/domain/indicators';
import { beginDraft, recordInspection, saveDraftPart } from '@/operations/recording';
import { savePlanChange } from '@/database/improvement';
import { saveNote, saveTarget } from '@/database/indicators';
import { uploadPlan } from '@/operations/improvement';
import { receiveStatistics, saveOwnIndicator, uploadFigures } from '@/operations/indicators';
import { saveSelfEvaluation } from '@/operations/self-evaluation';
import { findProfile } from '@/database/profiles';
import { saveScrutiny } from '@/database/scrutiny';
import { makeOwnCalendar } from '@/operations/calendar';
import { saveOwnPage, stopAddresses } from '@/operations/people';
import { openBriefing, publishBriefing } from '@/operations/scrutiny';
import { saveSettings } from '@/operations/settings';
import { thisMoment, today } from '@/platform/clock';
import { ask, cookiesAfter, filledForm, type Answer } from '../support/asking';
import { aDraftFinding, aVisitDraft } from '../support/drafts';
import { interleave } from '../support/interleaving';
import { good, PASSWORD } from '../support/people';
import { anInvestment, aSavedPlan, publishAsShown, type SavedPlan } from '../support/plans';
import { aCommittee, aMeeting, aQuestion, aRecommendation } from '../support/scrutiny';
import { startService, type Service } from '../support/service';
import { aStatisticsForm } from '../support/statistics-form';
import { gatherWalkers, inviteSomebody, isOpenTo, routesOfApp, type OpenTo, type Walker } from '../support/walk';

/** Only with a permission may anybody learn this; it is put there before the walk. */
const REASON = 'A reason that stands in the history alone';
/** Internal to the council: in no page that everybody may read. */
const BLOCKERS = 'Blockers that stand in the council alone';

/** Only who may read drafts may learn this. */
const SUMMARY = 'A summary that stands in a draft alone';
/** Of an indicator, for those who read the plan. */
const EXPLANATION = 'An explanation that stands in the council alone';
/** What the council measures itself, and has not opened. */
const OWN_INDICATOR = 'An indicator of the council alone';
/** In a draft, which most of those who read the plan do not read. */
const SELF_EVALUATION = 'A self-evaluation that is not sent yet';

/** Before the meeting only those who read the plan may learn what is asked, and before the minutes what is recommended. */
const QUESTION = 'A question that stands before the meeting alone';
const RECOMMENDATION = 'A recommendation that no minutes say yet';

/** What people try so that a page is made without its being asked who they are. */
const DISGUISES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  plain: {},
  'as a middleware’s own request': {
    'x-middleware-subrequest': 'middleware:middleware:middleware:middleware:middleware',
    'x-middleware-invoke': '1',
  },
  'as a middleware’s prefetch': { 'x-middleware-prefetch': '1' },
  'as data for the page’s script': { RSC: '1' },
  'as a prefetch': { RSC: '1', 'Next-Router-Prefetch': '1', Purpose: 'prefetch' },
  'as a prefetch of how the page is put together': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/_tree' },
  'as a prefetch of the page alone': { RSC: '1', 'Next-Router-Prefetch': '1', 'Next-Router-Segment-Prefetch': '/__PAGE__' },
  'as a proxy that names another address': {
    'x-forwarded-for': '127.0.0.1',
    'x-original-url': '/',
    'x-rewrite-url': '/',
    'x-matched-path': '/',
  },
};

const FOREIGN: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'another site': { Origin: 'https://elsewhere.example' },
  'a page that hides where it stands': { Origin: 'null' },
  'another port of this machine': { Origin: 'http://localhost:1' },
  'a program that does not say': {},
};

/** To whom each route is open, and a text that only those see. A permission is always one in Barnsley. */
const ROUTES: Readonly<Record<string, Route>> = {
  '/': { openTo: 'everybody' },
  '/[authority]': { openTo: 'everybody' },
  '/[authority]/changes': { openTo: { permission: 'read-plan' }, shows: () => 'What changed - ', holdsInternal: true },
  '/[authority]/compare': { openTo: 'everybody' },
  '/[authority]/explorer': { openTo: 'everybody' },
  '/[authority]/explorer.csv': { openTo: 'everybody' },
  '/[authority]/findings': { openTo: 'everybody' },
  '/[authority]/findings/[finding]': { openTo: 'everybody' },
  '/[authority]/history': { openTo: { permission: 'read-history' }, shows: () => 'History - Barnsley' },
  '/[authority]/history.csv': { openTo: { permission: 'read-history' }, shows: () => 'chain,position' },
  '/[authority]/indicators': { openTo: 'everybody' },
  '/[authority]/indicators/[key]': { openTo: 'everybody' },
  '/[authority]/indicators/[key]/readings.csv': { openTo: 'everybody' },
  '/[authority]/indicators/[key]/change': { openTo: { permission: 'change-plan' }, shows: () => OWN_INDICATOR },
  '/[authority]/indicators/[key]/figures': { openTo: { permission: 'change-plan' }, shows: () => OWN_INDICATOR },
  '/[authority]/indicators/[key]/figures/[period]': { openTo: { permission: 'change-plan' }, shows: () => OWN_INDICATOR },
  '/[authority]/indicators/import': { openTo: { permission: 'change-plan' }, shows: () => 'Bring figures in as a file - ' },
  '/[authority]/indicators/import/[upload]': { openTo: { permission: 'change-plan' }, shows: () => OWN_INDICATOR },
  // Takes a file; whoever comes without one is led to the form.
  '/[authority]/indicators/import/file': { openTo: 'everybody', answers: 303 },
  '/[authority]/indicators/new': { openTo: { permission: 'change-plan' }, shows: () => 'Define an indicator - ' },
  '/[authority]/indicators/own-figures.csv': { openTo: { permission: 'read-plan' }, shows: () => OWN_INDICATOR },
  '/[authority]/indicators/[key]/notes/[note]': { openTo: { permission: 'change-plan' }, shows: () => EXPLANATION },
  '/[authority]/indicators/[key]/notes/[note]/remove': { openTo: { permission: 'change-plan' }, shows: () => EXPLANATION },
  '/[authority]/indicators/[key]/notes/new': { openTo: { permission: 'change-plan' }, shows: () => 'Explain a figure - ' },
  '/[authority]/indicators/[key]/targets/[target]': { openTo: { permission: 'change-plan' }, shows: () => 'Change a target - ' },
  '/[authority]/indicators/[key]/targets/[target]/remove': { openTo: { permission: 'change-plan' }, shows: () => 'Remove a target - ' },
  '/[authority]/indicators/[key]/targets/new': { openTo: { permission: 'change-plan' }, shows: () => 'Set a target - ' },
  '/[authority]/inspections': { openTo: 'everybody' },
  '/[authority]/inspections/[id]': { openTo: 'everybody' },
  '/[authority]/inspections/drafts/[draft]': { openTo: { permission: 'read-drafts' }, shows: () => SUMMARY },
  '/[authority]/inspections/drafts/[draft]/[part]': { openTo: { permission: 'record-inspections' }, shows: () => SUMMARY },
  '/[authority]/inspections/drafts/[draft]/discard': { openTo: { permission: 'record-inspections' }, shows: () => 'Throw a draft away - ' },
  '/[authority]/inspections/drafts/[draft]/publish': { openTo: { permission: 'publish' }, shows: () => 'This cannot be published yet' },
  '/[authority]/inspections/record': {
    openTo: { permission: 'record-inspections' },
    shows: () => 'Record an inspection or a visit - ',
  },
  '/[authority]/money': { openTo: { permission: 'read-plan' }, shows: () => 'Money - ' },
  '/[authority]/money.csv': { openTo: { permission: 'read-plan' }, shows: () => 'financial_year' },
  '/[authority]/money/[investment]': { openTo: { permission: 'change-plan' }, shows: () => 'Change money - ' },
  '/[authority]/money/new': { openTo: { permission: 'change-plan' }, shows: () => 'Add money - ' },
  '/[authority]/people': { openTo: { permission: 'read-people' }, shows: ({ invited }) => invited },
  '/[authority]/people/[person]': { openTo: { permission: 'read-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/[person]/erasure': { openTo: { permission: 'change-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/[person]/recovery': { openTo: { permission: 'change-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/[person]/roles': { openTo: { permission: 'change-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/[person]/sessions': { openTo: { permission: 'change-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/[person]/suspension': { openTo: { permission: 'change-people' }, shows: ({ member }) => member.called },
  '/[authority]/people/invite': { openTo: { permission: 'change-people' }, shows: () => 'Invite somebody - ' },
  '/[authority]/plan': {
    openTo: { permission: 'read-plan' },
    shows: () => 'Improvement plan - ',
    holdsInternal: true,
    leadsTo: '/barnsley/plan/published',
  },
  '/[authority]/plan/actions/[id]': {
    openTo: { permission: 'read-plan' },
    shows: ({ plan }) => plan.action.title,
    holdsInternal: true,
  },
  '/[authority]/plan/board': {
    openTo: { permission: 'read-plan' },
    shows: () => 'Report for the improvement board - ',
    holdsInternal: true,
  },
  '/[authority]/plan/board.docx': { openTo: { permission: 'read-plan' } },
  '/[authority]/plan/exceptions': { openTo: { permission: 'read-plan' }, shows: () => 'What needs attention - ', holdsInternal: true },
  '/[authority]/plan/objectives/[id]': {
    openTo: { permission: 'read-plan' },
    shows: ({ plan }) => plan.objective.title,
    holdsInternal: true,
  },
  '/[authority]/plan/actions/[id]/change': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/[id]/close': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/[id]/due-date': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/[id]/evidence/[evidence]': { openTo: { permission: 'read-plan' }, shows: ({ plan }) => plan.evidence.title },
  // The action is the action owner’s own.
  '/[authority]/plan/actions/[id]/evidence/new': {
    openTo: { permission: 'report-on-own-actions' },
    shows: ({ plan }) => plan.action.title,
  },
  '/[authority]/plan/actions/[id]/reopen': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/[id]/report': { openTo: { permission: 'report-on-own-actions' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/[id]/stop': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.action.title },
  '/[authority]/plan/actions/new': {
    openTo: { permission: 'change-plan' },
    query: ({ plan }) => `?objective=${plan.objective.id}`,
    shows: ({ plan }) => plan.objective.title,
  },
  '/[authority]/plan.csv': { openTo: { permission: 'read-plan' }, shows: () => 'Expected evidence' },
  '/[authority]/plan.xlsx': { openTo: { permission: 'read-plan' } },
  '/[authority]/plan/bulk': { openTo: { permission: 'change-plan' }, shows: () => 'Change many actions - ' },
  '/[authority]/plan/import': { openTo: { permission: 'change-plan' }, shows: () => 'Import a workbook - ' },
  '/[authority]/plan/import/[upload]': { openTo: { permission: 'change-plan' }, shows: () => 'Match the columns - ' },
  // Takes a file; whoever comes without one is led to the form.
  '/[authority]/plan/import/file': { openTo: 'everybody', answers: 303 },
  '/[authority]/plan/change': {
    openTo: { permission: 'change-plan' },
    query: ({ plan }) => `?plan=${plan.plan.id}`,
    shows: () => 'Change the plan - ',
  },
  '/[authority]/plan/mine': { openTo: { permission: 'report-on-own-actions' }, shows: () => 'My actions - ' },
  '/[authority]/plan/new': { openTo: { permission: 'change-plan' }, shows: () => 'New plan - ' },
  '/[authority]/plan/objectives/[id]/change': { openTo: { permission: 'change-plan' }, shows: ({ plan }) => plan.objective.title },
  '/[authority]/plan/objectives/new': {
    openTo: { permission: 'change-plan' },
    query: ({ plan }) => `?plan=${plan.plan.id}`,
    shows: () => 'New objective - ',
  },
  '/[authority]/plan/publish': { openTo: { permission: 'publish' }, shows: () => 'Publish the plan - ' },
  // The council has switched it on.
  '/[authority]/plan/published': { openTo: 'everybody' },
  '/[authority]/ratings': { openTo: 'everybody' },
  '/[authority]/areas/[area]': { openTo: 'everybody' },
  '/[authority]/scrutiny': { openTo: 'everybody' },
  '/[authority]/scrutiny/[meeting]': { openTo: 'everybody' },
  // Open to everybody once the council shows its briefings, which it does not.
  '/[authority]/scrutiny/[meeting]/briefing': {
    openTo: { permission: 'read-plan' },
    shows: () => 'Briefing for People Scrutiny',
    holdsInternal: true,
  },
  '/[authority]/scrutiny/[meeting]/briefing.docx': { openTo: { permission: 'read-plan' } },
  '/[authority]/scrutiny/[meeting]/briefing.pdf': { openTo: { permission: 'read-plan' }, answers: 404 },
  '/[authority]/scrutiny/[meeting]/briefing.txt': {
    openTo: { permission: 'read-plan' },
    shows: () => 'People Scrutiny',
    holdsInternal: true,
  },
  '/[authority]/scrutiny/[meeting]/briefing/edit': { openTo: { permission: 'keep-scrutiny' }, shows: () => 'Make a briefing - ' },
  '/[authority]/scrutiny/[meeting]/briefing/preview': {
    openTo: { permission: 'keep-scrutiny' },
    shows: () => 'Look at the briefing and publish it - ',
  },
  '/[authority]/scrutiny/[meeting]/change': { openTo: { permission: 'keep-scrutiny' }, shows: () => 'Change a meeting - ' },
  '/[authority]/scrutiny/[meeting]/questions/[question]': { openTo: { permission: 'read-plan' }, shows: () => QUESTION },
  '/[authority]/scrutiny/[meeting]/questions/[question]/answer': { openTo: { permission: 'change-plan' }, shows: () => QUESTION },
  '/[authority]/scrutiny/[meeting]/questions/[question]/briefing': { openTo: { permission: 'keep-scrutiny' }, shows: () => QUESTION },
  '/[authority]/scrutiny/[meeting]/recommendations/[number]/[part]': {
    openTo: { permission: 'keep-scrutiny' },
    shows: () => 'Record the response - ',
  },
  '/[authority]/scrutiny/[meeting]/recommendations/new': {
    openTo: { permission: 'keep-scrutiny' },
    shows: () => 'Record a recommendation - ',
  },
  '/[authority]/scrutiny/ask': {
    openTo: { permission: 'ask-questions' },
    query: '?kind=indicator&id=agency-rate',
    shows: () => 'Ask a question - ',
  },
  '/[authority]/scrutiny/committees/[committee]': { openTo: { permission: 'keep-scrutiny' }, shows: () => 'Change a committee - ' },
  '/[authority]/scrutiny/committees/new': { openTo: { permission: 'keep-scrutiny' }, shows: () => 'Add a committee - ' },
  '/[authority]/scrutiny/meetings.ics': { openTo: 'everybody' },
  '/[authority]/scrutiny/mine': { openTo: { permission: 'read-plan' }, shows: () => 'My scrutiny - ' },
  '/[authority]/scrutiny/new': { openTo: { permission: 'keep-scrutiny' }, shows: () => 'Call a meeting - ' },
  '/[authority]/scrutiny/recommendations': { openTo: 'everybody' },
  '/[authority]/scrutiny/recommendations.csv': { openTo: 'everybody' },
  '/[authority]/self-evaluation': { openTo: { permission: 'read-plan' }, shows: () => 'Self-evaluation - ' },
  // A draft, of which others do not even learn that it is there.
  '/[authority]/self-evaluation/[year]': {
    openTo: { permission: 'read-plan' },
    answers: ({ actor }) => (isAllowed(actor, 'read-drafts', 'barnsley') ? 200 : 404),
  },
  '/[authority]/self-evaluation/[year]/change': { openTo: { permission: 'change-plan' }, shows: () => SELF_EVALUATION },
  '/[authority]/settings': { openTo: { permission: 'read-settings' }, shows: () => 'Settings - ' },
  '/accessibility': { openTo: 'everybody' },
  '/api/[[...unknown]]': { openTo: 'everybody', answers: 404 },
  // Nothing was begun that could be finished.
  '/api/auth/callback': { openTo: 'everybody', answers: 307 },
  '/api/auth/callback/[issuer]': { openTo: 'everybody', answers: 307 },
  // With a token out of a letter they lead on, or stop something.
  '/api/letters/stop': { openTo: 'everybody', answers: 303 },
  '/api/v1/authorities': { openTo: 'everybody' },
  '/api/v1/authorities.csv': { openTo: 'everybody' },
  '/api/v1/authorities/[slug]': { openTo: 'everybody' },
  '/api/v1/authorities/[slug]/inspections': { openTo: 'everybody' },
  '/api/v1/authorities/[slug]/inspections.csv': { openTo: 'everybody' },
  '/api/v1/indicators': { openTo: 'everybody' },
  '/api/v1/indicators.csv': { openTo: 'everybody' },
  '/api/v1/indicators/[key]/readings': { openTo: 'everybody', query: '?authority=barnsley' },
  '/api/v1/indicators/[key]/readings.csv': { openTo: 'everybody', query: '?geography=england' },
  '/api/v1/judgements/latest': { openTo: 'everybody', query: '?area=overall-effectiveness' },
  '/api/v1/judgements/latest.csv': { openTo: 'everybody', query: '?area=overall-effectiveness' },
  '/api/v1/openapi.json': { openTo: 'everybody' },
  // Whoever has somebody's address has the key.
  '/calendar/[file]': { openTo: 'everybody', answers: 404 },
  '/council-colour/[file]': { openTo: 'everybody' },
  '/help': { openTo: 'everybody' },
  '/icon.svg': { openTo: 'everybody' },
  '/imports': { openTo: { permission: 'change-national-data' }, shows: () => 'Nothing is loaded before you have seen' },
  '/imports/[statistics]': { openTo: { permission: 'change-national-data' }, shows: () => 'statistics of the walk.csv' },
  // Leads whoever may not send a file to the page that says so.
  '/imports/file': { openTo: 'everybody', answers: 303 },
  '/invitation': { openTo: 'everybody' },
  '/letters/stop': { openTo: 'everybody' },
  '/me': { openTo: 'signed-in', shows: () => 'Your account - ' },
  '/me/calendar': { openTo: 'signed-in', shows: () => 'Your calendar - ' },
  '/me/data.json': { openTo: 'signed-in', shows: () => 'looksAfterInstallation' },
  '/me/details': { openTo: 'signed-in', shows: () => 'Your details - ' },
  '/me/sessions': { openTo: 'signed-in', shows: () => 'Where you are signed in - ' },
  '/national': { openTo: 'everybody' },
  '/no-access': { openTo: 'everybody' },
  '/password/forgotten': { openTo: 'everybody' },
  '/password/new': { openTo: 'everybody' },
  '/privacy': { openTo: 'everybody' },
  '/robots.txt': { openTo: 'everybody' },
  // Only between the password and the code is there anything to see.
  '/second-factor': { openTo: 'everybody', answers: 307 },
  // Nobody who walks has an app, without which there is nothing to renew or to remove.
  '/second-factor/recovery-codes': { openTo: 'signed-in', answers: 307 },
  '/second-factor/removal': { openTo: 'signed-in', answers: 307 },
  '/second-factor/set-up': { openTo: 'signed-in', shows: () => 'econd factor - ' },
  '/sign-in': { openTo: 'everybody', answers: (walker) => (walker.cookie === '' ? 200 : 307) },
  '/sign-in/council-account': { openTo: 'everybody', answers: 307 },
  '/sign-out': { openTo: 'everybody' },
  '/sources': { openTo: 'everybody' },
};

let service: Service;
let world: World;

beforeAll(async () => {
  service = await startService({ DATABASE_URL: process.env['DATABASE_URL'] ?? '', LOG_LEVEL: 'debug' });
  if (service.address === '') throw new Error(service.complained());
  const walkers = await gatherWalkers();
  const named = (name: string): Walker => {
    const found = walkers.find((walker) => walker.name === name);
    if (found === undefined) throw new Error(`Nobody walks as ${name}`);
    return found;
  };
  const administrator = named('administrator');
  const invited = await inviteSomebody(administrator.actor);
  const change = { form: { ...formOf(DEFAULT_SETTINGS), publicSeesPlan: true }, version: 0, reason: REASON, choices: null };
  await saveSettings(administrator.actor, 'barnsley', change, thisMoment());
  const plan = await aSavedPlan({ ownerId: idOf(named('action-owner')), blockers: BLOCKERS });
  good(await publishAsShown(named('manager').actor, plan.plan.id, { at: thisMoment(), today: today() }));
  const investment = anInvestment();
  const note = { actor: 'operator', reason: null, at: thisMoment() };
  await savePlanChange('barnsley', { investments: [investment] }, note);
  const change2026 = { form: { known: SELF_EVALUATION }, version: 0, reason: '', choices: null };
  await saveSelfEvaluation(named('manager').actor, 'barnsley', 2026, change2026, { today: today(), at: thisMoment() });
  const inspection = await database().inspection.findFirstOrThrow({ where: { authority: { slug: 'barnsley' } } });
  const { actor: manager } = named('manager');
  const finding = aDraftFinding();
  good(
    await recordInspection(manager, 'barnsley', aVisitDraft({ findings: [finding] }), {
      today: calendarDate('2026-11-20'),
      at: thisMoment(),
    }),
  );
  const draft = good(await beginDraft(manager, 'barnsley', { eventType: 'monitoring-visit' }, thisMoment()));
  await saveDraftPart(manager, 'barnsley', draft, { part: 'report', form: { summary: SUMMARY }, version: 1, choices: null }, thisMoment());
  const workbook = { planId: null, name: 'plan.csv', bytes: Buffer.from('Action,Due on\nDo it,31/03/2027\n') };
  const { id: upload } = good(await uploadPlan(manager, 'barnsley', async () => workbook, thisMoment()));
  const target = { id: randomUUID(), authority: 'barnsley', indicator: 'agency-rate', value: '7.7', by: today(), version: 0 };
  await saveTarget(target, 'Agency social workers', note);
  const explanation = { id: randomUUID(), authority: 'barnsley', indicator: 'agency-rate', about: null, text: EXPLANATION };
  await saveNote({ ...explanation, by: 'operator', on: today(), version: 0 }, 'Agency social workers', note);
  const committee = aCommittee({ name: 'People Scrutiny' });
  const meeting = aMeeting(committee, { heldOn: today().add({ days: 7 }) });
  const recommendation = aRecommendation(meeting, { wording: RECOMMENDATION, madeOn: today(), givenOn: today() });
  const subject = { kind: 'indicator', id: 'agency-rate', title: '' } as const;
  const question = aQuestion(meeting, { subject, text: QUESTION, askedBy: idOf(named('member')), sentAt: thisMoment() });
  await saveScrutiny(
    'barnsley',
    { committees: [committee], meetings: [meeting], recommendations: [recommendation], questions: [question] },
    note,
  );
  const { content, confirms } = await openBriefing(manager, 'barnsley', meeting.key, { today: today(), at: thisMoment() });
  const shown = { number: String(content.number), confirms };
  good(await publishBriefing(manager, 'barnsley', meeting.key, shown, { today: today(), at: thisMoment() }));
  const own = { ...EMPTY_OWN, name: OWN_INDICATOR, sourceName: 'Monthly return' };
  const when = { today: today(), at: thisMoment() };
  await saveOwnIndicator(manager, 'barnsley', { key: null, form: own, version: 0, reason: '', choices: null }, when);
  const figures = { name: 'figures.csv', bytes: Buffer.from(`Indicator,Period,Figure\n${OWN_INDICATOR},January 2026,5\n`) };
  const { id: figureUpload } = good(await uploadFigures(manager, 'barnsley', async () => figures, thisMoment()));
  world = {
    walkers,
    administrator,
    member: named('member'),
    stranger: named('stranger'),
    invited,
    inspection: inspection.key,
    finding: finding.id,
    draft,
    plan,
    investment: investment.id,
    upload,
    target: target.id,
    note: explanation.id,
    meeting: meeting.key,
    question: question.id,
    statistics: good(await receiveStatistics(OPERATOR, aStatisticsForm('time_period\n', 'statistics of the walk.csv'), thisMoment())).id,
    figureUpload,
  };
}, 120_000);

afterAll(async () => {
  await service.end();
});

test('every route of app/ has its place in the table', async () => {
  expect((await routesOfApp()).toSorted()).toEqual(Object.keys(ROUTES).toSorted());
});

describe.each(Object.entries(ROUTES).map(([pattern, route], index) => [pattern, route, index] as const))('%s', (pattern, route, place) => {
  test('opens to those it is open to, and shows others nothing in whatever disguise', { timeout: 120_000 }, async () => {
    const wrong: string[] = [];
    for (const [number, walker] of world.walkers.entries()) {
      const isOpen = isOpenTo(walker.actor, route.openTo);
      for (const [disguise, headers] of disguisesFor(place + number)) {
        // Whoever may see a page may see it in any form.
        if (isOpen && disguise !== 'plain' && walker !== world.stranger) continue;
        const query = typeof route.query === 'function' ? route.query(world) : (route.query ?? '');
        const path = addressOf(pattern) + query;
        const answer = await askedAgain(path, { cookie: walker.cookie, headers });
        const fault = isOpen ? faultInOpen(route, walker, answer, disguise) : faultInRefusal(route, walker, answer);
        if (fault !== null) wrong.push(`${walker.name}, ${disguise}: ${fault}`);
      }
    }
    expect(wrong).toEqual([]);
  });

  test('refuses every form from elsewhere, whoever’s browser sends it', { timeout: 60_000 }, async () => {
    const wrong: string[] = [];
    for (const walker of [world.administrator, world.stranger]) {
      for (const [from, headers] of Object.entries(FOREIGN)) {
        const isProgram = from === 'a program that does not say' && pattern.startsWith('/api/');
        const answer = await ask(service.address, addressOf(pattern), { method: 'POST', cookie: walker.cookie, headers, body: 'a=b' });
        if (answer.status !== 403 && !(isProgram && [404, 405].includes(answer.status)))
          wrong.push(`${walker.name}, ${from}: ${answer.status}`);
      }
    }
    expect(wrong).toEqual([]);
  });
});

test('every action refuses every form from elsewhere, and nothing is saved', { timeout: 120_000 }, async () => {
  const before = await database().historyEntry.count();
  const actions = await builtActions();
  expect(actions.length).toBeGreaterThan(15);
  const wrong: string[] = [];
  let tried = 0;
  for (const action of actions) {
    for (const walker of [world.administrator, world.stranger]) {
      for (const [from, headers] of Object.entries(FOREIGN)) {
        const form = new FormData();
        form.set(`$ACTION_ID_${action}`, '');
        const withoutScript = { headers, body: form };
        const withScript = { headers: { ...headers, 'Next-Action': action, 'Content-Type': 'text/plain;charset=UTF-8' }, body: '[]' };
        for (const request of [withoutScript, withScript]) {
          const { status } = await ask(service.address, '/sign-out', { method: 'POST', cookie: walker.cookie, ...request });
          tried += 1;
          if (status !== 403) wrong.push(`${action} as ${walker.name} from ${from}: ${status}`);
        }
      }
    }
  }
  expect(wrong).toEqual([]);
  expect(tried).toBe(actions.length * 2 * 4 * 2);
  expect(await database().historyEntry.count()).toBe(before);
});

test('two people’s pages by turns, 200 times: nobody sees a byte of the other, and nothing may be kept', { timeout: 120_000 }, async () => {
  const [one, other] = world.walkers.filter(({ name }) => name === 'member' || name === 'manager');
  if (one === undefined || other === undefined) throw new Error('There are not two');
  expect(await interleave(service.address, [one, other], 200)).toEqual([]);
});

test(
  'each page allows the scripts that stand in it by a nonce of its own or by their hashes, and no other',
  { timeout: 60_000 },
  async () => {
    const nonces: string[] = [];
    for (const walker of [world.administrator, world.stranger]) {
      for (const path of ['/', '/barnsley', '/help', '/me', '/sign-in', '/barnsley/people', '/no-access', '/no-such-page/at-all']) {
        const forged = {
          'Content-Security-Policy': "script-src 'nonce-forged'",
          'Content-Security-Policy-Report-Only': "script-src 'nonce-forged'",
        };
        const { headers, body } = await ask(service.address, path, { cookie: walker.cookie, headers: forged });
        const policy = headers.get('content-security-policy') ?? '';
        expect(policy).not.toMatch(/unsafe|forged/);
        expect(body).not.toContain('forged');
        const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
        if (nonce !== undefined) nonces.push(nonce);
        for (const [, attributes = '', text = ''] of body.matchAll(/<script\b([^>]*)>([\s\S]*?)<\/script>/g)) {
          if (/\ssrc="\//.test(attributes)) continue;
          const hash = `'sha256-${Buffer.from(await crypto.subtle.digest('SHA-256', Buffer.from(text))).toString('base64')}'`;
          expect(attributes.includes(`nonce="${nonce}"`) || policy.includes(hash), `${path}: ${text.slice(0, 60)}`).toBe(true);
        }
        expect(body).not.toMatch(/\sstyle="|<style|\son[a-z]+="/);
      }
    }
    expect(nonces.length).toBeGreaterThan(8);
    expect(new Set(nonces).size).toBe(nonces.length);
  },
);

test('a journey by forms without script works, leads nowhere else, and leaves no secret in the log', { timeout: 60_000 }, async () => {
  const { member, administrator } = world;
  const [email = ''] = member.secrets;
  const origin = service.address;
  const post = async (path: string, fields: Readonly<Record<string, string>>, cookie = '') => {
    const { body } = await ask(origin, path, { cookie });
    return ask(origin, path, { method: 'POST', cookie, headers: { Origin: origin }, body: filledForm(body, fields) });
  };
  const wrongPassword = 'a wrong password for the log';
  expect((await post('/sign-in', { email, password: wrongPassword })).status).toBe(200);
  const signedIn = await post('/sign-in?next=https%3A%2F%2Felsewhere.example%2F', { email, password: PASSWORD });
  expect(signedIn.status).toBe(303);
  expect(new URL(signedIn.headers.get('location') ?? '', origin).href).toBe(`${origin}/`);
  const cookie = cookiesAfter(signedIn);
  expect(cookie).not.toBe('');
  expect(signedIn.headers.get('set-cookie')).toMatch(/HttpOnly/i);
  expect(signedIn.headers.get('cache-control')).toBe('private, no-store');
  const away = await post('/sign-in?next=%2F%2Felsewhere.example', { email, password: PASSWORD });
  expect(new URL(away.headers.get('location') ?? '', origin).origin).toBe(origin);
  await post('/password/forgotten', { email });
  const invited = await post('/barnsley/people/invite', { email: 'somebody.new@example.gov.uk', roles: 'member' }, administrator.cookie);
  const token = /token=([\w-]{20,})/.exec(invited.body)?.[1] ?? 'the invitation shows no link';
  expect(token).toMatch(/^[\w-]{20,}$/);
  expect((await ask(origin, `/invitation?token=${token}`)).body).toContain('somebody.new@example.gov.uk');
  const calendar = new URL(await makeOwnCalendar(member.actor, thisMoment())).pathname;
  const file = await ask(origin, calendar);
  expect([file.status, file.headers.get('cache-control'), file.headers.get('content-type')]).toEqual([
    200,
    'private, no-store',
    'text/calendar; charset=utf-8',
  ]);
  expect((await post('/sign-out', {}, cookie)).status).toBe(303);
  expect((await ask(origin, '/me', { cookie })).status).toBe(307);

  const log = service.said() + service.complained();
  expect(log).toContain('"permission":"read-people"');
  const session = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
  expect(session.length).toBeGreaterThan(20);
  const names = world.walkers.flatMap(({ secrets }) => secrets);
  const key = calendar.split('/').at(-1)?.replace('.ics', '') ?? '';
  expect(log).toContain('"path":"/calendar/…"');
  for (const secret of [PASSWORD, wrongPassword, token, key, session, REASON, BLOCKERS, 'somebody.new', world.invited, ...names]) {
    expect(log.includes(secret), `“${secret}” stands in the log`).toBe(false);
  }
  expect(log).not.toMatch(/[\w.+-]+@[\w-]+\.[\w.]+/);
});

test('a mail program’s own button stops letters: without a cookie, and without saying where it stands', async () => {
  const { actor } = world.member;
  const id = actor.kind === 'person' ? actor.id : '';
  good(await saveOwnPage(actor, { name: world.member.called, jobTitle: '', letters: ['digest'] }, thisMoment()));
  const { pathname, search } = new URL((await stopAddresses('digest', id)).oneClick);
  const press = async (query: string) =>
    ask(service.address, `${pathname}${query}`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
      body: 'List-Unsubscribe=One-Click',
    });
  const looked = await ask(service.address, `${pathname}${search}`);
  expect([looked.status, looked.headers.get('location')]).toEqual([303, `/letters/stop${search}`]);
  expect((await press(search.slice(0, -3))).status).toBe(404);
  expect((await findProfile(id))?.declinedLetters).not.toContain('digest');
  expect((await press(search)).status).toBe(200);
  expect((await findProfile(id))?.declinedLetters).toContain('digest');
});

test('nothing broke on the way', () => {
  expect(
    service
      .said()
      .split('\n')
      .filter((line) => /"level":"(error|fatal)"/.test(line)),
  ).toEqual([]);
});

/** Plain and in one disguise, another from route to route and from walker to walker; in all of them with `npm run test:faults`. */
function disguisesFor(turn: number): readonly (readonly [string, Readonly<Record<string, string>>])[] {
  const [plain = ['plain', {}] as const, ...others] = Object.entries(DISGUISES);
  if (process.env['TEST_WHOLE'] === 'yes') return [plain, ...others];
  return [plain, others[turn % others.length] ?? plain];
}

/** As Next's own script asks: it is sent to the same address with a mark of what it asked for, which it then asks. */
async function askedAgain(
  path: string,
  asking: { readonly cookie: string; readonly headers: Readonly<Record<string, string>> },
): Promise<Answer> {
  const answer = await ask(service.address, path, asking);
  const location = URL.parse(answer.headers.get('location') ?? '', service.address);
  return location?.searchParams.has('_rsc') && location.pathname === path.split('?')[0]
    ? ask(service.address, `${location.pathname}${location.search}`, asking)
    : answer;
}

/** What is wrong with the answer to somebody the route is open to. */
function faultInOpen(route: Route, walker: Walker, { status, headers, body }: Answer, disguise: string): string | null {
  const { answers = 200, shows } = route;
  const wanted = typeof answers === 'function' ? answers(walker) : answers;
  if (disguise === 'plain' && status !== wanted) return `answered ${status}`;
  if (status >= 500) return `answered ${status}`;
  if (disguise === 'plain' && shows && !body.includes(shows(world))) return 'does not show what it is for';
  if (walker.cookie !== '' && !/no-store|immutable/.test(headers.get('cache-control') ?? ''))
    return `may be kept: ${headers.get('cache-control')}`;
  const hidden = route.openTo === 'everybody' ? secretsFor(walker) : route.holdsInternal && !readsInternal(walker) ? [BLOCKERS] : [];
  const shown = hidden.find((secret) => body.includes(secret));
  return shown === undefined ? null : `shows “${shown}”`;
}

/** What is wrong with the answer to somebody the route is not open to: it must lead to signing in, or say that it is not open, and hold not a byte of the page. */
function faultInRefusal(route: Route, walker: Walker, { status, headers, body }: Answer): string | null {
  const isData = (headers.get('content-type') ?? '').startsWith('text/x-component');
  const elsewhere = ['/sign-in', route.leadsTo].includes(new URL(headers.get('location') ?? '', service.address).pathname);
  const leadsAway = [303, 307].includes(status) && elsewhere;
  // What Next answers a middleware's prefetch with, whatever the page.
  if (body === '{}') return null;
  const saysSo =
    status === 403 ||
    status === 404 ||
    (isData && /NEXT_REDIRECT;[a-z]+;\/(sign-in|barnsley\/plan\/published)|NEXT_HTTP_ERROR_FALLBACK;40[34]/.test(body));
  // A prefetch may be answered with how pages are put together, which the addresses say as well: the names of folders, and no page.
  const isTree = isData && body.includes('"__PAGE__"') && !body.includes('"className"');
  if (!leadsAway && !saysSo && !isTree) return `answered ${status}: ${body.slice(0, 200)}`;
  const hidden = [...secretsFor(walker), ...(route.shows ? [route.shows(world)] : [])];
  const shown = hidden.find((secret) => !walker.secrets.includes(secret) && body.includes(secret));
  if (shown !== undefined) return `shows “${shown}”`;
  if (!/no-store/.test(headers.get('cache-control') ?? '')) return `may be kept: ${headers.get('cache-control')}`;
  return null;
}

/** What nobody but those with a permission may learn, this walker's own name and address left out. */
function secretsFor(walker: Walker): readonly string[] {
  const ofPlan = isAllowed(walker.actor, 'read-plan', 'barnsley') ? [] : [EXPLANATION, QUESTION, RECOMMENDATION];
  const all = [...world.walkers.flatMap(({ secrets }) => secrets), world.invited, REASON, BLOCKERS, SUMMARY, ...ofPlan];
  return all.filter((secret) => !walker.secrets.includes(secret));
}

/** The action of the plan here is owned by the one who walks as an action owner. */
function readsInternal({ name, actor }: Walker): boolean {
  return name === 'action-owner' || isAllowed(actor, 'read-internal', 'barnsley');
}

function idOf({ actor }: Walker): string {
  return actor.kind === 'person' ? actor.id : '';
}

function addressOf(pattern: string): string {
  const id = idOf(world.member);
  const parts = {
    '[authority]': 'barnsley',
    '[slug]': 'barnsley',
    '[key]': /\[key\]\/(change|figures)/.test(pattern) ? 'own-an-indicator-of-the-council-alone' : 'agency-rate',
    '[period]': '2026-01-01',
    '[area]': 'help-and-protection',
    '[id]': idFor(pattern),
    '[evidence]': world.plan.evidence.id,
    '[upload]': pattern.includes('/indicators/') ? world.figureUpload : world.upload,
    '[statistics]': world.statistics,
    '[person]': id,
    '[file]': '4c2c69.css',
    '[issuer]': 'none',
    '[finding]': world.finding,
    '[draft]': world.draft,
    '[part]': pattern.includes('/scrutiny/') ? 'response' : 'report',
    '[committee]': 'people-scrutiny',
    '[meeting]': world.meeting,
    '[question]': world.question,
    '[number]': '1',
    '[investment]': world.investment,
    '[year]': '2026',
    '[target]': world.target,
    '[note]': world.note,
  };
  return Object.entries({ ...parts, '[[...unknown]]': 'unknown' }).reduce(
    (address, [part, value]) => address.replace(part, value),
    pattern,
  );
}

/** What `[id]` stands for depends on the folder it lies in. */
function idFor(pattern: string): string {
  if (pattern.includes('/plan/actions/')) return world.plan.action.id;
  return pattern.includes('/plan/objectives/') ? world.plan.objective.id : world.inspection;
}

/** The ids under which the build knows the actions of all forms. */
async function builtActions(): Promise<readonly string[]> {
  const manifest: unknown = JSON.parse(await readFile('.next/server/server-reference-manifest.json', 'utf8'));
  return Object.keys(z.object({ node: z.record(z.string(), z.unknown()) }).parse(manifest).node);
}

interface Route {
  readonly openTo: OpenTo;
  /** The status for those it is open to, where it is not 200. */
  readonly answers?: number | ((walker: Walker) => number);
  readonly query?: string | ((world: World) => string);
  /** What only those it is open to see. */
  readonly shows?: (world: World) => string;
  /** What those it is not open to may be led to, besides signing in. */
  readonly leadsTo?: string;
  /** It is made of what also holds something internal, which not all of those see. */
  readonly holdsInternal?: boolean;
}

interface World {
  readonly walkers: readonly Walker[];
  readonly administrator: Walker;
  readonly member: Walker;
  readonly stranger: Walker;
  /** An address that only administrators know. */
  readonly invited: string;
  /** The key of one of Barnsley's inspections, as it stands in addresses. */
  readonly inspection: string;
  readonly plan: SavedPlan;
  /** Id of a workbook that is still to be imported. */
  readonly upload: string;
  readonly statistics: string;
  /** Ids of a published finding and of a draft. */
  readonly finding: string;
  readonly draft: string;
  /** Id of an investment. */
  readonly investment: string;
  /** Ids of a target and of a note of an indicator that everybody sees. */
  readonly target: string;
  readonly note: string;
  /** Key of a meeting to come, and id of a question before it. */
  readonly meeting: string;
  readonly question: string;
  /** Id of a file with figures that is still to be imported. */
  readonly figureUpload: string;
}
