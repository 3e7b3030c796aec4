/**
 * SQL that changes rows of an inspection as the history demands it: with the next version, and an entry in the same transaction. What the entry says of the
 * content is not the point of such a test.
 */
export function sqlOfChange(inspection: InspectionName, change: string): string {
  return `BEGIN; ${change}; UPDATE inspection SET version = version + 1 WHERE id = ${rowOf(inspection)}; ${entry(inspection, 0, `'{}'`)}; COMMIT`;
}

/** SQL that removes an inspection, and says so in the history. */
export function sqlOfRemoval(inspection: InspectionName): string {
  return `BEGIN; ${entry(inspection, 1, 'NULL')}; DELETE FROM inspection WHERE id = ${rowOf(inspection)}; COMMIT`;
}

/** The row of an inspection, within SQL. */
export function rowOf({ authority, id }: InspectionName): string {
  return `(SELECT i.id FROM inspection i JOIN authority a ON a.id = i.authority_id WHERE a.slug = '${authority}' AND i.key = '${id}')`;
}

function entry(inspection: InspectionName, ahead: number, content: string): string {
  return `INSERT INTO history_entry (chain, record_type, record_id, version, council, at, actor, reason, content)
    SELECT 'national', 'inspection', id::text, version + ${ahead}, '${inspection.authority}', now(), 'operator', 'A trial', ${content}
    FROM inspection WHERE id = ${rowOf(inspection)}`;
}

interface InspectionName {
  readonly authority: string;
  readonly id: string;
}
