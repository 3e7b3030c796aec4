/**
 * Words that people outside children's services need told, with the texts that give them away. A briefing lists those that it uses. Meanings in our own words, after Ofsted's
 * framework for inspections and the Department for Education's guidance; kept short: half a line of a column.
 */
const JARGON: readonly JargonWord[] = [
  {
    term: 'Agency social worker',
    meaning: 'hired through an agency, not employed by the council',
    seen: /agency (social worker|rate|staff)/i,
  },
  { term: 'Area for improvement', meaning: 'what inspectors ask the council to do better', seen: /areas? for improvement/i },
  { term: 'Area for priority action', meaning: 'a serious weakness that must be put right at once', seen: /priority action/i },
  { term: 'Care leaver', meaning: 'a young person who was in care and is now an adult, up to 25', seen: /care leavers?/i },
  { term: 'Caseload', meaning: 'how many children one social worker has to look after', seen: /caseload|cases per social worker/i },
  {
    term: 'Child in care',
    meaning: 'a child whom the council looks after in place of the parents',
    seen: /children in care|looked[- ]after/i,
  },
  { term: 'Child protection plan', meaning: 'what has to happen so that a child at risk is safe', seen: /child protection plan/i },
  { term: 'Core group', meaning: 'the people who carry out one child’s protection plan', seen: /core group/i },
  { term: 'Focused visit', meaning: 'two inspectors, two days, one theme; a letter and no grade', seen: /focused visit/i },
  { term: 'Help and protection', meaning: 'early help, referrals, enquiries and children’s plans', seen: /help and protection/i },
  { term: 'ILACS', meaning: 'Ofsted’s inspection of a council’s children’s services', seen: /\bILACS\b/ },
  { term: 'JTAI', meaning: 'joint inspection of council, health and police', seen: /\bJTAI\b|joint targeted area inspection/i },
  { term: 'Median', meaning: 'the one in the middle: half have more, half less', seen: /\bmedian\b/i },
  { term: 'Personal adviser', meaning: 'the person who supports a care leaver', seen: /personal adviser|their adviser/i },
  { term: 'Personal education plan', meaning: 'what a child in care is to learn, and how', seen: /education plans?/i },
  { term: 'Persistent absence', meaning: 'missing a tenth of school or more', seen: /persistent(ly)? absen/i },
  { term: 'Private fostering', meaning: 'living 28 days or more with somebody who is not close family', seen: /private(ly)? foster/i },
  { term: 'Re-referral', meaning: 'a second referral within twelve months', seen: /re-?referr|repeat referral|referred again/i },
  { term: 'Self-evaluation', meaning: 'what the council says of itself to Ofsted every year', seen: /self-evaluation/i },
  { term: 'Short inspection', meaning: 'one week; where leaders and most practice are good', seen: /short inspection/i },
  { term: 'Standard inspection', meaning: 'two weeks; after a weaker one', seen: /standard inspection/i },
  { term: 'Statistical neighbours', meaning: 'the ten councils most like this one', seen: /similar councils|neighbours/i },
  { term: 'Vacancy rate', meaning: 'posts of social workers that nobody fills', seen: /vacanc|posts vacant/i },
];

/** Those of the words that the texts use, by alphabet. */
export function jargonIn(texts: readonly string[]): readonly Pick<JargonWord, 'term' | 'meaning'>[] {
  const all = texts.join('\n');
  return JARGON.filter(({ seen }) => seen.test(all))
    .map(({ term, meaning }) => ({ term, meaning }))
    .toSorted((left, right) => left.term.localeCompare(right.term, 'en-GB'));
}

interface JargonWord {
  readonly term: string;
  readonly meaning: string;
  readonly seen: RegExp;
}
