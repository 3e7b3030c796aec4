import type { ReactNode } from 'react';

export interface ListedEvent {
  readonly key: string;
  /** Mostly the date. */
  readonly aside: ReactNode;
  readonly title: ReactNode;
  readonly note?: ReactNode;
}

/** Things in time order or by urgency: aside, title, one line of explanation. */
export function EventList({ events }: { readonly events: readonly ListedEvent[] }) {
  return (
    <ul className="app-list">
      {events.map(({ key, aside, title, note }) => (
        <li key={key} className="app-list__item">
          <div className="app-list__aside">{aside}</div>
          <div>
            <p className="app-list__title">{title}</p>
            {note === undefined ? null : <p className="app-list__note">{note}</p>}
          </div>
        </li>
      ))}
    </ul>
  );
}
