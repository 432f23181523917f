import { type Html, html } from './html.ts';

export interface Column {
  readonly label: string;
  /** Numbers stand at the right. */
  readonly number?: boolean;
}

/** A table that turns into one card a row on narrow screens; `none` is said when there is no row. */
export function table(columns: readonly Column[], rows: readonly (readonly unknown[])[], none: string): Html {
  if (rows.length === 0) return html`<section><p class="none soft">${none}</p></section>`;
  const kind = (column: Column | undefined) => (column?.number ? 'n' : '');
  return html`<section><table><thead><tr>${columns.map((column) => html`<th scope="col" class="${kind(column)}">${column.label}</th>`)}</tr></thead><tbody>${rows.map(
    (cells) =>
      html`<tr>${cells.map((cell, at) => html`<td data-label="${columns[at]?.label}" class="${kind(columns[at])}"><span>${cell}</span></td>`)}</tr>`,
  )}</tbody></table></section>`;
}
