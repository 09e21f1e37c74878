/** Text that is HTML already. */
export type Html = { readonly html: string };

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** HTML whose every value is escaped, unless it is `Html` (or a list of it) itself. */
export function html(parts: TemplateStringsArray, ...values: readonly (string | Html | readonly Html[])[]): Html {
  const texts = values.map((value) =>
    typeof value === 'string' ? escape(value) : [value].flat().map(textOf).join(''),
  );
  return { html: parts.reduce((text, part, index) => text + part + (texts[index] ?? ''), '') };
}

function textOf(value: Html): string {
  return value.html;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] ?? character);
}
