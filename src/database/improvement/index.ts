export * from './answers';
export { findKnownIndicators } from './known-indicators';
export * from './money';
export * from './publications';
export * from './read';
export * from './save';
export { deleteUpload, findUpload, listColumnMatches, listUploads, saveColumns, saveUpload, type PlanUpload } from './uploads';
