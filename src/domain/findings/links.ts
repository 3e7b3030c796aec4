import type { Finding } from './finding';

/** A finding with the earlier ones that it repeats, nearest first, and the later ones that repeat it, earliest first; directly or by way of another. */
export interface LinkedFinding {
  readonly finding: Finding;
  readonly repeats: readonly Finding[];
  readonly repeatedBy: readonly Finding[];
}

/** Joins a council's findings to those they repeat; in the order given. */
export function linkFindings(findings: readonly Finding[]): readonly LinkedFinding[] {
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const before = (finding: Finding): readonly Finding[] => {
    const chain: Finding[] = [];
    let next = finding.repeats === null ? undefined : byId.get(finding.repeats);
    while (next !== undefined && !chain.includes(next)) {
      chain.push(next);
      next = next.repeats === null ? undefined : byId.get(next.repeats);
    }
    return chain;
  };
  const chains = new Map(findings.map((finding) => [finding.id, before(finding)]));
  return findings.map((finding) => ({
    finding,
    repeats: chains.get(finding.id) ?? [],
    // An event's id begins with its first day.
    repeatedBy: findings
      .filter(({ id }) => chains.get(id)?.includes(finding))
      .toSorted((left, right) => (left.inspection < right.inspection ? -1 : 1)),
  }));
}
