/**
 * A fault that the person who starts or runs the service can mend. The message is whole sentences for that person: what is wrong and
 * what to do. It is shown as it stands, without a stack.
 */
export class PlainFault extends Error {
  override name = 'PlainFault';
}

/** The sentence to show for anything thrown while starting, stopping or running a command. */
export function sentenceFor(error: unknown): string {
  if (error instanceof PlainFault) return error.message;
  const { code, path, message } = described(error);
  if (isDiskFull(code) || isDiskFull(message)) return DISK_FULL;
  if (code === 'EACCES' || code === 'EPERM') {
    return `${path ?? 'A file'} may not be read or written by this user. Change its owner, or start as the user who owns it.`;
  }
  if (code === 'EROFS') return `${path ?? 'A folder'} lies on a disk that cannot be written. Choose another data folder with DATA_DIR.`;
  return `The service could not go on: ${message}`;
}

/** ENOSPC and EDQUOT come from the operating system, 53100 from PostgreSQL, the words from tools that only print. */
function isDiskFull(codeOrText: string | undefined): boolean {
  return codeOrText !== undefined && /ENOSPC|EDQUOT|^53100$|no space left on device|disk quota exceeded/i.test(codeOrText);
}

function described(error: unknown): { code: string | undefined; path: string | undefined; message: string } {
  if (!(error instanceof Error)) return { code: undefined, path: undefined, message: String(error) };
  return {
    code: 'code' in error && typeof error.code === 'string' ? error.code : undefined,
    path: 'path' in error && typeof error.path === 'string' ? error.path : undefined,
    message: error.message,
  };
}

const DISK_FULL = 'The disk that holds the data folder is full. Free some space and start again; nothing that was saved is lost.';
