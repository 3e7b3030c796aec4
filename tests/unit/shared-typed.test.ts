import { expect, test } from 'vitest';

import { calendarDateSchema, onLines, onOneLine, readReason } from '@/domain/shared';

test('what is typed is kept without what no database stores', () => {
  expect(onOneLine(' New \u0000\n house style ')).toBe('New house style');
  expect(onLines('One\u0000\r\n\n\n\n two ')).toBe('One\n\ntwo');
  expect([onOneLine('a\uD800b'), onLines('\uDC00')]).toEqual(['a\uFFFDb', '\uFFFD']);
});

test('a reason is one line, neither empty nor too long', () => {
  expect(readReason(' \n', 'Say why')).toEqual({ ok: false, problems: [{ field: 'reason', message: 'Say why' }] });
  expect(readReason('x'.repeat(501), 'Say why')).toEqual({
    ok: false,
    problems: [{ field: 'reason', message: 'Shorten the reason to 500 characters' }],
  });
  expect(readReason(' For\nthe board ', 'Say why')).toEqual({ ok: true, value: 'For the board' });
});

test('a day is one of the years that anybody means', () => {
  for (const day of ['1900-01-01', '9998-12-31']) expect(calendarDateSchema.safeParse(day).success).toBe(true);
  for (const day of ['0000-01-01', '1899-12-31', '9999-12-31']) {
    expect(calendarDateSchema.safeParse(day).error?.issues[0]?.message).toContain('Check the year');
  }
});
