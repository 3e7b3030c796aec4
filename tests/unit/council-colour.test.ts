import { expect, test } from 'vitest';

import { GET } from '../../app/council-colour/[file]/route';

async function asked(file: string): Promise<Response> {
  return GET(new Request(`http://localhost/council-colour/${file}`), { params: Promise.resolve({ file }) });
}

test('a colour that white text can be read on has a style sheet that may be kept for ever', async () => {
  const answer = await asked('1d70b8.css');
  expect(await answer.text()).toBe(':root:root{--council-colour:#1d70b8}\n');
  expect(answer.headers.get('Cache-Control')).toContain('immutable');
  expect(answer.headers.get('Content-Type')).toBe('text/css; charset=utf-8');
});

test.each(['ffffff.css', '1d70b8', '1D70B8.css', 'red}body{display:none.css', '..', '1d70b8.css.css'])('%s is none', async (file) => {
  const answer = await asked(file);
  expect(answer.status).toBe(404);
  expect(await answer.text()).toBe('');
});
