export { loadPlan, type CouncilPlan } from './load';
export { previewPublication, publishPlan, viewPublishedPlan, type PublicationPreview, type PublishedView } from './publish';
