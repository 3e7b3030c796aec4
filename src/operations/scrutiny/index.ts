export { briefingFile, type NoPaperFile, type PaperFile } from './briefing-files';
export { sendBriefings } from './briefing-letters';
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
export { viewOwnScrutiny, type OwnScrutinyView } from './home';
export {
  meetingsFile,
  nextMeeting,
  openCommittee,
  openMeeting,
  saveCommittee,
  saveMeeting,
  viewMeeting,
  viewScrutiny,
  type MeetingView,
  type ScrutinyView,
} from './meetings';
export {
  askQuestion,
  chooseForBriefing,
  openAnswer,
  openChoice,
  openQuestion,
  openQuestionAgain,
  saveAnswer,
  viewQuestion,
  type QuestionOpened,
  type QuestionView,
} from './questions';
export {
  openRecommendation,
  recommendationsFile,
  saveRecommendation,
  viewRecommendations,
  type RecommendationsView,
} from './recommendations';
export { type ShownQuestion, type ShownRecommendation } from './shown';
