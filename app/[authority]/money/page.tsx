import {
  amountInWords,
  DECISION_WORDS,
  exactAmount,
  financialYearInWords,
  investmentInWords,
  moneyInWords,
  type Decision,
  type Investment,
  type MoneyTotals,
  type Pence,
} from '@/domain/improvement';
import { numberInWords, shortDateInWords, startWithCapital } from '@/domain/shared';
import { currentRequest } from '@/operations/access';
import { viewMoney, type InvestmentView, type MoneyView } from '@/operations/improvement';
import { FilterForm, Select } from '@/ui/govuk/forms';
import { PageFrame } from '@/ui/govuk/page-frame';
import { Section } from '@/ui/govuk/section';
import { SourceLine } from '@/ui/govuk/source-line';
import { SubLine, Table } from '@/ui/govuk/table';
import { NextLinks, Paragraph } from '@/ui/govuk/text';
import { AimList } from '@/ui/improvement/aims';
import { LinkedActions } from '@/ui/improvement/linked-actions';
import type { PageInput } from '../../answers';
import { permitted } from '../../permitted';
import { upToIn } from './address';

const TOTALS = 'Money by financial year and purpose';
/** What fits a sheet of paper with every penny. */
const MOST_SIDE_BY_SIDE = 3;

export const dynamic = 'force-dynamic';

/** What is there for improvement, is it recurrent, who decided it, and what does it pay for? */
export default async function MoneyPage({ params, searchParams }: PageInput<{ authority: string }>) {
  const { actor, today } = await currentRequest();
  const { authority: slug } = await params;
  const upTo = upToIn((await searchParams)['to']);
  const view = await permitted(actor, `/${slug}/money`, viewMoney(actor, slug, upTo, today));
  const { authority, investments, thisYear, mayChange } = view;
  const add = { text: 'Add money', href: `/${slug}/money/new` };
  return (
    <PageFrame
      name="Money"
      authority={authority}
      current="plan"
      breadcrumbs={[{ text: 'Plan', href: `/${slug}/plan` }]}
      caption="Money for improvement"
      title={moneyInWords(
        investments.map(({ investment }) => investment),
        thisYear,
      )}
    >
      {investments.length === 0 ? (
        <>
          <Paragraph>Money is recorded with the decision it rests on, the years it is for and the actions it pays for.</Paragraph>
          {mayChange ? <NextLinks links={[add]} /> : null}
        </>
      ) : (
        <>
          <Years view={view} />
          <Investments view={view} />
          <NextLinks
            links={[
              ...(mayChange ? [add] : []),
              { text: 'Each sum in each year as a file (CSV)', href: `/${slug}/money.csv?to=${view.upTo}` },
              { text: 'Who changed what, when and why', href: `/${slug}/history?kind=investment` },
            ]}
          />
        </>
      )}
    </PageFrame>
  );
}

function Years({ view: { authority, investments, totals, upTo, years } }: { readonly view: MoneyView }) {
  const isOpen = investments.some(({ investment: { kind, lastYear } }) => kind === 'recurrent' && lastYear === null);
  const last = totals.years.at(-1)?.year ?? upTo;
  return (
    <Section id="years" question="What does it come to?" heading={`${amountInWords(totals.pence)} in all, up to March ${last + 1}`}>
      {isOpen ? (
        <FilterForm action={`/${authority.slug}/money`} label="Choose how far to count" submit="Count">
          <Select
            id="to"
            label="Count money without an end up to"
            value={String(upTo)}
            options={years.map((year) => ({ value: String(year), text: financialYearInWords(year) }))}
          />
        </FilterForm>
      ) : null}
      {totals.purposes.length > MOST_SIDE_BY_SIDE ? <YearAfterYear totals={totals} /> : <SideBySide totals={totals} />}
      <SourceLine source="the decisions below; money given once over several years is spread evenly" />
    </Section>
  );
}

/** A column for each purpose. */
function SideBySide({ totals: { purposes, years, pence } }: { readonly totals: MoneyTotals }) {
  const withSum = (amounts: readonly Pence[], sum: Pence) => (amounts.length === 1 ? amounts : [...amounts, sum]);
  return (
    <Table
      caption={TOTALS}
      columns={[
        { key: 'year', heading: 'Financial year' },
        ...purposes.map(({ key, name }) => ({ key, heading: <span className="app-breakable">{name}</span>, label: name, numeric: true })),
        ...(purposes.length === 1 ? [] : [{ key: 'all', heading: 'All purposes', numeric: true }]),
      ]}
      rows={[
        ...years.map(({ year, pence, byPurpose }) => ({
          key: String(year),
          cells: [financialYearInWords(year), ...withSum(byPurpose, pence).map(exactAmount)],
        })),
        {
          key: 'all',
          cells: [
            'All years',
            ...withSum(
              purposes.map((purpose) => purpose.pence),
              pence,
            ).map((sum, index) => <strong key={index}>{exactAmount(sum)}</strong>),
          ],
        },
      ]}
    />
  );
}

/** More purposes than fit side by side: those of each year below each other, without those it spends nothing on. */
function YearAfterYear({ totals: { purposes, years, pence } }: { readonly totals: MoneyTotals }) {
  const group = (heading: string, amounts: readonly Pence[], sum: Pence) => ({
    key: heading,
    heading,
    rows: [
      ...purposes.flatMap(({ key, name }, index) => {
        const amount = amounts[index] ?? 0n;
        return amount === 0n
          ? []
          : [
              {
                key,
                cells: [
                  <span key="name" className="app-breakable">
                    {name}
                  </span>,
                  exactAmount(amount),
                ],
              },
            ];
      }),
      { key: 'all', cells: ['All purposes', <strong key="sum">{exactAmount(sum)}</strong>] },
    ],
  });
  return (
    <Table
      caption={TOTALS}
      columns={[
        { key: 'purpose', heading: 'Financial year and purpose' },
        { key: 'amount', heading: 'Amount', numeric: true },
      ]}
      groups={[
        ...years.map(({ year, pence, byPurpose }) => group(financialYearInWords(year), byPurpose, pence)),
        group(
          'All years',
          purposes.map((purpose) => purpose.pence),
          pence,
        ),
      ]}
    />
  );
}

function Investments({ view: { authority, investments, mayChange } }: { readonly view: MoneyView }) {
  return (
    <Section id="investments" question="What does it pay for, and who decided it?" heading={withoutActionInWords(investments)}>
      <Table
        caption="Money, decisions, the actions paid for and what they should move"
        stack="wide"
        columns={[
          { key: 'title', heading: 'What it pays for', width: 20 },
          { key: 'amount', heading: 'Amount', width: 15 },
          { key: 'decision', heading: 'Decision', width: 20 },
          { key: 'actions', heading: 'Actions' },
          { key: 'indicators', heading: 'Indicators it should move' },
        ]}
        rows={investments.map(({ investment, actions, indicators }) => ({
          key: investment.id,
          cells: [
            <WhatFor key="title" investment={investment} mayChange={mayChange} />,
            investmentInWords(investment),
            <DecisionCell key="decision" investment={investment} />,
            actions.length === 0 ? (
              'No action is linked to this money.'
            ) : (
              <LinkedActions key="actions" council={authority.slug} actions={actions} />
            ),
            indicators.length === 0 ? 'No indicator is chosen.' : <AimList key="indicators" slug={authority.slug} aims={indicators} />,
          ],
        }))}
      />
    </Section>
  );
}

function WhatFor({ investment, mayChange }: { readonly investment: Investment; readonly mayChange: boolean }) {
  const { id, authority, title, purpose, note } = investment;
  return (
    <>
      {title}
      <SubLine>{purpose}</SubLine>
      {note === null ? null : <SubLine>{note}</SubLine>}
      {mayChange ? (
        <SubLine>
          <a className="govuk-link" href={`/${authority}/money/${id}`}>
            Change<span className="govuk-visually-hidden">{` ${title}`}</span>
          </a>
        </SubLine>
      ) : null}
    </>
  );
}

function DecisionCell({ investment: { decision, source } }: { readonly investment: Investment }) {
  return (
    <>
      {decisionInWords(decision)}
      <SubLine>
        {source.url === null ? (
          source.name
        ) : (
          <a className="govuk-link" href={source.url}>
            {source.name}
          </a>
        )}
      </SubLine>
    </>
  );
}

/** `Considered by cabinet, 2 Nov 2022` */
function decisionInWords({ word, by, on }: Decision): string {
  const who = by === null ? '' : ` by ${by}`;
  return `${DECISION_WORDS[word]}${who}${on === null ? '' : `, ${shortDateInWords(on)}`}`;
}

function withoutActionInWords(investments: readonly InvestmentView[]): string {
  const without = investments.filter(({ actions }) => actions.length === 0).length;
  if (without === 0) return 'All of it is linked to actions of the plan';
  if (without === investments.length) return 'No action says what this money is for';
  return `${startWithCapital(numberInWords(without))} of ${numberInWords(investments.length)} ${without === 1 ? 'is' : 'are'} money without an action`;
}
