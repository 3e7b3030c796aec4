import { beforeAll, describe, expect, test } from 'vitest';

import { type Actor } from '@/domain/access';
import { EMPTY_DRAFT } from '@/domain/findings';
import { EMPTY_ACTION, EMPTY_BULK, EMPTY_INVESTMENT, EMPTY_OBJECTIVE, EMPTY_PLAN } from '@/domain/improvement';
import { EMPTY_FIGURE, EMPTY_NOTE, EMPTY_OWN, EMPTY_TARGET } from '@/domain/indicators';
import { EMPTY_COMMITTEE, EMPTY_MEETING, EMPTY_RECOMMENDATION } from '@/domain/scrutiny';
import { calendarDate, Forbidden, NotFound } from '@/domain/shared';
import { DEFAULT_SETTINGS, formOf } from '@/domain/settings';
import { thisMoment } from '@/platform/clock';
import { aVisit } from '../support/people';
import { exportedOperations, gatherWalkers, isOpenTo, type OpenTo, type Walker } from '../support/walk';
import * as api from '@/operations/api';
import * as areas from '@/operations/areas';
import * as authorities from '@/operations/authorities';
import { bannerOfBuiltPages } from '@/operations/built-pages';
import * as calendar from '@/operations/calendar';
import * as demonstration from '@/operations/demonstration';
import * as findings from '@/operations/findings';
import * as history from '@/operations/history';
import * as identity from '@/operations/identity';
import * as imports from '@/operations/imports';
import * as improvement from '@/operations/improvement';
import * as indicators from '@/operations/indicators';
import * as inspections from '@/operations/inspections';
import * as installation from '@/operations/installation';
import * as national from '@/operations/national';
import * as people from '@/operations/people';
import * as recording from '@/operations/recording';
import * as reference from '@/operations/reference';
import { sendReminders } from '@/operations/reminders';
import { carryOutRetention } from '@/operations/retention';
import * as scrutiny from '@/operations/scrutiny';
import * as selfEvaluation from '@/operations/self-evaluation';
import * as settings from '@/operations/settings';
import { withReferenceSet } from '../support/reference-set';

// Refusals are what is tried here, by the hundred.
process.env['LOG_LEVEL'] = 'error';

const TODAY = calendarDate('2026-11-20');
const NOBODY = '00000000-0000-4000-8000-000000000000';
const NOTHING = { name: 'nothing.csv', path: '/nowhere/nothing.csv' };
const PAGE = { limit: 10, offset: 0 };
const AT = thisMoment();
const WHEN = { today: TODAY, at: AT };
const UNSENT = { version: 0, choices: null };
const NO_QUESTION = { meeting: '2026-01-01-none', question: NOBODY };
const EVERY_RECOMMENDATION = { committee: '', state: '', addressee: '' };
const UNTOUCHED_BRIEFING = { asAt: '', headline: '', lines: '' };
const UNTOUCHED = { version: 0, reason: '', choices: null };
const question = (path: string) => ({ path, parameters: [], format: 'json' as const });

/**
 * To whom each operation is open, and how to ask for it so that nothing comes of it. `refusalsOnly` where being allowed would do something: there only those who may
 * not are tried.
 */
const OPERATIONS: Readonly<Record<string, Operation>> = {
  'api.answerAuthorities': { openTo: 'everybody', ask: (actor) => api.answerAuthorities(actor, question('/api/v1/authorities')) },
  'api.answerAuthority': {
    openTo: 'everybody',
    ask: (actor) => api.answerAuthority(actor, 'barnsley', question('/api/v1/authorities/barnsley')),
  },
  'api.answerIndicators': { openTo: 'everybody', ask: (actor) => api.answerIndicators(actor, question('/api/v1/indicators')) },
  'api.answerReadings': {
    openTo: 'everybody',
    ask: (actor) => api.answerReadings(actor, 'agency-rate', question('/api/v1/indicators/agency-rate/readings')),
  },
  'api.answerInspections': {
    openTo: 'everybody',
    ask: (actor) => api.answerInspections(actor, 'barnsley', question('/api/v1/authorities/barnsley/inspections')),
  },
  'api.answerLatestJudgements': {
    openTo: 'everybody',
    ask: (actor) => api.answerLatestJudgements(actor, question('/api/v1/judgements/latest'), TODAY),
  },
  'api.describeApi': { openTo: 'everybody', ask: (actor) => api.describeApi(actor, question('/api/v1/openapi.json')) },
  'authorities.listAuthorities': { openTo: 'everybody', ask: (actor) => authorities.listAuthorities(actor, { ...PAGE, abolished: true }) },
  'authorities.viewAuthority': { openTo: 'everybody', ask: (actor) => authorities.viewAuthority(actor, 'barnsley') },
  'authorities.findAuthorities': { openTo: 'everybody', ask: (actor) => authorities.findAuthorities(actor, 'barn') },
  'built-pages.bannerOfBuiltPages': { openTo: { permission: 'look-after-installation' }, ask: bannerOfBuiltPages },
  'calendar.viewOwnCalendar': { openTo: 'signed-in', ask: calendar.viewOwnCalendar },
  'calendar.makeOwnCalendar': { openTo: 'signed-in', ask: (actor) => calendar.makeOwnCalendar(actor, AT) },
  'calendar.revokeOwnCalendar': { openTo: 'signed-in', ask: calendar.revokeOwnCalendar },
  'calendar.calendarFile': { openTo: 'everybody', ask: (actor) => calendar.calendarFile(actor, 'no token', AT) },
  'demonstration.prepareDemonstration': {
    openTo: { permission: 'look-after-installation' },
    ask: (actor) => demonstration.prepareDemonstration(actor, AT),
  },
  'demonstration.listDemonstrationEntries': {
    openTo: 'everybody',
    ask: (actor) => demonstration.listDemonstrationEntries(actor, aVisit()),
  },
  // Refused to everybody here: this is no demonstration.
  'demonstration.enterDemonstration': {
    openTo: 'nobody',
    ask: (actor) => demonstration.enterDemonstration(actor, { role: 'manager' }, aVisit()),
  },
  'demonstration/generate.generatePlans': {
    openTo: { permission: 'look-after-installation' },
    ask: (actor) => demonstration.generatePlans(actor, { actions: 1, at: AT }),
    refusalsOnly: true,
  },
  'areas.viewArea': { openTo: 'everybody', ask: (actor) => areas.viewArea(actor, 'barnsley', 'in-care', TODAY) },
  'findings.viewFindings': {
    openTo: 'everybody',
    ask: (actor) => findings.viewFindings(actor, 'barnsley', { kind: '', area: '', event: '', state: '' }, TODAY),
  },
  'findings.viewFinding': { openTo: 'everybody', ask: (actor) => findings.viewFinding(actor, 'barnsley', NOBODY, TODAY) },
  'findings.viewFindingsOfEvent': { openTo: 'everybody', ask: (actor) => findings.viewFindingsOfEvent(actor, 'barnsley', 'none', TODAY) },
  'history.viewHistory': { openTo: { permission: 'read-history' }, ask: (actor) => history.viewHistory(actor, 'barnsley', {}) },
  'history.historyFile': { openTo: { permission: 'read-history' }, ask: (actor) => history.historyFile(actor, 'barnsley', {}) },
  'history.viewChangesSince': { openTo: { permission: 'read-history' }, ask: (actor) => history.viewChangesSince(actor, 'barnsley', AT) },
  'history.verifyHistory': { openTo: { permission: 'look-after-installation' }, ask: (actor) => history.verifyHistory(actor, null) },
  'history.anchorHistory': { openTo: { permission: 'look-after-installation' }, ask: history.anchorHistory },
  'identity/links.invitePerson': {
    openTo: { permission: 'change-people' },
    ask: (actor) => identity.invitePerson(actor, 'barnsley', {}, aVisit()),
  },
  'identity/links.makeFirstAdministratorLink': {
    openTo: { permission: 'make-first-administrator' },
    ask: (actor) => identity.makeFirstAdministratorLink(actor, AT),
  },
  'identity/links.viewLink': { openTo: 'everybody', ask: (actor) => identity.viewLink(actor, 'no token', aVisit()) },
  'identity/links.acceptInvitation': { openTo: 'everybody', ask: (actor) => identity.acceptInvitation(actor, 'no token', {}, aVisit()) },
  'identity/links.requestPasswordReset': { openTo: 'everybody', ask: (actor) => identity.requestPasswordReset(actor, {}, aVisit()) },
  'identity/links.chooseNewPassword': { openTo: 'everybody', ask: (actor) => identity.chooseNewPassword(actor, 'no token', {}, aVisit()) },
  'identity/links.openAccountAgain': {
    openTo: { permission: 'change-people' },
    ask: (actor) => identity.openAccountAgain(actor, 'barnsley', NOBODY, aVisit()),
  },
  'identity/openid.checkIssuers': { openTo: { permission: 'look-after-installation' }, ask: identity.checkIssuers },
  'identity/openid.listCouncilAccounts': { openTo: 'everybody', ask: async (actor) => identity.listCouncilAccounts(actor, null) },
  'identity/openid.beginCouncilAccount': {
    openTo: 'everybody',
    ask: (actor) => identity.beginCouncilAccount(actor, { issuer: '', next: '/', invitation: '' }, aVisit()),
  },
  'identity/openid.finishCouncilAccount': { openTo: 'everybody', ask: (actor) => identity.finishCouncilAccount(actor, '', {}, aVisit()) },
  'identity/second-factor.viewOwnSecondFactor': { openTo: 'signed-in', ask: identity.viewOwnSecondFactor },
  'identity/second-factor.beginSecondFactor': { openTo: 'signed-in', ask: (actor) => identity.beginSecondFactor(actor, {}, aVisit()) },
  'identity/second-factor.confirmSecondFactor': { openTo: 'signed-in', ask: (actor) => identity.confirmSecondFactor(actor, {}, aVisit()) },
  'identity/second-factor.renewRecoveryCodes': { openTo: 'signed-in', ask: (actor) => identity.renewRecoveryCodes(actor, {}, aVisit()) },
  'identity/second-factor.removeSecondFactor': { openTo: 'signed-in', ask: (actor) => identity.removeSecondFactor(actor, {}, aVisit()) },
  'identity/sessions.listOwnSessions': { openTo: 'signed-in', ask: (actor) => identity.listOwnSessions(actor, aVisit()) },
  'identity/sessions.endOwnSession': { openTo: 'signed-in', ask: (actor) => identity.endOwnSession(actor, NOBODY) },
  'identity/sessions.endAllOwnSessions': { openTo: 'signed-in', ask: identity.endAllOwnSessions, refusalsOnly: true },
  'identity/sign-in.signIn': { openTo: 'everybody', ask: (actor) => identity.signIn(actor, {}, aVisit()) },
  'identity/sign-in.answerSecondFactor': { openTo: 'everybody', ask: (actor) => identity.answerSecondFactor(actor, {}, aVisit()) },
  'identity/sign-in.isSecondFactorAwaited': { openTo: 'everybody', ask: async (actor) => identity.isSecondFactorAwaited(actor, aVisit()) },
  'identity/sign-in.signOut': { openTo: 'everybody', ask: identity.signOut, refusalsOnly: true },
  'imports.importOfstedOutcomes': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => imports.importOfstedOutcomes(actor, NOTHING, { check: true, acceptValid: false, today: TODAY }),
  },
  'imports.importNeighbours': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => imports.importNeighbours(actor, NOTHING, { check: true, acceptValid: false, today: TODAY }),
  },
  'indicators/compare.compareIndicators': {
    openTo: 'everybody',
    ask: (actor) => indicators.compareIndicators(actor, [{ slug: 'barnsley', name: 'Barnsley' }], [], TODAY),
  },
  'indicators/explorer.viewExplorer': {
    openTo: 'everybody',
    ask: (actor) => indicators.viewExplorer(actor, 'barnsley', { indicators: [], beside: [], councils: [] }, TODAY),
  },
  'indicators/explorer.explorerFile': {
    openTo: 'everybody',
    ask: (actor) => indicators.explorerFile(actor, 'barnsley', { indicators: [], beside: [], councils: [] }, TODAY),
  },
  'indicators/import.importIndicators': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.importIndicators(actor, NOTHING, null, { check: true, today: TODAY }),
  },
  'indicators/pages.viewIndicatorPage': {
    openTo: 'everybody',
    ask: (actor) => indicators.viewIndicatorPage(actor, 'barnsley', 'agency-rate', TODAY),
  },
  'indicators/pages.indicatorFile': {
    openTo: 'everybody',
    ask: (actor) => indicators.indicatorFile(actor, 'barnsley', 'agency-rate', TODAY),
  },
  'indicators/uploads.viewStatisticsUploads': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.viewStatisticsUploads(actor, AT),
  },
  'indicators/uploads.viewStatisticsUpload': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.viewStatisticsUpload(actor, NOBODY, AT),
  },
  'indicators/uploads.receiveStatistics': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.receiveStatistics(actor, { body: null, contentType: '' }, AT),
  },
  'indicators/uploads.goThroughStatistics': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.goThroughStatistics(actor, NOBODY, TODAY),
  },
  'indicators/uploads.chooseFigures': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.chooseFigures(actor, NOBODY, { columns: [], filters: {} }),
  },
  'indicators/uploads.describeFigures': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.describeFigures(actor, NOBODY, [], AT),
  },
  'indicators/uploads.loadStatistics': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.loadStatistics(actor, NOBODY, AT),
  },
  'indicators/uploads.discardStatistics': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => indicators.discardStatistics(actor, NOBODY),
  },
  'indicators/view.listIndicators': { openTo: 'everybody', ask: (actor) => indicators.listIndicators(actor, 'barnsley', TODAY) },
  'indicators/view.viewIndicator': {
    openTo: 'everybody',
    ask: (actor) => indicators.viewIndicator(actor, 'barnsley', 'agency-rate', TODAY),
  },
  'indicators/view.listPublishedIndicators': { openTo: 'everybody', ask: (actor) => indicators.listPublishedIndicators(actor, PAGE) },
  'indicators/view.listReadings': {
    openTo: 'everybody',
    ask: (actor) => indicators.listReadings(actor, 'agency-rate', { authority: 'barnsley' }, PAGE),
  },
  'indicators/find.findIndicator': { openTo: 'everybody', ask: (actor) => indicators.findIndicator(actor, 'barnsley', 'agency-rate') },
  'indicators/overview.listOverviewIndicators': {
    openTo: 'everybody',
    ask: (actor) => indicators.listOverviewIndicators(actor, 'barnsley', TODAY),
  },
  'indicators/targets.openTarget': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.openTarget(actor, 'barnsley', 'agency-rate', null),
  },
  'indicators/targets.saveTarget': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.saveTarget(actor, 'barnsley', 'agency-rate', { ...UNTOUCHED, id: null, form: EMPTY_TARGET }, AT),
  },
  'indicators/targets.removeTarget': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.removeTarget(actor, 'barnsley', 'agency-rate', { ...UNTOUCHED, id: NOBODY }, AT),
  },
  'indicators/notes.openNote': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.openNote(actor, 'barnsley', 'agency-rate', null),
  },
  'indicators/notes.saveNote': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.saveNote(actor, 'barnsley', 'agency-rate', { ...UNTOUCHED, id: null, form: EMPTY_NOTE }, WHEN),
  },
  'indicators/notes.removeNote': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.removeNote(actor, 'barnsley', 'agency-rate', { ...UNTOUCHED, id: NOBODY }, AT),
  },
  'indicators/own.openOwnIndicator': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.openOwnIndicator(actor, 'barnsley', null),
  },
  'indicators/own.saveOwnIndicator': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.saveOwnIndicator(actor, 'barnsley', { ...UNTOUCHED, key: null, form: EMPTY_OWN }, WHEN),
  },
  'indicators/figures.viewFigures': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.viewFigures(actor, 'barnsley', 'own-none', TODAY),
  },
  'indicators/figures.openFigure': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.openFigure(actor, 'barnsley', 'own-none', '2026-10-01', TODAY),
  },
  'indicators/figures.recordFigure': {
    openTo: { permission: 'change-plan' },
    ask: (actor) =>
      indicators.recordFigure(actor, 'barnsley', { indicator: 'own-none', begins: '2026-10-01', form: EMPTY_FIGURE, load: 0 }, WHEN),
  },
  'indicators/figures.ownFiguresFile': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => indicators.ownFiguresFile(actor, 'barnsley'),
  },
  'indicators/figures-import.viewFigureUploads': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.viewFigureUploads(actor, 'barnsley'),
  },
  'indicators/figures-import.uploadFigures': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.uploadFigures(actor, 'barnsley', async () => ({ name: '', bytes: Buffer.alloc(0) }), AT),
  },
  'indicators/figures-import.viewFigureUpload': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.viewFigureUpload(actor, 'barnsley', NOBODY, TODAY),
  },
  'indicators/figures-import.confirmFigures': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.confirmFigures(actor, 'barnsley', NOBODY, { confirms: '', reason: '' }, WHEN),
  },
  'indicators/figures-import.discardFigureUpload': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => indicators.discardFigureUpload(actor, 'barnsley', NOBODY),
  },
  'improvement/change.viewActionChange': {
    openTo: { permission: 'report-on-own-actions' },
    ask: (actor) => improvement.viewActionChange(actor, 'barnsley', NOBODY, 'report', TODAY),
  },
  'improvement/change.viewClosing': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewClosing(actor, 'barnsley', NOBODY, TODAY),
  },
  'improvement/change.viewEvidence': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewEvidence(actor, 'barnsley', NOBODY, NOBODY, TODAY),
  },
  ...Object.fromEntries(
    Object.entries({ reportProgress: improvement.reportProgress, addEvidence: improvement.addEvidence }).map(([name, operation]) => [
      `improvement/change.${name}`,
      { openTo: { permission: 'report-on-own-actions' }, ask: (actor: Actor) => operation(actor, 'barnsley', NOBODY, {}, WHEN) },
    ]),
  ),
  ...Object.fromEntries(
    Object.entries({
      moveDueDate: improvement.moveDueDate,
      stopAction: improvement.stopAction,
      takeUpAgain: improvement.takeUpAgain,
      closeAction: improvement.closeAction,
      reopenAction: improvement.reopenAction,
    }).map(([name, operation]) => [
      `improvement/change.${name}`,
      { openTo: { permission: 'change-plan' }, ask: (actor: Actor) => operation(actor, 'barnsley', NOBODY, {}, WHEN) },
    ]),
  ),
  'improvement/change.giveEvidence': {
    openTo: { permission: 'report-on-own-actions' },
    ask: (actor) => improvement.giveEvidence(actor, 'barnsley', [NOBODY, NOBODY], {}, WHEN),
  },
  'improvement/change.checkEvidence': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.checkEvidence(actor, 'barnsley', [NOBODY, NOBODY], {}, WHEN),
  },
  'improvement/change-plan.viewPlanForm': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewPlanForm(actor, 'barnsley', null),
  },
  'improvement/change-plan.viewObjectiveForm': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewObjectiveForm(actor, 'barnsley', { planId: NOBODY }),
  },
  'improvement/change-plan.viewActionForm': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewActionForm(actor, 'barnsley', { actionId: NOBODY }),
  },
  'improvement/change-plan.savePlan': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.savePlan(actor, 'barnsley', NOBODY, { form: EMPTY_PLAN, version: 0, choices: null }, AT),
  },
  'improvement/change-plan.saveObjective': {
    openTo: { permission: 'change-plan' },
    ask: (actor) =>
      improvement.saveObjective(actor, 'barnsley', { planId: NOBODY }, { form: EMPTY_OBJECTIVE, version: 0, choices: null }, AT),
  },
  'improvement/change-plan.saveAction': {
    openTo: { permission: 'change-plan' },
    ask: (actor) =>
      improvement.saveAction(actor, 'barnsley', { objectiveId: NOBODY }, { form: EMPTY_ACTION, version: 0, choices: null }, AT),
  },
  'improvement/report.viewOwnActions': {
    openTo: { permission: 'report-on-own-actions' },
    ask: (actor) => improvement.viewOwnActions(actor, 'barnsley', TODAY),
  },
  'improvement/exchange-bulk.viewBulk': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewBulk(actor, 'barnsley', {}, TODAY),
  },
  'improvement/exchange-bulk.changeMany': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.changeMany(actor, 'barnsley', { planId: NOBODY, chosen: [], form: EMPTY_BULK, seen: '' }, WHEN),
  },
  'improvement/exchange-files.planFile': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.planFile(actor, 'barnsley', {}, 'xlsx', TODAY),
  },
  'improvement/exchange-import.viewUploads': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewUploads(actor, 'barnsley', null),
  },
  'improvement/exchange-import.uploadPlan': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.uploadPlan(actor, 'barnsley', async () => ({ planId: null, name: '', bytes: Buffer.alloc(0) }), AT),
  },
  'improvement/exchange-import.viewUpload': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.viewUpload(actor, 'barnsley', NOBODY, { today: TODAY, rematch: false }),
  },
  'improvement/exchange-import.matchColumns': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.matchColumns(actor, 'barnsley', NOBODY, []),
  },
  'improvement/exchange-import.confirmImport': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.confirmImport(actor, 'barnsley', NOBODY, { confirms: '', seen: '', reason: '' }, WHEN),
  },
  'improvement/exchange-import.discardUpload': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.discardUpload(actor, 'barnsley', NOBODY),
  },
  'improvement/since.changesOfPlan': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.changesOfPlan(actor, 'barnsley', NOBODY, ''),
  },
  'improvement/view.selectFromPlan': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.selectFromPlan(actor, 'barnsley', {}, TODAY),
  },
  'improvement/load.loadPlan': { openTo: { permission: 'read-plan' }, ask: (actor) => improvement.loadPlan(actor, 'barnsley', null) },
  'improvement/money.viewMoney': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewMoney(actor, 'barnsley', null, TODAY),
  },
  'improvement/money.moneyFile': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.moneyFile(actor, 'barnsley', null, TODAY),
  },
  'improvement/money.openInvestment': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => improvement.openInvestment(actor, 'barnsley', null),
  },
  'improvement/money.saveInvestment': {
    openTo: { permission: 'change-plan' },
    ask: (actor) =>
      improvement.saveInvestment(actor, 'barnsley', { ...UNTOUCHED, id: null, form: EMPTY_INVESTMENT }, { today: TODAY, at: AT }),
  },
  'improvement/publish.findPublicPlan': { openTo: 'everybody', ask: (actor) => improvement.findPublicPlan(actor, 'barnsley') },
  'improvement/view-part.viewWhatMoves': {
    openTo: 'everybody',
    ask: (actor) => improvement.viewWhatMoves(actor, 'barnsley', 'agency-rate', TODAY),
  },
  'improvement/view-part.viewWhatHelps': {
    openTo: 'everybody',
    ask: (actor) => improvement.viewWhatHelps(actor, 'barnsley', { area: 'in-care', indicators: [] }, TODAY),
  },
  'improvement/publish.isLedToPublishedPlan': { openTo: 'everybody', ask: (actor) => improvement.isLedToPublishedPlan(actor, 'barnsley') },
  'improvement/publish.previewPublication': {
    openTo: { permission: 'publish' },
    ask: (actor) => improvement.previewPublication(actor, 'barnsley', null, TODAY),
  },
  'improvement/publish.publishPlan': {
    openTo: { permission: 'publish' },
    ask: (actor) =>
      improvement.publishPlan(actor, 'barnsley', { planId: NOBODY, number: '1', confirms: '', note: '' }, { at: AT, today: TODAY }),
  },
  // Here no council has switched it on.
  'improvement/publish.viewPublishedPlan': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewPublishedPlan(actor, 'barnsley', null),
  },
  'improvement/load.loadPlanAsAt': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.loadPlanAsAt(actor, 'barnsley', null, TODAY),
  },
  'improvement/view.viewPlan': { openTo: { permission: 'read-plan' }, ask: (actor) => improvement.viewPlan(actor, 'barnsley', {}, TODAY) },
  'improvement/view.viewObjective': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewObjective(actor, 'barnsley', NOBODY, TODAY),
  },
  'improvement/view.viewAction': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewAction(actor, 'barnsley', NOBODY, TODAY),
  },
  'improvement/view-reports.viewExceptions': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewExceptions(actor, 'barnsley', {}, TODAY),
  },
  'improvement/view-reports.boardFile': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.boardFile(actor, 'barnsley', {}, TODAY),
  },
  'improvement/view-reports.viewBoardReport': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => improvement.viewBoardReport(actor, 'barnsley', {}, TODAY),
  },
  // The overview asks for everybody; whoever may not read the plan is answered with nothing.
  'improvement/view-reports.glanceAtPlan': {
    openTo: 'everybody',
    ask: (actor) => improvement.glanceAtPlan(actor, 'barnsley', TODAY),
  },
  'inspections.viewCouncilRecord': { openTo: 'everybody', ask: (actor) => inspections.viewCouncilRecord(actor, 'barnsley', TODAY) },
  'inspections.listInspections': { openTo: 'everybody', ask: (actor) => inspections.listInspections(actor, 'barnsley', PAGE) },
  'inspections.viewInspection': { openTo: 'everybody', ask: (actor) => inspections.viewInspection(actor, 'barnsley', 'none') },
  'installation.upgradeDatabase': {
    openTo: { permission: 'look-after-installation' },
    ask: (actor) => installation.upgradeDatabase(actor, 'postgresql://nowhere.invalid/none', null),
    refusalsOnly: true,
  },
  'installation.leaveDatabase': { openTo: { permission: 'look-after-installation' }, ask: installation.leaveDatabase, refusalsOnly: true },
  'national.viewComparison': {
    openTo: 'everybody',
    ask: (actor) => national.viewComparison(actor, 'barnsley', { councils: [], indicators: [] }, TODAY),
  },
  'national.viewNational': {
    openTo: 'everybody',
    ask: (actor) => national.viewNational(actor, 'overall-effectiveness', { from: TODAY, to: TODAY }, TODAY),
  },
  'national.listLatestJudgements': {
    openTo: 'everybody',
    ask: (actor) => national.listLatestJudgements(actor, { area: 'overall-effectiveness', grade: null, region: null }, PAGE, TODAY),
  },
  'people/members.viewPeople': {
    openTo: { permission: 'read-people' },
    ask: (actor) => people.viewPeople(actor, 'barnsley', { page: 1, at: AT }),
  },
  'people/members.viewMember': { openTo: { permission: 'read-people' }, ask: (actor) => people.viewMember(actor, 'barnsley', NOBODY, AT) },
  'people/members.changeRoles': {
    openTo: { permission: 'change-people' },
    ask: (actor) => people.changeRoles(actor, 'barnsley', NOBODY, {}, AT),
  },
  'people/members.changeSuspension': {
    openTo: { permission: 'change-people' },
    ask: (actor) => people.changeSuspension(actor, 'barnsley', NOBODY, {}, AT),
  },
  'people/members.endSessionsOf': {
    openTo: { permission: 'change-people' },
    ask: (actor) => people.endSessionsOf(actor, 'barnsley', NOBODY),
  },
  'people/members.withdrawInvitation': {
    openTo: { permission: 'change-people' },
    ask: (actor) => people.withdrawInvitation(actor, 'barnsley', NOBODY),
  },
  'people/members.eraseMember': {
    openTo: { permission: 'change-people' },
    ask: (actor) => people.eraseMember(actor, 'barnsley', NOBODY, {}, AT),
  },
  'people/own.viewAccount': { openTo: 'everybody', ask: people.viewAccount },
  'people/own.viewOwnPage': { openTo: 'signed-in', ask: people.viewOwnPage },
  'people/own.saveOwnPage': { openTo: 'signed-in', ask: (actor) => people.saveOwnPage(actor, {}, AT) },
  'people/own.ownData': { openTo: 'signed-in', ask: (actor) => people.ownData(actor, AT) },
  'recording/drafts.viewDrafts': { openTo: { permission: 'read-drafts' }, ask: (actor) => recording.viewDrafts(actor, 'barnsley') },
  'recording/drafts.viewDraft': {
    openTo: { permission: 'read-drafts' },
    ask: (actor) => recording.viewDraft(actor, 'barnsley', NOBODY, TODAY),
  },
  'recording/drafts.viewDraftPart': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.viewDraftPart(actor, 'barnsley', NOBODY, 'event'),
  },
  'recording/drafts.viewNewDraft': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.viewNewDraft(actor, 'barnsley'),
  },
  'recording/drafts.beginDraft': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.beginDraft(actor, 'barnsley', {}, AT),
  },
  'recording/drafts.beginCorrection': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.beginCorrection(actor, 'barnsley', 'none', AT),
  },
  'recording/drafts.saveDraftPart': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.saveDraftPart(actor, 'barnsley', NOBODY, { part: 'event', form: {}, version: 1, choices: null }, AT),
  },
  'recording/drafts.removeDraftFinding': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.removeDraftFinding(actor, 'barnsley', NOBODY, { finding: NOBODY, version: 1 }, AT),
  },
  'recording/drafts.throwAwayDraft': {
    openTo: { permission: 'record-inspections' },
    ask: (actor) => recording.throwAwayDraft(actor, 'barnsley', NOBODY, { reason: '', version: 1 }, AT),
  },
  'recording/publish.viewPublication': {
    openTo: { permission: 'publish' },
    ask: (actor) => recording.viewPublication(actor, 'barnsley', NOBODY, TODAY),
  },
  'recording/publish.publishDraft': {
    openTo: { permission: 'publish' },
    ask: (actor) => recording.publishDraft(actor, 'barnsley', NOBODY, { reason: '', version: 1, seen: '' }, { today: TODAY, at: AT }),
  },
  'recording/publish.recordInspection': {
    openTo: { permission: 'publish' },
    ask: (actor) => recording.recordInspection(actor, 'barnsley', EMPTY_DRAFT, { today: TODAY, at: AT }),
  },
  'people/stop-letters.viewStop': { openTo: 'everybody', ask: (actor) => people.viewStop(actor, 'no token') },
  'people/stop-letters.stopLetters': { openTo: 'everybody', ask: (actor) => people.stopLetters(actor, 'no token', AT) },
  'reference.loadReferenceSet': { openTo: { permission: 'change-national-data' }, ask: (actor) => reference.loadReferenceSet(actor) },
  'reference.buildReferenceSet': {
    openTo: { permission: 'change-national-data' },
    ask: (actor) => reference.buildReferenceSet(actor, '/nowhere'),
    refusalsOnly: true,
  },
  'reminders.sendReminders': { openTo: { permission: 'look-after-installation' }, ask: (actor) => sendReminders(actor, AT) },
  'retention.carryOutRetention': {
    openTo: { permission: 'look-after-installation' },
    ask: (actor) => carryOutRetention(actor, AT),
    refusalsOnly: true,
  },
  // Open to everybody once the council shows its briefings, which it does not.
  'scrutiny/briefing-files.briefingFile': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.briefingFile(actor, 'barnsley', '2026-01-01-none', { number: null, format: 'txt' }, AT),
  },
  'scrutiny/briefing-letters.sendBriefings': {
    openTo: { permission: 'look-after-installation' },
    ask: (actor) => scrutiny.sendBriefings(actor, AT),
  },
  'scrutiny/briefings.listBriefingsOf': { openTo: 'everybody', ask: (actor) => scrutiny.listBriefingsOf(actor, 'barnsley', []) },
  'scrutiny/briefings.openBriefing': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.openBriefing(actor, 'barnsley', '2026-01-01-none', WHEN),
  },
  'scrutiny/briefings.publishBriefing': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.publishBriefing(actor, 'barnsley', '2026-01-01-none', { number: '1', confirms: '' }, WHEN),
  },
  // Open to everybody once the council shows its briefings, which it does not.
  'scrutiny/briefings.readBriefing': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.readBriefing(actor, 'barnsley', '2026-01-01-none', null, AT),
  },
  'scrutiny/briefings.saveBriefingDraft': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.saveBriefingDraft(actor, 'barnsley', '2026-01-01-none', { ...UNSENT, form: UNTOUCHED_BRIEFING }, WHEN),
  },
  'scrutiny/briefings.viewBriefing': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.viewBriefing(actor, 'barnsley', '2026-01-01-none', null),
  },
  'scrutiny/changes.viewChanges': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.viewChanges(actor, 'barnsley', {}, TODAY),
  },
  'scrutiny/home.viewOwnScrutiny': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.viewOwnScrutiny(actor, 'barnsley', TODAY),
  },
  'scrutiny/meetings.meetingsFile': { openTo: 'everybody', ask: (actor) => scrutiny.meetingsFile(actor, 'barnsley', AT) },
  'scrutiny/meetings.nextMeeting': { openTo: 'everybody', ask: (actor) => scrutiny.nextMeeting(actor, 'barnsley', TODAY) },
  'scrutiny/meetings.openCommittee': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.openCommittee(actor, 'barnsley', null),
  },
  'scrutiny/meetings.openMeeting': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.openMeeting(actor, 'barnsley', null),
  },
  'scrutiny/meetings.saveCommittee': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.saveCommittee(actor, 'barnsley', null, { ...UNSENT, form: EMPTY_COMMITTEE }, WHEN),
  },
  'scrutiny/meetings.saveMeeting': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.saveMeeting(actor, 'barnsley', null, { ...UNSENT, form: EMPTY_MEETING }, WHEN),
  },
  'scrutiny/meetings.viewMeeting': {
    openTo: 'everybody',
    ask: (actor) => scrutiny.viewMeeting(actor, 'barnsley', '2026-01-01-none', TODAY),
  },
  'scrutiny/meetings.viewScrutiny': { openTo: 'everybody', ask: (actor) => scrutiny.viewScrutiny(actor, 'barnsley', TODAY) },
  'scrutiny/questions.askQuestion': {
    openTo: { permission: 'ask-questions' },
    ask: (actor) => scrutiny.askQuestion(actor, 'barnsley', { kind: 'finding', id: NOBODY }, { meeting: '', text: '' }, WHEN),
  },
  'scrutiny/questions.chooseForBriefing': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.chooseForBriefing(actor, 'barnsley', NO_QUESTION, { joins: true, version: 1 }, AT),
  },
  'scrutiny/questions.openAnswer': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => scrutiny.openAnswer(actor, 'barnsley', NO_QUESTION),
  },
  'scrutiny/questions.openChoice': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.openChoice(actor, 'barnsley', NO_QUESTION),
  },
  'scrutiny/questions.openQuestion': {
    openTo: { permission: 'ask-questions' },
    ask: (actor) => scrutiny.openQuestion(actor, 'barnsley', { kind: 'finding', id: NOBODY }, TODAY),
  },
  'scrutiny/questions.openQuestionAgain': {
    openTo: { permission: 'ask-questions' },
    ask: (actor) => scrutiny.openQuestionAgain(actor, 'barnsley', NO_QUESTION, TODAY),
  },
  'scrutiny/questions.saveAnswer': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => scrutiny.saveAnswer(actor, 'barnsley', NO_QUESTION, { ...UNSENT, form: { answer: '' } }, AT),
  },
  'scrutiny/questions.viewQuestion': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => scrutiny.viewQuestion(actor, 'barnsley', NO_QUESTION),
  },
  'scrutiny/recommendations.openRecommendation': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) => scrutiny.openRecommendation(actor, 'barnsley', { meeting: '2026-01-01-none', number: null }),
  },
  'scrutiny/recommendations.recommendationsFile': {
    openTo: 'everybody',
    ask: (actor) => scrutiny.recommendationsFile(actor, 'barnsley', EVERY_RECOMMENDATION, TODAY),
  },
  'scrutiny/recommendations.saveRecommendation': {
    openTo: { permission: 'keep-scrutiny' },
    ask: (actor) =>
      scrutiny.saveRecommendation(
        actor,
        'barnsley',
        { meeting: '2026-01-01-none', number: null },
        { part: 'wording', change: { ...UNSENT, form: EMPTY_RECOMMENDATION } },
        WHEN,
      ),
  },
  'scrutiny/recommendations.viewRecommendations': {
    openTo: 'everybody',
    ask: (actor) => scrutiny.viewRecommendations(actor, 'barnsley', EVERY_RECOMMENDATION, TODAY),
  },
  'self-evaluation.viewSelfEvaluations': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => selfEvaluation.viewSelfEvaluations(actor, 'barnsley', TODAY),
  },
  'self-evaluation.viewSelfEvaluation': {
    openTo: { permission: 'read-plan' },
    ask: (actor) => selfEvaluation.viewSelfEvaluation(actor, 'barnsley', 2026),
  },
  'self-evaluation.openSelfEvaluation': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => selfEvaluation.openSelfEvaluation(actor, 'barnsley', 2026, TODAY),
  },
  'self-evaluation.saveSelfEvaluation': {
    openTo: { permission: 'change-plan' },
    ask: (actor) => selfEvaluation.saveSelfEvaluation(actor, 'barnsley', 2026, { ...UNTOUCHED, form: {} }, { today: TODAY, at: AT }),
  },
  'settings.viewSettings': { openTo: { permission: 'read-settings' }, ask: (actor) => settings.viewSettings(actor, 'barnsley') },
  'settings.saveSettings': {
    openTo: { permission: 'change-settings' },
    ask: (actor) => settings.saveSettings(actor, 'barnsley', { form: formOf(DEFAULT_SETTINGS), version: 0, reason: '', choices: null }, AT),
  },
};

/** Read nothing: they say something about the actor they are given. */
const ABOUT_AN_ACTOR = ['access.authorise', 'access.authorisePerson', 'history.historyActor', 'improvement/asker.askerOf'];

/** What operations share. No page and no command may ask these for anything of somebody's: they settle who is asking, or serve the operations above. */
const SHARED = [
  ...[
    'access.actorOf',
    'access.areCookiesSecure',
    'access.cookieName',
    'access.cookiePrefix',
    'access.cookieValue',
    'access.currentRequest',
    'access.homeAuthority',
    'access.momentOfChange',
    'access.publicRequest',
    'access.signedToken',
    'access.signingSecret',
  ],
  'conflict.settleForm',
  'demonstration.currentDemonstrationDay',
  'demonstration/generate.generatedPlan',
  ...['demonstration/plans.tellPlans', 'demonstration/timeline.aimOf', 'demonstration/timeline.happeningsOf'],
  ...[
    'demonstration/indicators.tellIndicators',
    'demonstration/plans.idOf',
    'demonstration/briefing.tellBriefing',
    'demonstration/scrutiny.tellScrutiny',
  ],
  'history.nameActors',
  ...['identity/attempts.isFreshCode', 'identity/attempts.mayTryFrom', 'identity/attempts.mayTryPassword', 'identity/attempts.mayWriteTo'],
  ...['identity/library.attempt', 'identity/library.cookiesIn', 'identity/library.headersOf', 'identity/library.identity'],
  ...[
    'identity/group-roles.setRolesByGroups',
    'identity/openid-provider.isIssuerFor',
    'identity/openid-provider.openIdProvider',
    'identity/openid-provider.providerOf',
  ],
  ...['identity/sign-in.headerOf', 'identity/sign-in.noteSignIn', 'identity/sign-in.problemsIn'],
  ...['improvement/owners.ownersOf', 'improvement/view.clocksOf'],
  'indicators/figure-lines.figureLine',
  ...['surroundings.neighboursOf', 'surroundings.placesOfCouncils', 'surroundings.seriesIn', 'surroundings.surroundingsIn'],
  'indicators/record-change.problemsInReason',
  ...['letters.maySendLetters', 'letters.sendLetters'],
  'national-picture.nationalPicture',
  ...['scrutiny/briefing-facts.gatherFacts', 'scrutiny/state.figuresAsAt', 'scrutiny/state.stateAsAt'],
  ...['scrutiny/saving.saveByForm', 'scrutiny/shown.meetingOf', 'scrutiny/shown.recommendationsFor', 'scrutiny/shown.withPosts'],
  'people/own.wantsLetter',
  ...['posts.postsOf', 'settings.settingsOf'],
  ...['uploaded-sheets.faultOf', 'uploaded-sheets.readUploadedSheets'],
  'authorities.councilOf',
  ...['recording/drafts.gapsOf', 'recording/drafts.loadDraft', 'recording/drafts.whyItStays'],
  'people/stop-letters.stopAddresses',
];

let walkers: readonly Walker[];

beforeAll(async () => {
  await withReferenceSet();
  walkers = await gatherWalkers();
});

describe.each(Object.entries(OPERATIONS))('%s', (_, { openTo, ask, refusalsOnly = false }) => {
  test('is refused to everybody it is not open to, and to nobody else', async () => {
    const wrong: string[] = [];
    for (const { name, actor } of walkers) {
      const isOpen = openTo !== 'nobody' && isOpenTo(actor, openTo);
      if (isOpen && refusalsOnly) continue;
      const outcome = await outcomeOf(async () => ask(actor));
      if (outcome !== (isOpen ? 'answered' : 'refused')) wrong.push(`${name}: ${outcome}`);
    }
    expect(wrong).toEqual([]);
  });
});

test('every exported operation has its place in the table', async () => {
  const exported = await exportedOperations();
  const named = (takesActor: boolean) => exported.filter((each) => each.takesActor === takesActor).map(({ name }) => name);
  expect(named(true).toSorted()).toEqual([...Object.keys(OPERATIONS), ...ABOUT_AN_ACTOR].toSorted());
  expect(named(false).toSorted()).toEqual(SHARED.toSorted());
});

/** `answered` also where there was something to correct, or nothing to be found: then the asker was let in. */
async function outcomeOf(ask: () => Promise<unknown>): Promise<string> {
  try {
    await ask();
    return 'answered';
  } catch (error) {
    if (error instanceof Forbidden) return 'refused';
    if (error instanceof NotFound) return 'answered';
    throw error;
  }
}

interface Operation {
  readonly openTo: OpenTo | 'nobody';
  readonly ask: (actor: Actor) => Promise<unknown>;
  readonly refusalsOnly?: boolean;
}
