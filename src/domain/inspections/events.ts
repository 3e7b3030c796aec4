/**
 * What Ofsted (alone or with others) does at a council. `graded` events carry judgements; the rest end in a letter. The product calls every one of
 * them an inspection and says which kind it is.
 */
export const EVENT_TYPES = {
  'single-inspection': { name: 'Single inspection', graded: true, output: 'report', onSite: 'four weeks' },
  'standard-inspection': { name: 'Standard inspection', graded: true, output: 'report', onSite: 'two weeks' },
  'short-inspection': { name: 'Short inspection', graded: true, output: 'report', onSite: 'one week' },
  'focused-visit': { name: 'Focused visit', graded: false, output: 'letter', onSite: 'two days' },
  'monitoring-visit': { name: 'Monitoring visit', graded: false, output: 'letter', onSite: 'two days' },
  'assurance-visit': { name: 'Assurance visit', graded: false, output: 'letter', onSite: 'two days' },
  jtai: { name: 'Joint targeted area inspection', graded: false, output: 'letter', onSite: 'one week' },
  'engagement-meeting': { name: 'Annual engagement meeting', graded: false, output: 'note', onSite: 'one day' },
} as const;

/** What a focused or monitoring visit looks at. */
export const THEMES = {
  'front-door': 'The front door',
  'children-in-need-or-protection-plan': 'Children in need or subject to a protection plan',
  'vulnerable-adolescents': 'Vulnerable adolescents',
  'children-in-care': 'Children in care',
  'achieving-permanence': 'Planning and achieving permanence',
  'care-leavers': 'Care leavers',
  'placement-decisions-for-older-children': 'Placement decisions for older children',
} as const;

export function isEventType(text: string): text is EventType {
  return Object.hasOwn(EVENT_TYPES, text);
}

export function isTheme(text: string): text is Theme {
  return Object.hasOwn(THEMES, text);
}

export type EventType = keyof typeof EVENT_TYPES;
export type Theme = keyof typeof THEMES;
