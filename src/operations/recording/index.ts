export {
  beginCorrection,
  beginDraft,
  removeDraftFinding,
  saveDraftPart,
  throwAwayDraft,
  viewDraft,
  viewDraftPart,
  viewDrafts,
  viewNewDraft,
  type DraftConflict,
  type DraftsView,
  type DraftView,
} from './drafts';
export { publishDraft, recordInspection, viewPublication, type PublicationView } from './publish';
