export { viewChanges, type ChangesView } from './changes';
