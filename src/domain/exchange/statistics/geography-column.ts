import { ENGLAND, geographyOf, regionByName, type GeographyKey } from '../../indicators';
import type { CouncilRegister } from '../councils';
import { quoteCell } from '../sheets';
import { COUNTRY_CODE, LA_CODE, LA_NAME, LEVEL, ONS_CODE, REGION_NAME } from './layout';

/** The ONS's code of England; files can also have rows of Wales or of the United Kingdom. */
const ENGLAND_CODE = 'E92000001';

/** Between the codes, names or ONS codes of councils that report together. */
const BETWEEN_COUNCILS = / ?\/ ?/;

/** The ONS code of one council. */
const ONE_CODE = /^[ESWN]\d{8}$/i;

/** What a row is of; null for levels that are not kept (schools, constituencies, Wales); or what is wrong, and in which column. */
export function readGeography(cell: (column: string) => string, councils: CouncilRegister): GeographyKey | null | GeographyProblem {
  const level = cell(LEVEL).toLowerCase();
  if (level === 'national') return ['', ENGLAND_CODE].includes(cell(COUNTRY_CODE).toUpperCase()) ? ENGLAND : null;
  if (level === 'regional') {
    return (
      regionByName(cell(REGION_NAME)) ?? {
        column: REGION_NAME,
        reason: `No region of England is called ${quoteCell(cell(REGION_NAME))}. Correct the name.`,
      }
    );
  }
  if (level === 'local authority') return readCouncils(cell, councils);
  return level === '' ? { column: LEVEL, reason: 'The level is missing. Write “National”, “Regional” or “Local authority”.' } : null;
}

/** One council, or several that report together: `314 / 318`. */
function readCouncils(cell: (column: string) => string, councils: CouncilRegister): GeographyKey | GeographyProblem {
  const [codes, onsCodes, names] = [LA_CODE, ONS_CODE, LA_NAME].map((column) => cell(column).split(BETWEEN_COUNCILS));
  const slugs: string[] = [];
  for (const [index, code] of (codes ?? []).entries()) {
    const found = readCouncil(code, onsCodes?.[index] ?? '', names?.[index] ?? '', councils);
    if (typeof found !== 'string') return found;
    slugs.push(found);
  }
  return geographyOf(slugs);
}

/** By the three digits, which outlive changes of the ONS code; an ONS code that belongs to another council is a mistake, an unknown one merely new. */
function readCouncil(code: string, onsCode: string, name: string, councils: CouncilRegister): string | GeographyProblem {
  const council = councils.byLaCode(code);
  if (!/^\d{3}$/.test(code)) {
    const named = councils.byCodeAndName(onsCode, name);
    return typeof named === 'string' ? { column: LA_CODE, reason: named } : named.slug;
  }
  if (!council) return { column: LA_CODE, reason: `No council has the code ${quoteCell(code)}. Write the three digits of one.` };
  const coded = ONE_CODE.test(onsCode) ? councils.byOnsCode(onsCode) : null;
  if (coded && coded !== council) {
    return {
      column: ONS_CODE,
      reason: `The code ${quoteCell(onsCode)} belongs to ${coded.name}, ${code} to ${council.name}. Correct the one that is wrong.`,
    };
  }
  return council.slug;
}

export interface GeographyProblem {
  readonly column: string;
  readonly reason: string;
}
