import { notFound } from 'next/navigation';
import { NotFound } from '@/domain/shared';

/** What an operation answers, or the not-found page where it knows no such thing. */
export async function found<View>(answer: Promise<View>): Promise<View> {
  try {
    return await answer;
  } catch (error) {
    if (error instanceof NotFound) notFound();
    throw error;
  }
}

/** The values of a parameter in an address, in order; an address may repeat one. */
export function valuesOf(parameter: string | string[] | undefined): readonly string[] {
  if (parameter === undefined) return [];
  return Array.isArray(parameter) ? parameter : [parameter];
}

/** What Next hands to a page below a council: both are promises. */
export interface PageInput<Path extends Record<string, string>> extends SearchInput {
  readonly params: Promise<Path>;
}

export interface SearchInput {
  readonly searchParams: Promise<Record<string, string | string[] | undefined>>;
}
