export { loadPlan, loadPlanAsAt, type CouncilPlan } from './load';
export {
  findPublicPlan,
  isLedToPublishedPlan,
  previewPublication,
  publishPlan,
  viewPublishedPlan,
  type PublicationPreview,
  type PublishedView,
} from './publish';
export {
  selectFromPlan,
  viewAction,
  viewObjective,
  viewPlan,
  type ActionView,
  type ObjectiveView,
  type PlanQuery,
  type PlanRights,
  type PlanView,
} from './view';
export {
  boardFile,
  glanceAtPlan,
  viewBoardReport,
  viewExceptions,
  type BoardView,
  type ExceptionsView,
  type PlanGlance,
} from './view-reports';
export * from './view-part';
export * from './change';
export * from './change-plan';
export * from './report';
export {
  moneyFile,
  openInvestment,
  saveInvestment,
  viewMoney,
  type InvestmentChange,
  type InvestmentOutcome,
  type InvestmentView,
  type MoneyView,
} from './money';
export {
  confirmImport,
  discardUpload,
  matchColumns,
  uploadPlan,
  viewUpload,
  viewUploads,
  type ImportOutcome,
  type MatchedColumn,
  type PlacedProblem,
  type PlanFile,
  type UploadsView,
  type UploadView,
} from './exchange-import';
export { changeMany, viewBulk, type BulkView } from './exchange-bulk';
export { planFile } from './exchange-files';
export { changesOfPlan } from './since';
