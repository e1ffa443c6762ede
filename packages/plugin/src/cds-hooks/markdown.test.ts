import { expect, test } from 'vitest';
import { escapeMarkdown, plainLine } from './markdown.ts';

test.each([
  ['限 2 级及以上医院', '限 2 级及以上医院'],
  ['2026-07-01 09:30', '2026-07-01 09:30'],
  ['**停用** _x_ ~~y~~', '\\*\\*停用\\*\\* \\_x\\_ \\~\\~y\\~\\~'],
  ['[去看](javascript:alert(1))', '\\[去看\\](javascript:alert(1))'],
  ['![x](data:,)', '!\\[x\\](data:,)'],
  ['<img src=x onerror=alert(1)>', '\\<img src=x onerror=alert(1)\\>'],
  ['a &lt; b | c', 'a \\&lt; b \\| c'],
  ['# 标题', '\\# 标题'],
  ['- 项', '\\- 项'],
  ['1. 项', '1\\. 项'],
  ['1.5 片', '1.5 片'],
  ['```\ncode', '\\`\\`\\` code'],
  ['见 https://rules.example/a_b 第三条', '见 `https://rules.example/a_b` 第三条'],
  ['www.rules.example', '`www.rules.example`'],
  ['写给 a@rules.example', '写给 `a@rules.example`'],
  ['a`b@c``d', '```a`b@c``d```'],
  ['@`', '`` @` ``'],
  ['C:\\路径', 'C:\\\\路径'],
])('%j shows as itself', (text, markdown) => {
  expect(escapeMarkdown(text)).toBe(markdown);
});

test('what moves a cursor, hides, or turns the direction of writing is left out', () => {
  expect(plainLine('a\u202eb\u200bc\u0007d\r\n\te\u2028f')).toBe('abcd e f');
  expect(plainLine('\ud83d\ude00 \ud83d')).toBe('\ud83d\ude00 \ufffd');
});
