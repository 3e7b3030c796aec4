import { z } from 'zod';
import { isPlanField, type UploadedTable } from './fields';

/** An upload as it is kept until it is imported or thrown away. */

const UPLOADED_TABLE: z.ZodType<UploadedTable> = z.object({
  sheet: z.string(),
  otherSheets: z.array(z.string()),
  headings: z.array(z.string()),
  rows: z.array(z.object({ number: z.number(), cells: z.array(z.string()) })),
});

const UPLOAD_STEP = z.discriminatedUnion('step', [
  /** Which column is which field was chosen. */
  z.object({
    step: z.literal('matched'),
    columns: z.array(
      z
        .string()
        .nullable()
        .transform((field) => (field !== null && isPlanField(field) ? field : null)),
    ),
  }),
  /** The file could not be read; `problem` is the sentence that says why. Nothing of it is kept. */
  z.object({ step: z.literal('unreadable'), problem: z.string() }),
  /** It has been imported; what it held is gone. */
  z.object({
    step: z.literal('imported'),
    objectives: z.number(),
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    moves: z.number(),
    left: z.number(),
  }),
]);

export type UploadStep = z.infer<typeof UPLOAD_STEP>;

export function uploadedTableText({ sheet, otherSheets, headings, rows }: UploadedTable): string {
  return JSON.stringify({ sheet, otherSheets, headings, rows });
}

export function readUploadedTable(text: string): UploadedTable {
  return UPLOADED_TABLE.parse(JSON.parse(text));
}

/** Null where no columns were chosen yet. */
export function readUploadStep(text: string | null): UploadStep | null {
  return text === null ? null : UPLOAD_STEP.parse(JSON.parse(text));
}
