import { isAllowed, type Actor } from '@/domain/access';
import type { Authority } from '@/domain/authorities';
import {
  daysLate,
  EMPTY_RECOMMENDATION,
  isMinuted,
  readRecommendation,
  RECOMMENDATION_PARTS,
  RECOMMENDATION_STATES,
  RECOMMENDATION_VERSION,
  recommendationFieldInWords,
  recommendationForm,
  recommendationOfVersion,
  responseDueOn,
  RESPONSES,
  selectRecommendations,
  stateOfRecommendation,
  type Committee,
  type Meeting,
  type Recommendation,
  type RecommendationFacts,
  type RecommendationField,
  type RecommendationForm,
  type RecommendationPart,
  type RecommendationQuery,
} from '@/domain/scrutiny';
import { NotFound, type CalendarDate, type Moment } from '@/domain/shared';
import { listActionNames, type ActionName } from '@/database/improvement';
import { findRecommendation, listCommittees, listRecommendations } from '@/database/scrutiny';
import { csvFile } from '@/documents/csv';
import { newId } from '@/platform/tokens';
import { authorise } from '../access';
import { councilOf } from '../authorities';
import type { FormChange } from '../conflict';
import { historyActor } from '../history';
import { saveByForm, type ScrutinySaved } from './saving';
import { meetingOf, recommendationsFor, type ShownRecommendation } from './shown';

/** Recommendations across meetings, with the choices of their filter. */
export interface RecommendationsView {
  readonly authority: Authority;
  /** Those asked for, of the latest meeting first. */
  readonly shown: readonly ShownRecommendation[];
  /** All that the asker may read. */
  readonly all: readonly ShownRecommendation[];
  readonly committees: readonly Committee[];
  readonly addressees: readonly string[];
  readonly mayKeep: boolean;
  readonly readsPlan: boolean;
}

/** One part of a recommendation as its form shows it. */
export interface RecommendationOpened {
  readonly authority: Authority;
  readonly meeting: Meeting;
  /** Null for a new one. */
  readonly recommendation: Recommendation | null;
  readonly form: RecommendationForm;
  readonly version: number;
  /** Actions of the plan that it can have led to. */
  readonly actions: readonly ActionName[];
  /** To whom others were addressed. */
  readonly addressees: readonly string[];
}

/** Which recommendation: of a meeting the one with a number, or a new one. */
export interface WhichRecommendation {
  readonly meeting: string;
  readonly number: number | null;
}

/** What became of what a council's committees recommended: everybody is shown what minutes say. Throws `NotFound` for an unknown council. */
export async function viewRecommendations(
  actor: Actor,
  slug: string,
  query: RecommendationQuery,
  today: CalendarDate,
): Promise<RecommendationsView> {
  authorise(actor, 'read-published');
  const authority = await councilOf(slug);
  const [all, committees] = await Promise.all([recommendationsFor(slug, actor, today), listCommittees(slug)]);
  return {
    authority,
    all,
    shown: selectRecommendations(all, query, today),
    committees,
    addressees: addresseesOf(all),
    mayKeep: isAllowed(actor, 'keep-scrutiny', slug),
    readsPlan: isAllowed(actor, 'read-plan', slug),
  };
}

/** The same as a CSV file, with the actions' references for whoever reads the plan. */
export async function recommendationsFile(
  actor: Actor,
  slug: string,
  query: RecommendationQuery,
  today: CalendarDate,
): Promise<{ readonly fileName: string; readonly body: Uint8Array<ArrayBuffer> }> {
  const { shown, readsPlan } = await viewRecommendations(actor, slug, query, today);
  const columns = [
    ...['committee', 'meeting', 'number', 'recommendation', 'addressee', 'made_on', 'given_on', 'response_due', 'state', 'response'],
    ...['responded_on', 'days_late', 'reason', 'implemented_on', 'evidence', 'evidence_link', 'minuted'],
    ...(readsPlan ? ['actions'] : []),
  ];
  const rows = shown.map(({ recommendation, meeting, actions }) => {
    const { number, wording, addressee, madeOn, givenOn, response, implemented } = recommendation;
    const days = [madeOn, givenOn, responseDueOn(recommendation)].map(String);
    return [
      ...[meeting.committee.name, meeting.heldOn.toString(), number, wording, addressee, ...days],
      ...[RECOMMENDATION_STATES[stateOfRecommendation(recommendation, today)], response && RESPONSES[response.answer].words],
      ...[response && response.on.toString(), daysLate(recommendation, today), response?.reason ?? null],
      ...[implemented && implemented.on.toString(), implemented?.evidence ?? null, implemented?.link ?? null],
      isMinuted(meeting, today) ? 'yes' : 'no',
      ...(readsPlan ? [(actions ?? []).map(({ reference }) => reference).join(' ')] : []),
    ];
  });
  return { fileName: `${slug}-recommendations.csv`, body: csvFile(columns, rows) };
}

/** The form of one part of a recommendation, or of a new one. Throws `Forbidden`, and `NotFound` for an unknown council, meeting or recommendation. */
export async function openRecommendation(actor: Actor, slug: string, which: WhichRecommendation): Promise<RecommendationOpened> {
  authorise(actor, 'keep-scrutiny', slug);
  const authority = await councilOf(slug);
  const { meeting, saved } = await savedRecommendation(slug, which);
  const [actions, all] = await Promise.all([listActionNames(slug, saved?.actions ?? []), listRecommendations(slug, {})]);
  return {
    authority,
    meeting,
    recommendation: saved,
    // Mostly it is given to them at the meeting.
    form:
      saved === null
        ? { ...EMPTY_RECOMMENDATION, madeOn: meeting.heldOn.toString(), givenOn: meeting.heldOn.toString() }
        : recommendationForm(saved),
    version: saved?.version ?? 0,
    actions,
    addressees: addresseesOf(all),
  };
}

/**
 * Saves one part of a recommendation, or a new one, unless the form is older than what is saved: then both texts come back. A new one gets the next number of its
 * meeting. Throws as `openRecommendation`.
 */
export async function saveRecommendation(
  actor: Actor,
  slug: string,
  which: WhichRecommendation,
  { part, change }: { readonly part: RecommendationPart; readonly change: FormChange<RecommendationField> },
  { today, at }: { readonly today: CalendarDate; readonly at: Moment },
): Promise<ScrutinySaved<RecommendationField>> {
  authorise(actor, 'keep-scrutiny', slug);
  await councilOf(slug);
  const newOne = newId();
  return saveByForm<RecommendationField, RecommendationFacts>(slug, change, { actor: historyActor(actor), at }, async () => {
    const { meeting, saved } = await savedRecommendation(slug, which);
    const id = saved?.id ?? newOne;
    const [names, others] = await Promise.all([
      listActionNames(slug, saved?.actions ?? []),
      listRecommendations(slug, { meetingId: meeting.id }),
    ]);
    const number = saved?.number ?? Math.max(0, ...others.map(({ recommendation }) => recommendation.number)) + 1;
    const actions = new Set(names.map((action) => action.id));
    const nameOf = (action: string) => names.find((each) => each.id === action)?.title ?? 'an action of another plan';
    return {
      key: String(number),
      change: (facts) => {
        const recommendation = { ...facts, id, meetingId: meeting.id, number, version: saved?.version ?? 0 };
        return { key: String(number), change: { recommendations: [recommendation] } };
      },
      record: {
        type: 'recommendation',
        id,
        saved: { form: saved === null ? EMPTY_RECOMMENDATION : recommendationForm(saved), version: saved?.version ?? 0 },
        formAt: (content) =>
          content === null
            ? EMPTY_RECOMMENDATION
            : recommendationForm(recommendationOfVersion(id, 0, RECOMMENDATION_VERSION.parse(JSON.parse(content)))),
        read: (form) => readRecommendation(part, form, saved, { actions, today }),
        formOf: recommendationForm,
        fields: RECOMMENDATION_PARTS[part],
        inWords: (field, text) => recommendationFieldInWords(field, text, nameOf),
      },
    };
  });
}

async function savedRecommendation(
  slug: string,
  { meeting: key, number }: WhichRecommendation,
): Promise<{ readonly meeting: Meeting; readonly saved: Recommendation | null }> {
  const meeting = await meetingOf(slug, key);
  if (number === null) return { meeting, saved: null };
  const saved = Number.isInteger(number) && number > 0 && number < 10_000 ? await findRecommendation(meeting.id, number) : null;
  if (saved === null) throw new NotFound(`No recommendation ${number} of ${key}`);
  return { meeting, saved };
}

function addresseesOf(all: readonly { readonly recommendation: Recommendation }[]): readonly string[] {
  return [...new Set(all.map(({ recommendation }) => recommendation.addressee))].toSorted((left, right) =>
    left.localeCompare(right, 'en-GB'),
  );
}
