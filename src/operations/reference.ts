import type { Actor } from '@/domain/access';
import {
  BUILT_FILES,
  buildReferenceRows,
  HAND_KEPT,
  readReferenceSet,
  REFERENCE_FILE_NAMES,
  REFERENCE_FILES,
  SNAPSHOTS,
  statementsBySource,
  type BuiltFile,
} from '@/domain/exchange';
import { accepted, type Result } from '@/domain/shared';
import { applyStatements } from '@/database/imports';
import { lastReferenceLoad, listImportedNeighbours } from '@/database/reference';
import { PlainFault } from '@/platform/plain-fault';
import { readCsvFiles, REFERENCE_FOLDER, writeCsvFile } from '@/platform/reference-files';
import { authorise } from './access';

/**
 * Brings the reference set into the database, in one transaction. What is new is added, what the set's own sources said before is brought up to date,
 * what other sources have said stays and the difference is noted. The same set a second time is recognised by its hash and nothing is done.
 *
 * @returns how many councils, lists of neighbours and events there were of each kind
 * @throws PlainFault with a sentence for each fault in the files
 */
export async function loadReferenceSet(actor: Actor, folder: string = REFERENCE_FOLDER): Promise<ReferenceLoad> {
  authorise(actor, 'change-national-data');
  const files = await readCsvFiles(folder, REFERENCE_FILE_NAMES);
  const last = await lastReferenceLoad();
  if (last?.hash === files.hash) return { added: 0, changed: 0, unchanged: last.facts, disagreements: last.disagreements };
  const set = readReferenceSet(files.rowsOf);
  if (!set.ok) throw new PlainFault(set.problems.map(({ message }) => `${message}.`).join('\n'));
  const imported = await listImportedNeighbours(set.value.sources.map(({ key }) => key));
  const statements = statementsBySource({
    ...set.value,
    neighbours: set.value.neighbours.filter(({ authority, model }) => !imported.has(`${authority} ${model}`)),
  });
  const { added, changed, unchanged, disagreements } = await applyStatements(statements, {
    kind: 'reference-set',
    fileName: REFERENCE_FOLDER,
    fileHash: files.hash,
  });
  return { added, changed, unchanged, disagreements };
}

/**
 * Writes the built files of the reference set into `folder`, from the snapshots in another folder and from what is kept by hand beside the built files.
 * Writes nothing where it refuses, with a sentence for each odd thing.
 *
 * @returns how many lines each file has, without its header
 * @throws PlainFault when a file is missing or is not CSV
 */
export async function buildReferenceSet(
  actor: Actor,
  snapshotFolder: string,
  folder: string = REFERENCE_FOLDER,
): Promise<Result<readonly { readonly file: BuiltFile; readonly lines: number }[]>> {
  authorise(actor, 'change-national-data');
  const snapshots = await readCsvFiles(snapshotFolder, Object.values(SNAPSHOTS), { strayQuotes: true });
  const handKept = await readCsvFiles(folder, Object.values(HAND_KEPT));
  const built = buildReferenceRows(snapshots.rowsOf, handKept.rowsOf);
  if (!built.ok) return built;
  for (const file of BUILT_FILES) await writeCsvFile(`${folder}/${file}`, REFERENCE_FILES[file], built.value[file]);
  return accepted(BUILT_FILES.map((file) => ({ file, lines: built.value[file].length })));
}

export interface ReferenceLoad {
  readonly added: number;
  readonly changed: number;
  readonly unchanged: number;
  readonly disagreements: number;
}
