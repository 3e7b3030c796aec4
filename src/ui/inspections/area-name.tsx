import { AREAS, isSingleArea, type AreaKey } from '@/domain/frameworks';

/** The name of an area of judgement, leading to its page where it has one: what was found there, what is done about it, whether the figures move. */
export function AreaName({ slug, area, full }: { readonly slug: string; readonly area: AreaKey; readonly full?: boolean }) {
  const name = full ? AREAS[area].fullName : AREAS[area].name;
  if (!isSingleArea(area)) return name;
  return (
    <a className="govuk-link" href={`/${slug}/areas/${area}`}>
      {name}
    </a>
  );
}
