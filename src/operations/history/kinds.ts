import { z } from 'zod';
import { ROLE_KEYS, ROLES, type Permission } from '@/domain/access';
import { AUTHORITY_VERSION, authorityFacts, NEIGHBOURS_VERSION, neighboursFacts } from '@/domain/authorities';
import { draftFacts, draftInWords, FINDING_VERSION, findingFacts, INSPECTION_DRAFT } from '@/domain/findings';
import type { Fact } from '@/domain/history';
import {
  ACTION_VERSION,
  actionFacts,
  EVIDENCE_VERSION,
  evidenceFacts,
  INVESTMENT_VERSION,
  investmentVersionFacts,
  OBJECTIVE_VERSION,
  objectiveFacts,
  PLAN_VERSION,
  planFacts,
  PUBLICATION_VERSION,
  PROGRESS_INTERNAL_VERSION,
  PROGRESS_VERSION,
  progressFacts,
  progressInternalFacts,
} from '@/domain/improvement';
import {
  INDICATOR_VERSION,
  indicatorFacts,
  NOTE_VERSION,
  noteFacts,
  READING_IMPORT_VERSION,
  readingImportFacts,
  readingImportName,
  TARGET_VERSION,
  targetFacts,
} from '@/domain/indicators';
import { INSPECTION_VERSION, inspectionFacts, inspectionVersionName } from '@/domain/inspections';
import {
  BRIEFING_VERSION,
  briefingVersionFacts,
  COMMITTEE_VERSION,
  committeeVersionFacts,
  DRAFT_VERSION,
  draftVersionFacts,
  MEETING_VERSION,
  meetingVersionFacts,
  QUESTION_VERSION,
  questionVersionFacts,
  RECOMMENDATION_VERSION,
  recommendationVersionFacts,
} from '@/domain/scrutiny';
import { SELF_EVALUATION_VERSION, selfEvaluationFacts } from '@/domain/self-evaluation';
import { DEFAULT_SETTINGS, SETTINGS_VERSION, settingsFacts } from '@/domain/settings';
import { calendarDate, dateInWords, listInWords, startSmall } from '@/domain/shared';

/** Somebody's roles in a council as src/database/people.ts writes them. The name lives outside the history and can be erased. */
const MEMBERSHIP_VERSION = z.object({ person: z.string(), roles: z.array(z.string()), suspended: z.boolean() });

/**
 * What kinds of record the history keeps, as its entries name them: who may read them, how one is called in a sentence, what a version says. A new tracked
 * record is an entry here and a line in a migration (`track_history`).
 */
export const RECORD_KINDS: Readonly<Record<string, RecordKind>> = {
  inspection: kind({
    words: 'Inspections and visits',
    permission: 'read-published',
    schema: INSPECTION_VERSION,
    name: (version) => `the ${startSmall(inspectionVersionName(version))}`,
    facts: inspectionFacts,
  }),
  finding: kind({
    words: 'Findings',
    permission: 'read-published',
    schema: FINDING_VERSION,
    name: ({ title }) => `the finding “${title}”`,
    facts: findingFacts,
  }),
  'inspection-draft': kind({
    words: 'Drafts of inspections and findings',
    permission: 'read-drafts',
    schema: INSPECTION_DRAFT,
    name: (draft) => `the draft “${draftInWords(draft)}”`,
    facts: draftFacts,
  }),
  plan: kind({
    words: 'The improvement plan',
    permission: 'read-plan',
    schema: PLAN_VERSION,
    name: ({ title }) => `the plan “${title}”`,
    facts: planFacts,
  }),
  objective: kind({
    words: 'Objectives of the plan',
    permission: 'read-plan',
    schema: OBJECTIVE_VERSION,
    name: ({ title }) => `the objective “${title}”`,
    facts: objectiveFacts,
  }),
  action: kind({
    words: 'Actions of the plan',
    permission: 'read-plan',
    schema: ACTION_VERSION,
    name: ({ title }) => `the action “${title}”`,
    facts: actionFacts,
  }),
  'progress-update': kind({
    words: 'Updates by owners',
    permission: 'read-plan',
    schema: PROGRESS_VERSION,
    name: ({ done }) => `an update: ${done}`,
    facts: progressFacts,
  }),
  'progress-internal': kind({
    words: 'Confidence and blockers',
    permission: 'read-internal',
    schema: PROGRESS_INTERNAL_VERSION,
    name: ({ blockers }) => `what is internal about an update${blockers === null ? '' : `: ${blockers}`}`,
    facts: progressInternalFacts,
  }),
  evidence: kind({
    words: 'Evidence',
    permission: 'read-plan',
    schema: EVIDENCE_VERSION,
    name: ({ title }) => `the evidence “${title}”`,
    facts: evidenceFacts,
  }),
  'plan-publication': kind({
    words: 'Publications of the plan',
    permission: 'read-plan',
    schema: PUBLICATION_VERSION,
    name: ({ number }) => `version ${number} of the plan, published for everybody`,
    facts: ({ note }) => [{ label: 'What is new', words: note ?? '' }],
  }),
  investment: kind({
    words: 'Money for improvement',
    permission: 'read-plan',
    schema: INVESTMENT_VERSION,
    name: ({ title }) => `the money for “${title}”`,
    facts: investmentVersionFacts,
  }),
  'self-evaluation': kind({
    words: 'Self-evaluations',
    permission: 'read-drafts',
    schema: SELF_EVALUATION_VERSION,
    name: ({ year }) => `the self-evaluation of ${year}`,
    facts: selfEvaluationFacts,
  }),
  committee: kind({
    words: 'Scrutiny committees',
    permission: 'read-published',
    schema: COMMITTEE_VERSION,
    name: ({ name }) => `the committee “${name}”`,
    facts: committeeVersionFacts,
  }),
  meeting: kind({
    words: 'Meetings of scrutiny committees',
    permission: 'read-published',
    schema: MEETING_VERSION,
    name: ({ committee, heldOn }) => `the meeting of ${committee.name} on ${dateInWords(calendarDate(heldOn))}`,
    facts: meetingVersionFacts,
  }),
  recommendation: kind({
    words: 'Recommendations of scrutiny committees',
    permission: 'read-plan',
    schema: RECOMMENDATION_VERSION,
    name: ({ wording }) => `the recommendation “${wording}”`,
    facts: recommendationVersionFacts,
  }),
  question: kind({
    words: 'Questions before meetings',
    permission: 'read-plan',
    schema: QUESTION_VERSION,
    name: ({ text }) => `the question “${text}”`,
    facts: questionVersionFacts,
  }),
  briefing: kind({
    words: 'Briefings for meetings',
    permission: 'read-plan',
    schema: BRIEFING_VERSION,
    name: ({ number }) => `briefing number ${number} for a meeting`,
    facts: briefingVersionFacts,
  }),
  'briefing-draft': kind({
    words: 'Drafts of briefings',
    permission: 'keep-scrutiny',
    schema: DRAFT_VERSION,
    name: () => 'the draft of a briefing',
    facts: draftVersionFacts,
  }),
  authority: kind({
    words: 'The council’s name, codes and area',
    permission: 'read-published',
    schema: AUTHORITY_VERSION,
    name: () => 'the council',
    facts: authorityFacts,
  }),
  neighbours: kind({
    words: 'Statistical neighbours',
    permission: 'read-published',
    schema: NEIGHBOURS_VERSION,
    name: ({ model }) => `the statistical neighbours of the ${model} model`,
    facts: neighboursFacts,
  }),
  // A council's history holds its own ones alone: published ones are in the national chain.
  indicator: kind({
    words: 'Indicators',
    permission: 'read-plan',
    schema: INDICATOR_VERSION,
    name: ({ name }) => `the indicator “${name}”`,
    facts: indicatorFacts,
  }),
  'reading-import': kind({
    words: 'Figures of indicators',
    permission: 'read-plan',
    schema: READING_IMPORT_VERSION,
    name: readingImportName,
    facts: readingImportFacts,
  }),
  target: kind({
    words: 'Targets of indicators',
    permission: 'read-plan',
    schema: TARGET_VERSION,
    name: ({ name }) => `a target for “${name}”`,
    facts: targetFacts,
  }),
  'indicator-note': kind({
    words: 'Explanations of figures',
    permission: 'read-plan',
    schema: NOTE_VERSION,
    name: ({ name }) => `an explanation of “${name}”`,
    facts: noteFacts,
  }),
  settings: kind({
    words: 'Settings',
    permission: 'read-settings',
    schema: SETTINGS_VERSION,
    name: () => 'the settings',
    facts: settingsFacts,
    // Before the first save the defaults were in force.
    initial: settingsFacts(DEFAULT_SETTINGS),
  }),
  membership: kind({
    words: 'Roles of people',
    permission: 'read-people',
    schema: MEMBERSHIP_VERSION,
    name: ({ person }, nameOf) => `the roles of ${nameOf(person)}`,
    people: ({ person }) => [person],
    facts: ({ roles, suspended }) => [
      { label: 'Roles', words: listInWords(roles.map(roleInWords)) || 'none' },
      {
        label: 'Suspension',
        words: suspended ? 'on' : 'off',
        changed: (_, after) => (after === 'on' ? 'Suspended: the roles do not count' : 'No longer suspended: the roles count again'),
      },
    ],
    initial: [
      { label: 'Roles', words: 'none' },
      { label: 'Suspension', words: 'off' },
    ],
  }),
};

/** What one version of a record says; people are named by whoever asks. */
export interface ReadVersion {
  readonly people: readonly string[];
  readonly describe: (nameOf: (person: string) => string) => { readonly name: string; readonly facts: readonly Fact[] };
}

export interface RecordKind {
  /** Heading of a list of such records. */
  readonly words: string;
  /** Who may read such a record may read its history. */
  readonly permission: Permission;
  /** What was in force before the first version; null where there was nothing. */
  readonly initial: readonly Fact[] | null;
  /** Null where this program cannot read what another version of it has written. */
  readonly read: (content: string) => ReadVersion | null;
}

function kind<Version>({ words, permission, schema, name, facts, people = () => [], initial = null }: KindOf<Version>): RecordKind {
  return {
    words,
    permission,
    initial,
    read: (content) => {
      const parsed = schema.safeParse(JSON.parse(content));
      if (!parsed.success) return null;
      const version = parsed.data;
      return { people: people(version), describe: (nameOf) => ({ name: name(version, nameOf), facts: facts(version) }) };
    },
  };
}

function roleInWords(key: string): string {
  const role = ROLE_KEYS.find((one) => one === key);
  return role === undefined ? key : ROLES[role].words.toLowerCase();
}

interface KindOf<Version> {
  readonly words: string;
  readonly permission: Permission;
  readonly schema: z.ZodType<Version>;
  readonly name: (version: Version, nameOf: (person: string) => string) => string;
  readonly facts: (version: Version) => readonly Fact[];
  readonly people?: (version: Version) => readonly string[];
  readonly initial?: readonly Fact[] | null;
}
