import { redirect } from 'next/navigation';
import { REGIONS, type Authority } from '@/domain/authorities';
import { dateInWords, listInWords } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { findAuthorities, listAuthorities } from '@/operations/authorities';
import { Details } from '@/ui/govuk/details';
import { EventList } from '@/ui/govuk/event-list';
import { Input, SearchForm } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { Bullets, NextLinks, Note, Paragraph, Subheading } from '@/ui/govuk/text';
import { valuesOf, type SearchInput } from './answers';

export const dynamic = 'force-dynamic';

/** Finds a council and leads to the one this installation belongs to. */
export default async function HomePage({ searchParams }: SearchInput) {
  const { actor } = await currentRequest();
  const text = valuesOf((await searchParams)['find'])[0]?.trim() ?? '';
  const [{ found, more, home }, { authorities }] = await Promise.all([
    findAuthorities(actor, text),
    listAuthorities(actor, { limit: 400, offset: 0, abolished: true }),
  ]);
  const exact = found.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  if (exact) redirect(`/${exact.slug}`);
  const current = authorities.filter(({ abolishedOn }) => abolishedOn === null);
  return (
    <PageFrame
      name={text === '' ? 'Find a council' : `Councils found for ${text}`}
      current="find"
      caption="Ofsted’s inspections of children’s services in England"
      title="See what Ofsted judged, area by area, for every council"
      lead={`Grades since 2013 for all ${current.length} councils, what changed between inspections, and when inspectors may return.`}
    >
      <SearchForm action="/" label="Find a council" submit="Find">
        <Input
          id="find"
          label="Name of the council"
          hint="Also one that no longer exists, such as Cumbria"
          value={text}
          suggestions={authorities.map(({ name }) => name)}
        />
      </SearchForm>
      {text === '' ? null : <Found text={text} found={found} more={more} />}
      {home ? (
        <NextLinks
          links={[
            { text: `Go to ${home.name}`, href: `/${home.slug}` },
            { text: 'All councils side by side', href: '/national' },
          ]}
        />
      ) : null}
      <Section id="all" heading="Every council by region">
        {Object.entries(REGIONS).map(([region, name]) => {
          const councils = current.filter((authority) => authority.region === region);
          return councils.length === 0 ? null : (
            <Details key={region} summary={`${name}: ${councils.length} councils`}>
              <Bullets
                items={councils.map((council) => (
                  <CouncilLink key={council.slug} council={council} />
                ))}
              />
            </Details>
          );
        })}
        <Subheading>Councils that no longer exist</Subheading>
        <Bullets
          items={authorities
            .filter(({ abolishedOn }) => abolishedOn !== null)
            .map((council) => (
              <CouncilLink key={council.slug} council={council} />
            ))}
        />
      </Section>
    </PageFrame>
  );
}

function Found({ text, found, more }: { readonly text: string; readonly found: readonly Authority[]; readonly more: boolean }) {
  if (found.length === 0)
    return <Paragraph>No council matches “{text}”. Try a shorter part of the name, or choose from the regions below.</Paragraph>;
  return (
    <Section
      id="found"
      heading={
        found.length === 1
          ? `One council matches “${text}”`
          : `${more ? `The first ${found.length}` : found.length} councils that match “${text}”`
      }
    >
      <EventList
        events={found.map((council) => ({
          key: council.slug,
          aside: REGIONS[council.region],
          title: <CouncilLink council={council} />,
          ...(council.abolishedOn ? { note: endOf(council) } : {}),
        }))}
      />
      {more ? <Note>There are more. Type a longer part of the name.</Note> : null}
    </Section>
  );
}

function CouncilLink({ council }: { readonly council: Authority }) {
  return (
    <a className="govuk-link" href={`/${council.slug}`}>
      {council.name}
    </a>
  );
}

function endOf({ abolishedOn, successors }: Authority): string {
  const end = abolishedOn ? `Abolished on ${dateInWords(abolishedOn)}` : '';
  return successors.length === 0 ? `${end}.` : `${end}; its services are now with ${listInWords(successors.map(({ name }) => name))}.`;
}
