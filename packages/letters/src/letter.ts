import { type Html, html } from './html.ts';

/** What one person is told by mail, as plain text and as HTML that say the same. */
export type Letter = { readonly subject: string; readonly text: string; readonly html: string };

export type LetterContent = {
  readonly subject: string;
  readonly paragraphs: readonly string[];
  /** Shown large, to be typed in. */
  readonly code?: string;
  readonly link?: { readonly label: string; readonly url: string };
  /** Below the rest: what to do when the mail was not expected. */
  readonly footnote: string;
};

/** Lays a letter out. Nothing in it is loaded from elsewhere, so reading it tells nobody. */
export function writeLetter(content: LetterContent): Letter {
  const { subject, paragraphs, code, link, footnote } = content;
  const text = [
    ...paragraphs,
    ...(code ? [`Code: ${code}`] : []),
    ...(link ? [`${link.label}: ${link.url}`] : []),
    footnote,
  ].join('\n\n');
  return { subject, text, html: layOut(content).html };
}

function layOut({ subject, paragraphs, code, link, footnote }: LetterContent): Html {
  return html`<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${subject}</title></head>
<body style="margin:0;background:#f4f4f2">
<div style="max-width:34rem;margin:0 auto;padding:2rem 1.25rem;font:16px/1.5 system-ui,sans-serif;color:#222;background:#fff">
<p style="font-weight:600">Caravan</p>
${paragraphs.map((paragraph) => html`<p>${paragraph}</p>\n`)}
${code ? html`<p style="font:600 1.75rem/1.2 ui-monospace,monospace;letter-spacing:.2em">${code}</p>` : html``}
${link ? html`<p><a href="${link.url}" style="color:#0b57d0">${link.label}</a></p>` : html``}
<p style="color:#666;font-size:.875rem">${footnote}</p>
</div>
</body>
</html>
`;
}
