import type { IssueText } from './message.ts';

/** What the comparison of an opportunity's lines and totals came to. Amounts are text with two decimals. */

/** What is paid once, and what is paid each cycle. */
export interface Amounts {
  oneTime: string;
  recurring: string;
}

/** `isWon`: a win counts by its accepted quote alone. */
export const nothingToCompare = ({ isWon }: { isWon: boolean }): string =>
  `It has no ${isWon ? 'accepted ' : ''}quote here, so there was nothing to compare with its lines in ConnectWise.`;

/** `tax`: null where ConnectWise has no tax code for it. */
export const totalsAgree = (total: Amounts, tax: string | null, foreign: number): string =>
  `The total of ${amountsWords(total)}${tax === null ? ' agrees' : ` and the tax of ${tax} agree`} with the quote.${foreignWords(foreign)}`;

/** ConnectWise was told of no tax: no code stands for the region, and none is set for those without. `tax` is that of the quote. */
export const taxNotSent = (
  total: Amounts,
  { region, tax }: { region: string | null; tax: Amounts },
  foreign: number,
): string => {
  const why = region === null ? noTaxRegionAtAll() : `no tax code of ConnectWise stands for "${region}"`;
  const isTaxed = tax.oneTime !== '0.00' || tax.recurring !== '0.00';
  const unlike = isTaxed ? ` The tax of ${amountsWords(tax)} on the quote is not in ConnectWise.` : '';
  return `Not sent: tax region, because ${why} (Settings, Integrations, Mapping, Taxes). The total of ${amountsWords(total)} agrees with the quote.${unlike}${foreignWords(foreign)}`;
};

/** Clauses of the same, and the words for what is missing there. */
export const noTaxRegionAtAll = (): string =>
  'neither the quote nor its client has a tax region, and no default tax code is set';

export const taxOf = (amount: string, currency: string): string => `tax of ${amount} ${currency}`;

export interface TaxWords {
  theirs: string;
  ours: string;
  code: string | null;
  region: string | null;
  /** Why they differ, as far as that is known, in sentences. */
  because: readonly string[];
}

/** Why ConnectWise reckons another tax than the quote. */
export const noTaxRegion = (): string =>
  'Neither the quote nor its client has a tax region, so nothing is taxed here: choose one on the quote or the client.';

/** `kept`: the tax code that the opportunity has; null where it is the default, which was sent. */
export const regionUnmapped = (region: string, kept: string | null): string =>
  kept === null
    ? `Tax region "${region}" is mapped to no tax code, so the default one was sent.`
    : `Tax region "${region}" is mapped to no tax code, so tax code "${kept}" of the opportunity stays as it is.`;

/** Both in percent. */
export const ratesDiffer = ({ code, quote }: { code: string; quote: string }): string =>
  `The tax code takes ${code} %, the quote ${quote} %.`;

/** Lines of before whether they are taxable was kept with them. */
export const linesUntaxedSince = (names: readonly string[]): string =>
  `The quote counts tax on ${names.map((name) => `"${name}"`).join(', ')}, and the product is not taxable any more, so the line went out without tax.`;

export const taxDiffers = (total: Amounts, tax: TaxWords, foreign: number): string => {
  const code = tax.code ? ` by tax code "${tax.code}"` : '';
  const region = tax.region ? ` by tax region "${tax.region}"` : ' without a tax region';
  const why = tax.because.length > 0 ? ` ${tax.because.join(' ')}` : '';
  const compare = tax.region === null ? '' : ' Compare the two in Settings, Integrations, Mapping, Taxes.';
  return `The total of ${amountsWords(total)} agrees. ConnectWise computes ${tax.theirs} tax${code}, the quote ${tax.ours}${region}.${why}${compare}${foreignWords(foreign)}`;
};

/** A line on both sides; null where it is not. */
export interface LineWords {
  name: string;
  quote: Amounts | null;
  connectWise: Amounts | null;
  remarks: readonly string[];
}

/** So many lines are named in the sentence; all of them stand in the difference. */
const MAX_NAMED = 5;

export function totalsDiffer(
  { quote, connectWise }: { quote: Amounts; connectWise: Amounts },
  lines: readonly LineWords[],
  foreign: number,
): string {
  const isSum = quote.oneTime !== connectWise.oneTime || quote.recurring !== connectWise.recurring;
  const sums = isSum
    ? `The lines in ConnectWise come to ${amountsWords(connectWise, quote)}, the quote to ${amountsWords(quote, connectWise)}.`
    : `The total of ${amountsWords(quote, connectWise)} agrees with the quote, but not every line does.`;
  const named = lines.slice(0, MAX_NAMED).map(lineWords);
  const rest = lines.length - named.length;
  const more = rest > 0 ? ` ${rest} more ${rest === 1 ? 'line differs' : 'lines differ'}.` : '';
  // Those that are named say so themselves.
  const told = lines.slice(0, MAX_NAMED).filter(({ quote }) => quote === null).length;
  const others = told === 0 ? foreignWords(foreign) : moreForeignWords(foreign - told);
  return `${sums} ${named.join(' ')}${more}${others}`;
}

function lineWords({ name, quote, connectWise, remarks }: LineWords): string {
  const other = remarks.join('; ');
  if (!quote || !connectWise) {
    const amounts = connectWise ?? quote;
    return `"${name}" (${amounts ? amountsWords(amounts) : '0.00'}): ${other}.`;
  }
  const isSame = quote.oneTime === connectWise.oneTime && quote.recurring === connectWise.recurring;
  const figures = `${amountsWords(connectWise, quote)} there, ${amountsWords(quote, connectWise)} on the quote`;
  return `"${name}": ${[...(isSame ? [] : [figures]), other].filter(Boolean).join('; ')}.`;
}

/** Remarks on a line, clauses. */
export const lineMissing = (): string => 'it is not there, or was cancelled';

export const lineOfOtherItem = (): string => 'it is a line of another product there';

export const lineForeign = (): string => 'it did not come from this quote';

export const cycleDiffers = (theirs: string | null, ours: string | null): string =>
  `it is billed by "${theirs ?? 'no cycle'}" there, and by "${ours ?? 'no cycle'}" on the quote`;

export const partDiffers = (part: string, { theirs, ours }: { theirs: string; ours: string }): string =>
  `it holds ${theirs} of "${part}" there, and ${ours} here`;

/** Behind the description: a person accepted it. */
export const differenceAcceptedBefore = (description: string, { by, reason }: { by: string; reason: string }): string =>
  `${description} ${by} accepted the difference: ${reason}`;

/**
 * A win that is not closed since its totals differ. `differs`: whether lines of the quote stand there in another way, and whether there are others; a
 * push leaves those alone.
 */
export const winHeld = (opportunity: string, description: string, differs: { ours: boolean; foreign: boolean }) => ({
  message: `Opportunity "${opportunity}" was not closed in ConnectWise. ${description}`,
  advice: adviceOnLines(differs),
});

function adviceOnLines({ ours, foreign }: { ours: boolean; foreign: boolean }): string {
  if (!foreign)
    return 'Push again to make the lines of the quote what they are here, accept the difference, or open the quote and change it.';
  return ours
    ? 'Remove in ConnectWise what did not come from this quote. Push again to make the lines of the quote what they are here, accept the difference, or open the quote and change it.'
    : 'Remove in ConnectWise what did not come from this quote and push again, accept the difference, or open the quote and change it.';
}

/** `500.00`, or `500.00 once and 550.00 recurring`, by whatever cycles, where either side has something that recurs. */
const amountsWords = (amounts: Amounts, others: Amounts = amounts): string =>
  amounts.recurring === '0.00' && others.recurring === '0.00'
    ? amounts.oneTime
    : `${amounts.oneTime} once and ${amounts.recurring} recurring`;

const foreignWords = (foreign: number): string =>
  foreign === 0 ? '' : ` ${foreign === 1 ? 'One line' : `${foreign} lines`} there did not come from this quote.`;

const moreForeignWords = (more: number): string =>
  more <= 0 ? '' : ` ${more === 1 ? 'One more line' : `${more} more lines`} there did not come from this quote.`;

/** Of an opportunity that was pushed all the same: it is open, or won in ConnectWise already. `difference` is the sentence of `totalsDiffer`. */
export const differenceIssue = (opportunity: string, difference: string): IssueText => ({
  message: `Opportunity "${opportunity}" was pushed, and its lines are not those of the quote. ${difference}`,
  advice:
    'Make the quote or the lines in ConnectWise what was sold. Retry sends the quote again; dismiss leaves both as they are until the difference changes.',
});
