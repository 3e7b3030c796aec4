import { existsSync } from 'node:fs';
import path from 'node:path';

import { readEnvironment, type Environment } from './environment';
import { PlainFault } from './plain-fault';

/** Where the bundled database lives when nothing is said. A demonstration never shares a folder with anything. */
const FOLDERS = { real: 'data', demonstration: 'demonstration' };

/** Whoever sets one of these is about to let others in. */
const FOR_OTHERS = ['DATABASE_URL', 'PUBLIC_URL', 'HOST', 'TRUSTED_PROXIES'];

/**
 * Which installation a process opens: a real one, or the demonstration that a fresh machine shows.
 *
 * DEMONSTRATION says it. Where it does not, a service that others can reach is real, and on this machine alone what is there is taken for what it is: the folder
 * that DATA_DIR names, else a real installation in its usual folder, else the demonstration.
 *
 * @throws PlainFault where the settings contradict each other or one cannot be used
 */
export function chooseInstallation(
  variables: Readonly<Record<string, string | undefined>> = process.env,
  exists: (place: string) => boolean = existsSync,
): ChosenInstallation {
  const settings = readEnvironment(variables);
  const isSet = (name: string): boolean => Boolean(variables[name]?.trim());
  if (settings.DEMONSTRATION === 'on' && settings.DATABASE_URL !== undefined) {
    throw new PlainFault(
      'DEMONSTRATION is "on", but DATABASE_URL is set: a demonstration has a folder of its own. Set only one of the two.',
    );
  }
  const isForThisMachineAlone = !FOR_OTHERS.some(isSet);
  const wanted = wantedKind(settings, isForThisMachineAlone);
  const folder = wanted ?? (exists(path.resolve(FOLDERS.real, 'database')) ? 'real' : 'demonstration');
  return {
    environment: isSet('DATA_DIR') ? settings : { ...settings, DATA_DIR: path.resolve(FOLDERS[folder]) },
    wanted,
    isForThisMachineAlone,
  };
}

function wantedKind({ DEMONSTRATION }: Environment, isForThisMachineAlone: boolean): ChosenInstallation['wanted'] {
  if (DEMONSTRATION !== undefined) return DEMONSTRATION === 'on' ? 'demonstration' : 'real';
  return isForThisMachineAlone ? null : 'real';
}

export interface ChosenInstallation {
  /** The settings, with the folder of this installation. */
  readonly environment: Environment;
  /** What the database has to be. Null: what it is, and a demonstration where it is still empty. */
  readonly wanted: 'real' | 'demonstration' | null;
  /** No setting lets anybody in but whoever sits at this machine. */
  readonly isForThisMachineAlone: boolean;
}
