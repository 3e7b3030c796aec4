import type { z } from 'zod';
import { accepted, refused, type Problem, type Result } from '@/domain/shared';
import { USUAL_ITEMS, type Format } from './contract';

/** An answer as bytes, with what the headers say of it. */
export interface Answer {
  readonly body: Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  /** Name of the file it is saved as; null for what is read by programs. */
  readonly fileName: string | null;
  /** Path and query of the next page; null on the last one. */
  readonly next: string | null;
}

/** A question as it stands in the address. */
export interface Question {
  /** `/api/v1/authorities.csv` */
  readonly path: string;
  /** As given: a name may come twice, and need not be known. */
  readonly parameters: readonly (readonly [name: string, value: string])[];
  readonly format: Format;
}

/** Problems beyond these would only repeat the same mistake. */
const MOST_PROBLEMS = 20;
/** What is repeated to the asker of a name that is not known. */
const LONGEST_NAME = 60;

/** The parameters as `query` has them, or what is wrong with each: unknown, given twice, not understood. */
export function readQuery<Query extends z.ZodObject>(query: Query, { parameters }: Pick<Question, 'parameters'>): Result<z.output<Query>> {
  const repeated = [...Map.groupBy(parameters, ([name]) => name)].flatMap(([name, given]) =>
    given.length > 1 && isKnown(query, name) ? [name] : [],
  );
  const parsed = query.safeParse(Object.fromEntries(parameters));
  const problems: readonly Problem[] = [
    ...repeated.map((field) => ({ field, message: 'Give this parameter only once' })),
    ...(parsed.error?.issues ?? []).flatMap((issue): readonly Problem[] =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => ({ field: key.slice(0, LONGEST_NAME), message: `Leave this out: ${knownParameters(query)}` }))
        : [{ field: String(issue.path[0]), message: issue.message }],
    ),
  ];
  return parsed.success && problems.length === 0 ? accepted(parsed.data) : refused(...problems.slice(0, MOST_PROBLEMS));
}

/** Which part of a list a question asks for. */
export function pageOf(
  query: { readonly limit?: number | undefined; readonly offset: number },
  format: Format,
): { readonly limit: number; readonly offset: number } {
  return { limit: query.limit ?? USUAL_ITEMS[format], offset: query.offset };
}

/** A page of a list: `{items, total, next}` or the same items as a CSV file. */
export function listAnswer<Item extends object>(
  question: Question,
  page: { readonly limit: number; readonly offset: number; readonly total: number },
  items: readonly Item[],
  file: CsvFile<Item>,
): Answer {
  const next = page.offset + page.limit < page.total ? nextPage(question, page) : null;
  if (question.format === 'csv') return { ...csvAnswer(items, file), next };
  return { ...jsonAnswer({ items, total: page.total, next }), next };
}

/** One item by itself, or as a CSV file of one row. */
export function itemAnswer<Item extends object>(question: Question, item: Item, file: CsvFile<Item>): Answer {
  return question.format === 'csv' ? csvAnswer([item], file) : jsonAnswer(item);
}

export function jsonAnswer(content: object): Answer {
  return {
    body: new TextEncoder().encode(JSON.stringify(content)),
    mediaType: 'application/json; charset=utf-8',
    fileName: null,
    next: null,
  };
}

function csvAnswer<Item>(items: readonly Item[], { name, write }: CsvFile<Item>): Answer {
  return { body: write(items), mediaType: 'text/csv; charset=utf-8; header=present', fileName: `${name}.csv`, next: null };
}

function nextPage({ path, parameters }: Question, { limit, offset }: { readonly limit: number; readonly offset: number }): string {
  const query = new URLSearchParams(parameters.map(([name, value]) => [name, value]));
  query.set('limit', String(limit));
  query.set('offset', String(offset + limit));
  return `${path}?${query}`;
}

function isKnown(query: z.ZodObject, name: string): boolean {
  return Object.hasOwn(query.shape, name);
}

function knownParameters(query: z.ZodObject): string {
  const names = Object.keys(query.shape);
  return names.length === 0 ? 'this address takes no parameters' : `this address takes ${names.join(', ')}`;
}

interface CsvFile<Item> {
  /** Without its ending. */
  readonly name: string;
  readonly write: (items: readonly Item[]) => Uint8Array<ArrayBuffer>;
}
