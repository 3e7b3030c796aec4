export {
  listBriefingsOf,
  openBriefing,
  publishBriefing,
  readBriefing,
  saveBriefingDraft,
  viewBriefing,
  type BriefingOpened,
  type BriefingView,
  type DraftChange,
  type DraftOutcome,
} from './briefings';
export { viewChanges, type ChangesView } from './changes';
