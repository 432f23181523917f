/** The words by which sentences of the log call a record. */
const kinds = ['company', 'client', 'contact', 'product', 'catalog item', 'bundle', 'opportunity'];

/**
 * What a description says beyond the record's kind and name, which the row shows in a column of its own: `Updated phone of contact "Ada" in
 * ConnectWise.` is `Updated phone in ConnectWise.` there. A sentence that names the record in another way stands as it is; the API, exports and the
 * entry itself keep the whole one.
 */
export function shortDescription(description: string, name: string | null | undefined): string {
  const named = name ? kinds.reduce((said, kind) => withoutRecord(said, kind, name), description) : description;
  // The arrow of the row says where it came from; what was special comes after.
  const short = named.replace(/^Created from ConnectWise\. (?=Not taken in: )/, 'Created. ');
  return short.charAt(0).toUpperCase() + short.slice(1);
}

function withoutRecord(said: string, kind: string, name: string): string {
  const named = `${kind} "${name}"`;
  if (!said.includes(named)) return said;
  const failed = causeFirst(said, `Sending ${named} failed`);
  if (failed !== null) return failed;
  return said
    .replaceAll(` of ${named}`, '')
    .replace(`Pushed won ${named}`, 'Pushed as won')
    .replace(beginning(named), (_whole, verb: string, id: string | undefined) => (id ? `${verb} as ${id}` : verb))
    .replace(`The ${named} is the same`, 'The same')
    .replace(/^(?:Added|Attached|Found) .*$/, (sentence) => sentence.replace(` to ${named}`, ''));
}

/** Of a failure its cause; the step at which it came stands behind it. */
function causeFirst(said: string, lead: string): string | null {
  if (!said.startsWith(lead)) return null;
  const [, step, cause] = /^(?: in the step "([^"]+)")?[.:] (.+)$/s.exec(said.slice(lead.length)) ?? [];
  if (!cause) return null;
  return step ? `${cause} (Step: ${step})` : cause;
}

/** A verb and the record, and the ID under which ConnectWise made it. */
const beginning = (named: string): RegExp =>
  new RegExp(
    `^(Created|Linked|Pushed|Used) ${named.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?: \\(([^()]+)\\)(?= in ConnectWise))?`,
  );
