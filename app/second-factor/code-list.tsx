import { Note } from '@/ui/govuk/text';

/** Recovery codes, the one time they are seen. */
export function CodeList({ codes }: { readonly codes: readonly string[] }) {
  return (
    <>
      <ul className="govuk-list app-codes">
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Note>
        Each signs you in once, should you lose the app. They are not shown again: print them, or keep them in a password manager.
      </Note>
    </>
  );
}
