/** One thing wrong with what somebody sent; the message says what to do about it. */
export interface Problem {
  /** The form field or query parameter it belongs to; absent when it concerns the whole. */
  readonly field?: string;
  readonly message: string;
}

/** Either the value, or why it was refused. Absent and forbidden things are thrown instead, see `NotFound` and `Forbidden`. */
export type Result<Value> = { readonly ok: true; readonly value: Value } | { readonly ok: false; readonly problems: readonly Problem[] };

export function accepted<Value>(value: Value): Result<Value> {
  return { ok: true, value };
}

export function refused(...problems: readonly Problem[]): { readonly ok: false; readonly problems: readonly Problem[] } {
  return { ok: false, problems };
}

/** The thing asked for does not exist, or this actor may not know that it does: answered with 404. */
export class NotFound extends Error {
  override readonly name = 'NotFound';
}

/** The actor may know of the thing but not do this to it: answered with 403. */
export class Forbidden extends Error {
  override readonly name = 'Forbidden';
}
