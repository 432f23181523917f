/** A mail as its parts; every mail of the product is made of these, so that the two forms never differ. */
export interface MailParts {
  subject: string;
  paragraphs: readonly string[];
  /** The one thing to press. */
  action?: { label: string; url: string };
  /** Small print: why this mail came. */
  reason: string;
}

export interface MailBody {
  text: string;
  html: string;
}

/** The same words as plain text and as HTML. */
export function mailBody({ paragraphs, action, reason }: MailParts): MailBody {
  const text = [...paragraphs, ...(action ? [`${action.label}: ${action.url}`] : []), `-- \n${reason}`].join('\n\n');
  const button = action
    ? `<p><a href="${escaped(action.url)}" style="display:inline-block;padding:10px 16px;background:#0b6e75;color:#ffffff;text-decoration:none;border-radius:6px">${escaped(action.label)}</a></p>`
    : '';
  const html = `<!doctype html><html lang="en"><body style="font-family:system-ui,sans-serif;font-size:15px;line-height:1.5;color:#1a1d21;max-width:36rem">${paragraphs
    .map((paragraph) => `<p>${escaped(paragraph)}</p>`)
    .join('')}${button}<p style="font-size:12px;color:#5b6168">${escaped(reason)}</p></body></html>`;
  return { text, html };
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => entities[sign] ?? sign);
