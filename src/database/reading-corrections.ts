import type { Queries } from './client';

/** SHA-256 over what the readings said that an import corrected, in the order of their keys; null where it corrected none. It proves them without an entry for each. */
export async function hashOfCorrected(queries: Queries, importId: number): Promise<string | null> {
  const [corrected] = await queries.$queryRaw<{ hash: string | null }[]>`
    SELECT encode(sha256(string_agg(sha256(convert_to(concat_ws(' ', indicator_id, geography_id, begins_on, earlier_import_id,
      coalesce(value, marker), base), 'UTF8')), ''::bytea ORDER BY indicator_id, geography_id, begins_on)), 'hex') AS hash
    FROM reading_correction WHERE import_id = ${importId}`;
  return corrected?.hash ?? null;
}
