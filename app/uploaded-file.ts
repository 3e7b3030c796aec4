/** The file that a form sent under `file`, and its other fields; of what is no form, or holds none, an empty one without a name. */
export async function uploadedFile(request: Request): Promise<{ readonly name: string; readonly bytes: Buffer; readonly form: FormData }> {
  const form = await request.formData().catch(() => new FormData());
  const file = form.get('file');
  if (!(file instanceof File)) return { name: '', bytes: Buffer.alloc(0), form };
  return { name: file.name, bytes: Buffer.from(await file.arrayBuffer()), form };
}

/** Leads on after an upload. */
export function seeOther(address: string): Response {
  return new Response(null, { status: 303, headers: { Location: address, 'Cache-Control': 'no-store' } });
}
