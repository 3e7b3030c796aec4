import { ask } from './asking';
import type { Walker } from './walk';

/** At once: enough for the answers of several people to be in the making in one process together. */
const AT_ONCE = 8;

const PAGES = ['/me', '/me/data.json', '/me/details', '/barnsley', '/me/sessions'];

/**
 * Asks for people's own pages by turns, several at once, each page `times` in all.
 * @returns whatever of somebody else stood in an answer, what was not answered, and whatever could be kept by a cache
 */
export async function interleave(address: string, people: readonly Walker[], times: number): Promise<readonly string[]> {
  const faults: string[] = [];
  let asked = 0;
  const work = async (): Promise<void> => {
    while (asked < times) {
      const turn = asked++;
      const person = people[turn % people.length];
      const page = PAGES[Math.floor(turn / people.length) % PAGES.length];
      if (person === undefined || page === undefined) return;
      const { status, headers, body } = await ask(address, page, { cookie: person.cookie });
      if (status !== 200) faults.push(`${page} as ${person.name}: ${status}`);
      if (page !== '/me/sessions' && !person.secrets.some((secret) => body.includes(secret)))
        faults.push(`${page} is not that of ${person.name}`);
      for (const other of people) {
        if (other !== person && other.secrets.some((secret) => body.includes(secret)))
          faults.push(`${page} shows ${other.name} to ${person.name}`);
      }
      if (headers.get('cache-control') !== 'private, no-store') faults.push(`${page} as ${person.name} may be kept`);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return faults;
}
