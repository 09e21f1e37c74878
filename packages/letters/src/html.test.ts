import { expect, test } from 'vitest';
import { html } from './html.ts';

test('every value is escaped, but HTML made the same way', () => {
  const rows = ['<b>', `"'&`].map((text) => html`<li>${text}</li>`);
  expect(html`<ul>${rows}</ul>${html`<hr>`}`.html).toBe('<ul><li>&lt;b&gt;</li><li>&quot;&#39;&amp;</li></ul><hr>');
});
