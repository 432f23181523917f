import { createRequire } from 'node:module';
import { negated } from '@causeway/shared/money';
import type { QuoteTotals } from '@causeway/shared/quote-totals';
import type PDFDocument from 'pdfkit';
import { printedMoney, printedNumber } from './printed-number.ts';
import type { QuoteSheet, QuoteSheetLine } from './quote-sheet.ts';

/** In points. */
interface Sheet {
  size: 'A4' | 'LETTER';
  right: number;
  /** Below it a new page begins. */
  bottom: number;
  footer: number;
}
const sheets: Readonly<Record<QuoteSheet['paper'], Sheet>> = {
  a4: { size: 'A4', right: 545, bottom: 770, footer: 800 },
  letter: { size: 'LETTER', right: 562, bottom: 720, footer: 750 },
};
const LEFT = 50;
/** Of one line of the quote; longer text is cut. */
const MAX_ROW_HEIGHT = 560;
const MAX_LOGO = [170, 56] as const;
const GREY = '#5f6368';
const LIGHT = '#d5d8dc';

interface Column {
  title: string;
  x: number;
  width: number;
  align: 'left' | 'right';
}

/** From the right edge; the description has what is left. A column of rates only where a line bears tax. */
function columnsOf({ lines, currency }: QuoteSheet, { right }: Sheet): Column[] {
  const widths: [string, number][] = [
    ['Quantity', 55],
    [`Price (${currency})`, 75],
    ['Discount', 55],
    ...(lines.some(({ taxRate }) => taxRate !== null) ? [['Tax', 50] satisfies [string, number]] : []),
    [`Total (${currency})`, 80],
  ];
  const all = widths.reduce((sum, [, width]) => sum + width, 0);
  let x = right - all;
  const numbers = widths.map(([title, width]): Column => {
    const column: Column = { title, x: x + 5, width: width - 5, align: 'right' };
    x += width;
    return column;
  });
  return [{ title: 'Description', x: LEFT, width: right - all - LEFT - 5, align: 'left' }, ...numbers];
}

// The PDF standard fonts know Latin-1 only; DejaVu Sans writes Latin with all its accents, Greek and Cyrillic.
const fonts = createRequire(import.meta.url);
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

/** Loaded when something is printed: with its fonts and tables it takes 20 MB, which a process that prints nothing need not hold. */
const printer = async () => (await import('pdfkit')).default;

/** Prints a quote. The same sheet gives the same bytes, so that a repeated upload sends the same file. */
export async function renderQuotePdf(quote: QuoteSheet): Promise<Buffer> {
  const Printer = await printer();
  const sheet = sheets[quote.paper];
  const pdf = new Printer({
    size: sheet.size,
    margins: { top: 50, bottom: 50, left: LEFT, right: 50 },
    bufferPages: true,
    lang: 'en',
    font: regular,
    info: {
      Title: `${quoteName(quote)}: ${quote.title}`,
      Author: quote.seller,
      CreationDate: quote.date,
      ModDate: quote.date,
    },
  });
  const done = bytesOf(pdf);
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  drawHead(pdf, quote, sheet);
  drawLines(pdf, quote, sheet);
  drawTotals(pdf, quote, sheet);
  drawTerms(pdf, quote, sheet);
  drawSignatures(pdf, sheet);
  drawPageNumbers(pdf, quote, sheet);
  pdf.end();
  return done;
}

/** Whether a picture can be printed. */
export async function printsPicture(picture: Buffer): Promise<boolean> {
  const Printer = await printer();
  try {
    const pdf = new Printer({ font: regular });
    const done = bytesOf(pdf);
    pdf.image(picture, 0, 0, { fit: [...MAX_LOGO] });
    pdf.end();
    return (await done).length > 0;
  } catch {
    return false;
  }
}

function bytesOf(pdf: Pdf): Promise<Buffer> {
  const parts: Buffer[] = [];
  return new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
}

type Pdf = InstanceType<typeof PDFDocument>;

function drawHead(pdf: Pdf, quote: QuoteSheet, { right }: Sheet): void {
  let top = 50;
  if (quote.logo) {
    pdf.image(quote.logo, LEFT, top, { fit: [...MAX_LOGO] });
    top += MAX_LOGO[1] + 10;
  }
  pdf
    .font('bold')
    .fontSize(quote.logo ? 12 : 16)
    .text(quote.seller, LEFT, top, { width: 300 });
  pdf.font('regular').fontSize(8).fillColor(GREY);
  for (const line of quote.sellerLines) pdf.text(line, LEFT, pdf.y, { width: 300 });
  const underSeller = pdf.y;
  const at = { width: right - 330, align: 'right' } as const;
  pdf.fillColor('black').font('bold').fontSize(12).text(quoteName(quote), 330, 52, at);
  pdf.font('regular').fontSize(9).fillColor(GREY).text(day(quote.date), at);
  if (quote.validUntil) pdf.text(`Valid until ${quote.validUntil}`, at);
  else if (quote.validDays) pdf.text(`Valid for ${countOfDays(quote.validDays)} from the day it is sent`, at);
  pdf.text(`Amounts in ${quote.currency}`, at);

  pdf.fontSize(8).text('FOR', LEFT, Math.max(underSeller, pdf.y) + 22);
  pdf.fillColor('black').font('bold').fontSize(10).text(quote.clientName, { width: 300 });
  pdf.font('regular').fontSize(9);
  if (quote.contactName) pdf.text(quote.contactName, { width: 300 });
  for (const line of quote.clientAddress) pdf.text(line, { width: 300 });

  const wide = { width: right - LEFT };
  pdf.moveDown(2).font('bold').fontSize(13).text(quote.title, wide);
  if (quote.opportunityName !== quote.title)
    pdf.font('regular').fontSize(9).fillColor(GREY).text(quote.opportunityName, wide);
  pdf.fillColor('black').moveDown(1);
}

const day = (date: Date): string => date.toISOString().slice(0, 10);
const countOfDays = (days: number): string => (days === 1 ? '1 day' : `${days} days`);

const quoteName = ({ number, revision }: QuoteSheet): string =>
  revision > 1 ? `Quote ${number}, revision ${revision}` : `Quote ${number}`;

function drawLines(pdf: Pdf, quote: QuoteSheet, sheet: Sheet): void {
  const columns = columnsOf(quote, sheet);
  const [description] = columns;
  const hasTax = quote.lines.some(({ taxRate }) => taxRate !== null);
  drawTableHead(pdf, columns, sheet);
  let section: string | null = null;
  for (const line of quote.lines) {
    if (line.section !== section) {
      section = line.section;
      if (section) drawSection(pdf, section, { columns, sheet });
    }
    const cells = cellsOf(line, hasTax);
    const heights = columns.map((column, i) => pdf.heightOfString(cells[i] ?? '', { width: column.width }));
    const height = Math.min(Math.max(...heights), MAX_ROW_HEIGHT);
    const parts = line.parts.join('\n');
    const partsHeight =
      parts === '' ? 0 : pdf.fontSize(8).heightOfString(parts, { width: description?.width ?? 0 }) + 2;
    pdf.fontSize(9);
    if (pdf.y + height + Math.min(partsHeight, 60) > sheet.bottom) {
      pdf.addPage();
      drawTableHead(pdf, columns, sheet);
    }
    const top = pdf.y;
    columns.forEach((column, i) => {
      pdf.text(cells[i] ?? '', column.x, top, { width: column.width, align: column.align, height, ellipsis: true });
    });
    const room = Math.max(0, Math.min(partsHeight, sheet.bottom - top - height));
    if (room > 0 && description) {
      pdf.fontSize(8).fillColor(GREY);
      pdf.text(parts, description.x + 8, top + height + 2, {
        width: description.width - 8,
        height: room,
        ellipsis: true,
      });
      pdf.fontSize(9).fillColor('black');
    }
    drawRule(pdf, top + height + room + 4, sheet);
  }
}

/** On one page with the line below it. */
function drawSection(
  pdf: Pdf,
  section: string,
  { columns, sheet }: { columns: readonly Column[]; sheet: Sheet },
): void {
  if (pdf.y + 60 > sheet.bottom) {
    pdf.addPage();
    drawTableHead(pdf, columns, sheet);
  }
  const top = pdf.y + 4;
  pdf.font('bold').text(section, LEFT, top, { width: sheet.right - LEFT, height: 14, ellipsis: true });
  pdf.font('regular');
  drawRule(pdf, top + 16, sheet);
}

const cellsOf = (line: QuoteSheetLine, hasTax: boolean): string[] => [
  line.isOptional ? `${line.description}\nOptional, not in the total` : line.description,
  printedNumber(line.quantity),
  printedMoney(line.price),
  Number(line.discountPercent) === 0 ? '' : `${printedNumber(line.discountPercent)} %`,
  ...(hasTax ? [line.taxRate === null ? '' : `${printedNumber(line.taxRate)} %`] : []),
  printedMoney(line.total),
];

function drawTableHead(pdf: Pdf, columns: readonly Column[], sheet: Sheet): void {
  const top = pdf.y;
  pdf.font('bold').fontSize(8).fillColor(GREY);
  for (const column of columns) pdf.text(column.title, column.x, top, { width: column.width, align: column.align });
  drawRule(pdf, top + 14, sheet);
  pdf.font('regular').fontSize(9).fillColor('black');
}

/** A thin line across the page; text goes on below it. */
function drawRule(pdf: Pdf, y: number, { right }: Sheet): void {
  pdf.moveTo(LEFT, y).lineTo(right, y).lineWidth(0.5).strokeColor(LIGHT).stroke();
  pdf.x = LEFT;
  pdf.y = y + 6;
}

function drawTotals(pdf: Pdf, { totals, taxRegion, currency }: QuoteSheet, sheet: Sheet): void {
  const tax = taxRegion ? `Tax (${taxRegion})` : 'Tax';
  const isOnce = Number(totals.subtotal) !== 0 || Number(totals.total) !== 0;
  const isMixed = totals.recurring.length > 0;
  const labels = { tax, total: `Total (${currency})` };
  if (isOnce || !isMixed) drawSums(pdf, sheet, { labels, sums: totals, title: isMixed ? 'Paid once' : null });
  for (const recurring of totals.recurring) drawSums(pdf, sheet, { labels, sums: recurring, title: recurring.cycle });
  if (totals.monthly === null) return;
  pdf.moveDown(0.5).font('regular').fontSize(9);
  drawSum(pdf, sheet, 'A month, before tax', totals.monthly);
}

type Sums = Pick<QuoteTotals, 'subtotal' | 'discount' | 'tax' | 'total'>;

function drawSums(
  pdf: Pdf,
  sheet: Sheet,
  { labels, sums, title }: { labels: { tax: string; total: string }; sums: Sums; title: string | null },
): void {
  const { right, bottom } = sheet;
  if (pdf.y + 90 > bottom) pdf.addPage();
  pdf.moveDown(0.5);
  if (title) {
    const top = pdf.y;
    pdf
      .font('bold')
      .fontSize(9)
      .text(title, 240, top, { width: right - 240, align: 'right', height: 12, ellipsis: true });
    pdf.y = top + 16;
  }
  pdf.font('regular').fontSize(9);
  drawSum(pdf, sheet, 'Subtotal', sums.subtotal);
  if (Number(sums.discount) !== 0) drawSum(pdf, sheet, 'Discount', negated(sums.discount));
  drawSum(pdf, sheet, labels.tax, sums.tax);
  pdf.font('bold').fontSize(11);
  drawSum(pdf, sheet, labels.total, sums.total);
}

function drawSum(pdf: Pdf, { right, bottom }: Sheet, label: string, amount: string): void {
  if (pdf.y + 18 > bottom) pdf.addPage();
  const top = pdf.y;
  pdf.text(label, 240, top, { width: right - 355, align: 'right', height: 14, ellipsis: true });
  pdf.text(printedMoney(amount), right - 100, top, { width: 100, align: 'right' });
  pdf.y = top + 18;
}

/** Goes over several pages where it has to. */
function drawTerms(pdf: Pdf, { terms }: QuoteSheet, { right, bottom }: Sheet): void {
  if (!terms) return;
  if (pdf.y + 60 > bottom) pdf.addPage();
  pdf
    .moveDown(1.5)
    .font('bold')
    .fontSize(9)
    .text('Terms', LEFT, pdf.y, { width: right - LEFT });
  pdf
    .font('regular')
    .fontSize(8)
    .moveDown(0.3)
    .text(terms, { width: right - LEFT });
}

const SIGNATURES_HEIGHT = 66;

/** Where the client accepts the quote. */
function drawSignatures(pdf: Pdf, { right, bottom }: Sheet): void {
  if (pdf.y + SIGNATURES_HEIGHT > bottom) pdf.addPage();
  const top = pdf.y + 12;
  pdf
    .font('bold')
    .fontSize(9)
    .fillColor('black')
    .text('Accepted', LEFT, top, { width: right - LEFT });
  const line = top + 40;
  const width = (right - LEFT - 40) / 3;
  ['Name', 'Signature', 'Date'].forEach((label, at) => {
    const x = LEFT + at * (width + 20);
    pdf
      .moveTo(x, line)
      .lineTo(x + width, line)
      .lineWidth(0.5)
      .strokeColor(GREY)
      .stroke();
    pdf
      .font('regular')
      .fontSize(8)
      .fillColor(GREY)
      .text(label, x, line + 4, { width });
  });
  pdf.fillColor('black');
}

function drawPageNumbers(pdf: Pdf, quote: QuoteSheet, { right, footer }: Sheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the bottom margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font('regular').fontSize(8).fillColor(GREY);
    pdf.text(`${quote.seller} · ${quoteName(quote)}`, LEFT, footer, { width: 350, height: 10, ellipsis: true });
    pdf.text(`Page ${page - start + 1} of ${count}`, right - 145, footer, { width: 145, align: 'right' });
  }
}
