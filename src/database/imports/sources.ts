import type { StatedSource } from '@/domain/exchange';
import type { Queries } from '../client';
import { toDateColumn } from '../rows';

/**
 * What is known of a source stays, so that the same file a second time (under another name, say) changes no row; gaps are filled. Only the reference set,
 * where sources are described by hand, corrects a description.
 */
export async function saveSource(queries: Queries, { key, ...stated }: StatedSource, corrects: boolean): Promise<number> {
  const facts = {
    ...stated,
    publishedOn: stated.publishedOn && toDateColumn(stated.publishedOn),
    retrievedOn: toDateColumn(stated.retrievedOn),
  };
  const stored = await queries.source.findUnique({ where: { key } });
  if (!stored) return (await queries.source.create({ data: { key, ...facts } })).id;
  const [first, second] = corrects ? [facts, stored] : [stored, facts];
  const data = {
    name: first.name,
    publisher: first.publisher,
    url: first.url ?? second.url,
    file: first.file ?? second.file,
    page: first.page ?? second.page,
    publishedOn: first.publishedOn ?? second.publishedOn,
    retrievedOn: first.retrievedOn,
  };
  const { id, ...known } = stored;
  if (JSON.stringify({ ...known, ...data }) !== JSON.stringify(known)) await queries.source.update({ where: { key }, data });
  return id;
}
