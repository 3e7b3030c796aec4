import { meetingInWords, RESPONSES, type RecommendationPart } from '@/domain/scrutiny';
import { currentRequest } from '@/operations/access';
import { openCommittee, openMeeting, openRecommendation } from '@/operations/scrutiny';
import { linkOf } from '@/ui/govuk/site';
import { unsent } from '../../form-answers';
import { permitted } from '../../permitted';

/** What the forms show, as the pages give it to them. */

export async function loadCommittee(slug: string, key: string | null) {
  const { actor } = await currentRequest();
  const opening = openCommittee(actor, slug, key);
  const { authority, committee, form, version } = await permitted(actor, `/${slug}/scrutiny/committees/${key ?? 'new'}`, opening);
  return {
    authority: linkOf(authority),
    committee: committee && { key: committee.key, name: committee.name },
    opened: unsent(form, version),
  };
}

export async function loadMeeting(slug: string, key: string | null) {
  const { actor } = await currentRequest();
  const opening = openMeeting(actor, slug, key);
  const opened = await permitted(actor, `/${slug}/scrutiny/${key === null ? 'new' : `${key}/change`}`, opening);
  const { authority, meeting, committees, places, form, version } = opened;
  return {
    authority: linkOf(authority),
    meeting: meeting && { key: meeting.key, name: meetingInWords(meeting) },
    committees: committees.map(({ id, name }) => ({ value: id, text: name })),
    places,
    opened: unsent(form, version),
  };
}

export async function loadRecommendation(slug: string, meetingKey: string, number: number | null, part: RecommendationPart) {
  const { actor } = await currentRequest();
  const address = `/${slug}/scrutiny/${meetingKey}/recommendations/${number === null ? 'new' : `${number}/${part}`}`;
  const opened = await permitted(actor, address, openRecommendation(actor, slug, { meeting: meetingKey, number }));
  const { authority, meeting, recommendation, form, version, actions, addressees } = opened;
  return {
    authority: linkOf(authority),
    meeting: { key: meeting.key, name: meetingInWords(meeting) },
    recommendation: recommendation && { number: recommendation.number, wording: recommendation.wording },
    part,
    responses: Object.entries(RESPONSES).map(([value, { words }]) => ({ value, text: words })),
    actions: actions.map(({ id, reference, title }) => ({ value: id, text: `${reference} ${title}` })),
    addressees,
    opened: unsent(form, version),
  };
}
