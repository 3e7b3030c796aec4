import { quoteCell } from './sheets';
import { plainName } from './statements';

/** A council with everything files may name it by; abolished ones too. */
export interface CouncilIdentity {
  readonly slug: string;
  readonly name: string;
  readonly laCode: string;
  readonly onsCodes: readonly string[];
  /** Its own and other names, in the form of `plainName`. */
  readonly names: readonly string[];
}

/** Finds councils by what published files call them. */
export class CouncilRegister {
  readonly #byCode: ReadonlyMap<string, CouncilIdentity>;
  readonly #byName: ReadonlyMap<string, CouncilIdentity>;
  readonly #byLaCode: ReadonlyMap<string, CouncilIdentity>;

  constructor(councils: readonly CouncilIdentity[]) {
    this.#byCode = new Map(councils.flatMap((council) => council.onsCodes.map((code) => [code, council])));
    this.#byName = new Map(councils.flatMap((council) => council.names.map((name) => [name, council])));
    this.#byLaCode = new Map(councils.map((council) => [council.laCode, council]));
  }

  byLaCode(laCode: string): CouncilIdentity | null {
    return this.#byLaCode.get(laCode) ?? null;
  }

  byOnsCode(code: string): CouncilIdentity | null {
    return this.#byCode.get(code.toUpperCase()) ?? null;
  }

  /**
   * By ONS code, whichever of its codes a file still uses; by name when the code is not known. Answers a sentence when nobody fits, or when code and name
   * belong to two councils.
   */
  byCodeAndName(code: string, name: string): CouncilIdentity | string {
    const coded = this.#byCode.get(code.toUpperCase());
    const named = this.#byName.get(plainName(name));
    if (coded && named && coded !== named) {
      return `The code ${quoteCell(code)} belongs to ${coded.name}, the name ${quoteCell(name)} to ${named.name}. Correct the one that is wrong.`;
    }
    return (
      coded ??
      named ??
      `No council is known by the code ${quoteCell(code)} or the name ${quoteCell(name)}. Correct them, or leave the row out.`
    );
  }
}
