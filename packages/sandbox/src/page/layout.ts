import { createHash } from 'node:crypto';
import { Html, html } from './html.ts';

const STYLE = `:root{color-scheme:light dark;--ink:#1c2430;--soft:#5b6675;--line:#dfe4ea;--paper:#fff;--ground:#f5f7f9;--accent:#0b6b74}
@media (prefers-color-scheme:dark){:root{--ink:#e4e9ef;--soft:#9aa7b6;--line:#2c3642;--paper:#182029;--ground:#10161d;--accent:#5cc4cd}}
*{box-sizing:border-box}body{margin:0;background:var(--ground);color:var(--ink);font:15px/1.5 system-ui,sans-serif}
header{background:var(--paper);border-bottom:1px solid var(--line);padding:12px 24px;display:flex;gap:8px 24px;flex-wrap:wrap;align-items:baseline}
header b{font-size:16px}nav{display:flex;gap:4px 18px;flex-wrap:wrap}a{color:var(--accent);text-decoration:none}a:hover,a:focus{text-decoration:underline}
a[aria-current]{color:var(--ink);font-weight:600}main{max-width:1200px;margin:0 auto;padding:24px}h1{font-size:22px;margin:0;overflow-wrap:anywhere}h1+p{margin:2px 0 16px}
h2{font-size:16px;margin:28px 0 8px}.soft{color:var(--soft)}section,.box{background:var(--paper);border:1px solid var(--line);border-radius:8px;padding:0;overflow-x:auto}
.box{padding:16px}table{border-collapse:collapse;width:100%}th,td{text-align:left;padding:8px 14px;border-bottom:1px solid var(--line);vertical-align:top}
th{font-size:13px;color:var(--soft);font-weight:600;white-space:nowrap}tr:last-child td{border-bottom:0}th.n,td.n{text-align:right;font-variant-numeric:tabular-nums}td{overflow-wrap:anywhere;white-space:pre-line}.none{margin:0;padding:12px 14px}details{margin-top:4px}summary{color:var(--soft);cursor:pointer}pre{margin:4px 0;white-space:pre-wrap;font-size:13px}
dl{display:grid;grid-template-columns:minmax(8em,14em) 1fr;gap:4px 16px;margin:0}dt{color:var(--soft)}dd{margin:0;overflow-wrap:anywhere}
form{margin:12px 0;display:flex;gap:8px;flex-wrap:wrap}input,button{font:inherit;color:inherit;background:var(--paper);border:1px solid var(--line);border-radius:6px;padding:6px 10px}
input{flex:1 1 16em;min-width:0}.pager{display:flex;gap:16px;margin-top:12px}
@media (max-width:600px){header,main{padding:12px 16px}nav{font-size:14px;gap:4px 13px}dl{grid-template-columns:minmax(7em,2fr) 3fr}
thead{position:absolute;clip-path:inset(50%);width:1px;height:1px;overflow:hidden}tr{display:block;padding:8px 14px;border-bottom:1px solid var(--line)}tr:last-child{border-bottom:0}
td,td.n{display:grid;grid-template-columns:minmax(7em,2fr) 3fr;gap:12px;padding:3px 0;border:0;text-align:left}td::before{content:attr(data-label);color:var(--soft);font-size:13px}}`;

/** No script, no outside asset: the one style sheet is named by its hash. */
export const SECURITY_POLICY = `default-src 'none'; style-src 'sha256-${createHash('sha256').update(STYLE).digest('base64')}'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'`;

const SECTIONS = [
  ['companies', 'Companies'],
  ['opportunities', 'Opportunities'],
  ['callbacks', 'Callbacks'],
  ['journal', 'Journal'],
] as const;

export function layout(options: {
  title: string;
  company: string;
  companies: readonly string[];
  section: string;
  body: Html;
}): string {
  const at = (path: string, company = options.company) => `/${path}?company=${encodeURIComponent(company)}`;
  const others =
    options.companies.length > 1
      ? options.companies.map(
          (name) =>
            html`<a href="${at('companies', name)}"${name === options.company ? new Html(' aria-current="page"') : ''}>${name}</a> `,
        )
      : [];
  const page = html`<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<title>${options.title} · ConnectWise sandbox</title><style>${new Html(STYLE)}</style></head><body>
<header><b>ConnectWise sandbox</b><nav aria-label="Sections">${SECTIONS.map(([path, label]) => html`<a href="${at(path)}"${path === options.section ? new Html(' aria-current="page"') : ''}>${label}</a>`)}</nav>
<span class="soft">${others.length > 0 ? others : options.company}</span></header><main>${options.body}</main></body></html>`;
  return page.text;
}
