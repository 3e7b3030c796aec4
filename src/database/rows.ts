import { Temporal } from 'temporal-polyfill';

import { calendarDate, type CalendarDate, type Moment, type Source } from '@/domain/shared';
import type { Source as SourceRow } from './generated/client';

/** PostgreSQL's `date` reaches us as midnight in universal time: only its day means anything. */
export function fromDateColumn(date: Date): CalendarDate {
  return calendarDate(date.toISOString().slice(0, 10));
}

export function toDateColumn(date: CalendarDate): Date {
  return new Date(`${date.toString()}T00:00:00Z`);
}

export function sourceFromRow(row: SourceRow): Source {
  return {
    name: row.name,
    publisher: row.publisher,
    url: row.url,
    file: row.file,
    page: row.page,
    publishedOn: row.publishedOn && fromDateColumn(row.publishedOn),
    retrievedOn: fromDateColumn(row.retrievedOn),
  };
}

export function fromTimeColumn(date: Date): Moment {
  return Temporal.Instant.fromEpochMilliseconds(date.getTime());
}

export function toTimeColumn(moment: Moment): Date {
  return new Date(moment.epochMilliseconds);
}
