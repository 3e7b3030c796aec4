import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { STATUS_KEYS, STATUSES } from '@/domain/improvement';
import { SHAPES } from '@/ui/ratings/shapes';
import { GLYPHS } from '@/ui/improvement/glyphs';
import { SilentRemark, StatusTag, Steps } from '@/ui/improvement/status-tag';

describe('a status', () => {
  test.each(STATUS_KEYS)('shows %s as a word with its own glyph, never by colour alone', (status) => {
    const html = renderToStaticMarkup(<StatusTag status={status} />);
    expect(html).toContain(STATUSES[status].word);
    expect(html).toContain(GLYPHS[STATUSES[status].glyph]);
    expect(html).toContain('aria-hidden="true"');
  });

  test('has a glyph that no other status, remark or grade has', () => {
    const drawn = [...Object.values(GLYPHS), ...new Set(Object.values(SHAPES))];
    expect(new Set(drawn).size).toBe(drawn.length);
    expect(new Set(STATUS_KEYS.map((status) => STATUSES[status].glyph)).size).toBe(STATUS_KEYS.length);
  });
});

test('a silent action says for how long', () => {
  expect(renderToStaticMarkup(<SilentRemark days={36} />)).toContain('Not updated for 36 days');
});

describe('steps', () => {
  test('are counted in words and boxes, never as a percentage', () => {
    const html = renderToStaticMarkup(<Steps done={3} total={5} />);
    expect(html).toContain('3 of 5');
    expect(html.match(/app-steps__box( |")/g)).toHaveLength(5);
    expect(html.match(/app-steps__box--done/g)).toHaveLength(3);
    expect(html).not.toContain('%');
  });

  test('have no boxes where there are too many to count at a glance, and none where there is none', () => {
    expect(renderToStaticMarkup(<Steps done={1} total={13} />)).not.toContain('app-steps__box');
    expect(renderToStaticMarkup(<Steps done={1} total={12} />)).toContain('app-steps__box');
    expect(renderToStaticMarkup(<Steps done={0} total={0} />)).toBe('No steps');
  });
});
