import { beforeAll, describe, expect, inject, test } from 'vitest';

import { closeDatabase } from '@/database/client';
import { listTargets } from '@/database/indicators';
import { findPlanStateAsAt } from '@/database/improvement';
import { findInstallationKind } from '@/database/installation';
import { listBriefingsPublishedFrom } from '@/database/scrutiny';
import { paperHtml } from '@/documents/paper';
import { ANYBODY, OPERATOR, ROLE_KEYS, type Role } from '@/domain/access';
import { stateOfEvidence, STATUS_KEYS, withStatuses } from '@/domain/improvement';
import { briefingPaper, daysLate, stateOfRecommendation } from '@/domain/scrutiny';
import { Forbidden, moment } from '@/domain/shared';
import { actorOf, publicRequest } from '@/operations/access';
import { bannerOfBuiltPages } from '@/operations/built-pages';
import { currentDemonstrationDay, enterDemonstration, listDemonstrationEntries, prepareDemonstration } from '@/operations/demonstration';
import { verifyHistory } from '@/operations/history';
import { makeFirstAdministratorLink, signIn } from '@/operations/identity';
import { isLedToPublishedPlan, loadPlan, viewPublishedPlan, viewMoney } from '@/operations/improvement';
import { upgradeDatabase } from '@/operations/installation';
import { loadReferenceSet } from '@/operations/reference';
import { sendReminders } from '@/operations/reminders';
import { listBriefingsOf, viewBriefing, viewOwnScrutiny } from '@/operations/scrutiny';
import { printPdf, printStyle } from '@/platform/pdf';
import { PlainFault } from '@/platform/plain-fault';
import { today } from '@/platform/clock';

import { findChromium } from '../support/chromium';
import { copyOfTemplate, emptyDatabase, runSql } from '../support/database';
import { startMailServer } from '../support/mail-server';
import { aboutPdf, hasProgram } from '../support/office';
import { aVisit, cookieHeader, good, sentencesOf } from '../support/people';

const NEVER_A_DEMONSTRATION = new PlainFault(
  'This database is a real installation’s and never becomes a demonstration. Start without DEMONSTRATION, or give the demonstration a folder of its own with DATA_DIR.',
);
const STAYS_A_DEMONSTRATION = new PlainFault(
  'This database is a demonstration and stays one: its people are made up. Use another folder (DATA_DIR) or database (DATABASE_URL) for a real installation.',
);
const here = () => aVisit({ mayEnterDemonstration: true });

/** From here on the process uses this database. */
async function use(databaseUrl: string): Promise<string> {
  await closeDatabase();
  process.env.DATABASE_URL = databaseUrl;
  return databaseUrl;
}

describe('what a database is for is settled at its first start', () => {
  test('nothing said makes an empty one a demonstration, and no later start makes it real', async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    expect(await findInstallationKind(url)).toBeNull();
    await upgradeDatabase(OPERATOR, url, null);
    expect(await findInstallationKind(url)).toBe('demonstration');
    await expect(upgradeDatabase(OPERATOR, url, 'real')).rejects.toThrow(STAYS_A_DEMONSTRATION);
    expect(await upgradeDatabase(OPERATOR, url, 'demonstration')).toEqual([]);
    expect(await upgradeDatabase(OPERATOR, url, null)).toEqual([]);
    expect(await findInstallationKind(url)).toBe('demonstration');
  });

  test('a real one, even with nobody in it, never becomes a demonstration', async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    await upgradeDatabase(OPERATOR, url, 'real');
    await expect(upgradeDatabase(OPERATOR, url, 'demonstration')).rejects.toThrow(NEVER_A_DEMONSTRATION);
    await upgradeDatabase(OPERATOR, url, null);
    expect(await findInstallationKind(url)).toBe('real');
    expect(await prepareDemonstration(OPERATOR, here().at)).toBe(false);
  });

  test('one with councils from before there were marks is real', async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    await runSql(url, 'CREATE TABLE authority (id integer); INSERT INTO authority VALUES (1)');
    await expect(upgradeDatabase(OPERATOR, url, 'demonstration')).rejects.toThrow(NEVER_A_DEMONSTRATION);
    expect(await findInstallationKind(url)).toBe('real');
  });

  test('one whose first start broke off among the migrations is still empty', async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    await runSql(url, 'CREATE TABLE authority (id integer)');
    expect(await findInstallationKind(url)).toBeNull();
  });

  test('the database itself refuses to make a used one a demonstration', async () => {
    const url = await copyOfTemplate(inject('postgresUrl'));
    await runSql(url, `INSERT INTO person (id, name, email) VALUES ('1', 'A Person', 'a@example.gov.uk')`);
    const mark = `INSERT INTO installation (kind, demonstration_day) VALUES ('demonstration', '2026-11-20')`;
    await expect(runSql(url, mark)).rejects.toThrow('a database in use never becomes a demonstration');
  });

  test.each([
    `UPDATE installation SET kind = 'real', demonstration_day = NULL`,
    `UPDATE installation SET demonstration_day = '2027-01-01'`,
    'DELETE FROM installation',
    'TRUNCATE installation',
    `INSERT INTO installation (id, kind) VALUES (2, 'real')`,
    `INSERT INTO installation (kind) VALUES ('real')`,
  ])('the database refuses %s', async (sql) => {
    const url = await emptyDatabase(inject('postgresUrl'));
    await use(url);
    await upgradeDatabase(OPERATOR, url, 'demonstration');
    await expect(runSql(url, sql)).rejects.toThrow(/never changes|violates/);
    expect(await findInstallationKind(url)).toBe('demonstration');
  });
});

describe('a demonstration', () => {
  beforeAll(async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    await upgradeDatabase(OPERATOR, url, null);
    await loadReferenceSet(OPERATOR);
    await prepareDemonstration(OPERATOR, here().at);
  });

  test('stands still on 20 November 2026', async () => {
    expect((await publicRequest()).today.toString()).toBe('2026-11-20');
    expect(await bannerOfBuiltPages(OPERATOR)).toContain('Here it is always 20 November 2026.');
  });

  test.each(ROLE_KEYS)('is entered as %s, in Barnsley and nowhere else', async (role) => {
    const actor = await entered(role);
    expect(actor).toMatchObject({ kind: 'person', operator: false, roles: [{ authority: 'barnsley', role }] });
  });

  test('has one person for each role, whom a second start does not make again', async () => {
    const before = await Promise.all(ROLE_KEYS.map(idOf));
    expect(new Set(before).size).toBe(6);
    expect(await prepareDemonstration(OPERATOR, here().at)).toBe(true);
    expect(await Promise.all(ROLE_KEYS.map(idOf))).toEqual(before);
  });

  test('has a briefing that takes two sheets of A4', async ({ skip }) => {
    if (!(await hasProgram('pdfinfo'))) skip('There is no pdfinfo here (apt-get install poppler-utils)');
    const [briefing] = await listBriefingsPublishedFrom(moment('2026-11-01T00:00:00.000Z'));
    expect(briefing?.slug).toBe('barnsley');
    if (briefing === undefined) return;
    const paper = briefingPaper(briefing.content);
    const html = await paperHtml(paper, { style: await printStyle(), base: 'http://localhost:3000', colour: null });
    const pdf = Buffer.from(await printPdf(html, await findChromium()));
    expect(await aboutPdf('pdfinfo', pdf)).toMatch(/^Pages: +2$/m);
    const text = (await aboutPdf('pdftotext', pdf)).replaceAll(/\s+/g, ' ');
    for (const { heading } of paper.sections) expect(text).toContain(heading);
  });

  test('wants the same of an indicator wherever it says so', async () => {
    const { state } = await loadPlan(await entered('manager'), 'barnsley', null);
    const targets = new Map(
      (await listTargets('barnsley')).map(({ indicator, value, by }) => [indicator, `${Number(value)} by ${by.toString()}`]),
    );
    const { investments } = await viewMoney(await entered('manager'), 'barnsley', null, (await publicRequest()).today);
    const aims = [...(state?.actions ?? []).map(({ action }) => action), ...investments.map(({ investment }) => investment)].flatMap(
      ({ indicators }) => indicators,
    );
    const wanted = aims.flatMap(({ indicator, target }) =>
      target ? [[indicator, `${Number(target.value)} by ${target.by.toString()}`]] : [],
    );
    expect(wanted.length).toBeGreaterThan(4);
    expect(wanted).toEqual(wanted.map(([indicator = '']) => [indicator, targets.get(indicator)]));
  });

  test('shows a plan in every status, moved dates and returned evidence, and the plan before it', async () => {
    const actor = await entered('manager');
    const { plans, state } = await loadPlan(actor, 'barnsley', null);
    expect(plans.map(({ title, endedOn }) => [title, endedOn?.toString()])).toEqual([
      ['Children’s services improvement plan', undefined],
      ['Staffing and practice plan 2017 to 2020', '2020-03-31'],
    ]);
    const day = (await publicRequest()).today;
    const actions = withStatuses(state?.actions ?? [], day);
    const tally = Object.fromEntries(STATUS_KEYS.map((status) => [status, actions.filter((action) => action.status === status).length]));
    expect(tally).toEqual({ overdue: 2, 'at-risk': 3, 'awaiting-evidence': 2, 'not-started': 1, 'on-track': 4, done: 7, stopped: 1 });
    const late = actions.find(({ reference }) => reference === '1.2');
    expect(late?.why).toBe('Due on 30 October 2026, 21 days ago');
    expect(actions.find(({ reference }) => reference === '1.3')?.why).toBe(
      'Its main indicator got worse: referrals within 12 months of an earlier one rose from 22.4% to 25.5% in a year',
    );
    expect(late?.action.moves.map(({ to }) => to.toString())).toEqual(['2026-07-31', '2026-10-30']);
    expect(late?.evidence.map(stateOfEvidence).toSorted()).toEqual(['accepted', 'missing', 'returned']);
    expect(actions.filter(({ silentDays }) => silentDays !== null).map(({ reference }) => reference)).toEqual(['1.4', '2.3', '3.2']);
  });

  test('its plan has a past: before the inspection of 2023 it had other findings to answer', async () => {
    const { state } = await loadPlan(await entered('manager'), 'barnsley', null);
    const then = await findPlanStateAsAt('barnsley', state?.plan.id ?? '', moment('2023-10-01T12:00:00.000Z'));
    expect(then?.plan.events).toEqual(['2022-05-01-jtai', '2023-01-25-focused-visit']);
    expect(then?.actions.map(({ reference }) => reference)).toEqual(['3.1', '5.1']);
    expect(await findPlanStateAsAt('barnsley', state?.plan.id ?? '', moment('2022-11-01T12:00:00.000Z'))).toBeNull();
  });

  test('has a briefing for the next meeting, which its member has not opened, and a second start makes no other', async () => {
    const member = await entered('member');
    const { today: day } = await publicRequest();
    const { next } = await viewOwnScrutiny(member, 'barnsley', day);
    expect(await listBriefingsOf(member, 'barnsley', [next?.id ?? ''])).toMatchObject([{ number: 1, isUnread: true }]);
    await prepareDemonstration(OPERATOR, here().at);
    const { briefing, others } = await viewBriefing(member, 'barnsley', next?.key ?? '', null);
    expect(others).toHaveLength(1);
    expect(briefing.content).toMatchObject({ isDemonstration: true, asAt: { day: { on: day.toString() } } });
    expect(briefing.content.lines.items).toHaveLength(6);
    expect(briefing.content.lines.items.map(({ rule }) => rule)).toContain(null);
    await expect(viewBriefing(ANYBODY, 'barnsley', next?.key ?? '', null)).rejects.toThrow(Forbidden);
  });

  test('shows the public its plan as it was last published, and not as it stands', async () => {
    expect(await isLedToPublishedPlan(ANYBODY, 'barnsley')).toBe(true);
    const { publication } = await viewPublishedPlan(ANYBODY, 'barnsley', null);
    const { state } = await loadPlan(await entered('member'), 'barnsley', null);
    expect(publication.plan.actions.length).toBeLessThan(state?.actions.length ?? 0);
  });

  test('shows what scrutiny recommended in every state that needs somebody, and questions before the next meeting, told once', async () => {
    const member = await entered('member');
    const day = (await publicRequest()).today;
    await prepareDemonstration(OPERATOR, here().at);
    const { next, questions, recommendations } = await viewOwnScrutiny(member, 'barnsley', day);
    expect(next?.heldOn.toString()).toBe('2026-12-08');
    expect(questions.map(({ question }) => [question.answer !== null, question.joinsBriefing])).toEqual([
      [false, false],
      [true, true],
    ]);
    expect(
      recommendations.map(({ recommendation }) => [stateOfRecommendation(recommendation, day), daysLate(recommendation, day)]),
    ).toEqual([
      ['overdue', 12],
      ['waiting', 0],
      ['implemented', 0],
      ['partly', 22],
    ]);
    expect(recommendations.at(-1)?.actions?.map(({ reference }) => reference)).toEqual(['1.2']);
  });

  test('writes to nobody, whatever is due', async () => {
    const mail = await startMailServer();
    const monday = moment('2026-11-23T08:00:00.000Z');
    expect(await mail.during(async () => sendReminders(OPERATOR, monday))).toEqual({ sent: 0, refused: 0, postponed: 0 });
    expect(mail.letters).toEqual([]);
    await mail.stop();
  });

  test('its chain of history is whole', async () => {
    const verified = await verifyHistory(OPERATOR, null);
    expect(verified.map(({ chain, fault }) => [chain, fault])).toContainEqual(['barnsley', null]);
    expect(verified.filter(({ fault }) => fault !== null)).toEqual([]);
  });

  test('starts again, with councils and people in it', async () => {
    expect(await upgradeDatabase(OPERATOR, process.env.DATABASE_URL ?? '', null)).toEqual([]);
    expect(await upgradeDatabase(OPERATOR, process.env.DATABASE_URL ?? '', 'demonstration')).toEqual([]);
  });

  test('needs no first administrator', async () => {
    expect(await makeFirstAdministratorLink(OPERATOR, here().at)).toBeNull();
  });

  test('has no password that anybody could know', async () => {
    const outcome = await signIn(ANYBODY, { email: 'administrator@demonstration.invalid', password: 'demonstration' }, here());
    expect(sentencesOf(outcome)).toHaveLength(1);
  });

  test('signs out whoever was signed in before', async () => {
    const first = good(await enterDemonstration(ANYBODY, { role: 'member' }, here()));
    const cookie = cookieHeader(first.cookies);
    await enterDemonstration(await actorOf(aVisit({ cookie })), { role: 'manager' }, here());
    expect(await actorOf(aVisit({ cookie }))).toEqual(ANYBODY);
  });

  test('shows its entries to a browser on this machine and to nobody else', async () => {
    expect((await listDemonstrationEntries(ANYBODY, here())).map(({ role }) => role)).toEqual(ROLE_KEYS);
    expect(await listDemonstrationEntries(ANYBODY, aVisit())).toEqual([]);
  });

  test.each(ROLE_KEYS)('refuses to let anybody else in as %s', async (role) => {
    await expect(enterDemonstration(ANYBODY, { role }, aVisit())).rejects.toThrow(Forbidden);
  });

  test.each(['operator', 'public', '', undefined])('has nobody who is "%s"', async (role) => {
    expect(sentencesOf(await enterDemonstration(ANYBODY, { role }, here()))).toEqual(['Choose whom to enter the demonstration as']);
  });
});

describe('a real installation', () => {
  beforeAll(async () => {
    const url = await use(await emptyDatabase(inject('postgresUrl')));
    await upgradeDatabase(OPERATOR, url, 'real');
    await loadReferenceSet(OPERATOR);
  });

  test('has no entry, even for a browser on this machine', async () => {
    expect(await prepareDemonstration(OPERATOR, here().at)).toBe(false);
    expect(await listDemonstrationEntries(ANYBODY, here())).toEqual([]);
    await expect(enterDemonstration(ANYBODY, { role: 'administrator' }, here())).rejects.toThrow(Forbidden);
  });

  test('lives today, and says nothing of a demonstration', async () => {
    expect((await publicRequest()).today.toString()).toBe(today().toString());
    expect(await bannerOfBuiltPages(OPERATOR)).toBe('');
    expect(await currentDemonstrationDay()).toBeNull();
  });

  test('invites its first administrator', async () => {
    expect(await makeFirstAdministratorLink(OPERATOR, here().at)).toMatch(/^\/invitation\?token=/);
  });
});

async function entered(role: Role) {
  const { cookies } = good(await enterDemonstration(ANYBODY, { role }, here()));
  return actorOf(aVisit({ cookie: cookieHeader(cookies) }));
}

async function idOf(role: Role): Promise<string> {
  const actor = await entered(role);
  if (actor.kind !== 'person') throw new Error('Nobody is signed in');
  return actor.id;
}
