import { MAIN_CONTENT_ID } from './site';

export function SkipLink() {
  return (
    <a href={`#${MAIN_CONTENT_ID}`} className="govuk-skip-link">
      Skip to main content
    </a>
  );
}
