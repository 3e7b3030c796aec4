export { buildReferenceRows, HAND_KEPT, SNAPSHOTS } from './build';
export {
  BUILT_FILES,
  readReferenceSet,
  REFERENCE_FILE_NAMES,
  REFERENCE_FILES,
  statementsBySource,
  writeReferenceRows,
  type BuiltFile,
  type ReferenceSet,
} from './format';
