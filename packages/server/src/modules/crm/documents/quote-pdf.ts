import { createRequire } from 'node:module';
import { negated } from '@causeway/shared/money';
import type { QuoteTotals } from '@causeway/shared/quote-totals';
import PDFDocument from 'pdfkit';
import { printedMoney, printedNumber } from './printed-number.ts';
import type { QuoteSheet, QuoteSheetLine } from './quote-sheet.ts';

/** Points; A4 is 595 x 842. */
const LEFT = 50;
const RIGHT = 545;
const BOTTOM = 770;
/** Of one line of the quote; longer text is cut. */
const MAX_ROW_HEIGHT = 600;
const GREY = '#5f6368';
const LIGHT = '#d5d8dc';

const columns = [
  { title: 'Description', x: LEFT, width: 225, align: 'left' },
  { title: 'Quantity', x: 280, width: 55, align: 'right' },
  { title: 'Price', x: 340, width: 75, align: 'right' },
  { title: 'Discount', x: 420, width: 50, align: 'right' },
  { title: 'Total', x: 470, width: 75, align: 'right' },
] as const;

// The PDF standard fonts know Latin-1 only; DejaVu Sans writes Latin with all its accents, Greek and Cyrillic.
const fonts = createRequire(import.meta.url);
const regular = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans.ttf');
const bold = fonts.resolve('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf');

/** Prints a quote on A4. The same sheet gives the same bytes, so that a repeated upload sends the same file. */
export function renderQuotePdf(sheet: QuoteSheet): Promise<Buffer> {
  const pdf = new PDFDocument({
    size: 'A4',
    margins: { top: 50, bottom: 50, left: LEFT, right: 50 },
    bufferPages: true,
    lang: 'en',
    font: regular,
    info: {
      Title: `Quote ${sheet.number}: ${sheet.title}`,
      Author: sheet.seller,
      CreationDate: sheet.date,
      ModDate: sheet.date,
    },
  });
  const parts: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (part: Buffer) => parts.push(part));
    pdf.on('end', () => resolve(Buffer.concat(parts)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  drawHead(pdf, sheet);
  drawLines(pdf, sheet.lines);
  drawTotals(pdf, sheet);
  drawPageNumbers(pdf, sheet);
  pdf.end();
  return done;
}

type Pdf = InstanceType<typeof PDFDocument>;

function drawHead(pdf: Pdf, sheet: QuoteSheet): void {
  pdf.font('bold').fontSize(16).text(sheet.seller, LEFT, 50, { width: 300 });
  const underSeller = pdf.y;
  pdf.font('regular').fontSize(9).fillColor(GREY);
  pdf.text(`Quote ${sheet.number}`, 380, 54, { width: RIGHT - 380, align: 'right' });
  pdf.text(sheet.date.toISOString().slice(0, 10), { width: RIGHT - 380, align: 'right' });

  pdf.fontSize(8).text('FOR', LEFT, Math.max(underSeller, pdf.y) + 22);
  pdf.fillColor('black').font('bold').fontSize(10).text(sheet.clientName, { width: 300 });
  pdf.font('regular').fontSize(9);
  if (sheet.contactName) pdf.text(sheet.contactName, { width: 300 });
  for (const line of sheet.clientAddress) pdf.text(line, { width: 300 });

  pdf
    .moveDown(2)
    .font('bold')
    .fontSize(13)
    .text(sheet.title, { width: RIGHT - LEFT });
  if (sheet.opportunityName !== sheet.title)
    pdf
      .font('regular')
      .fontSize(9)
      .fillColor(GREY)
      .text(sheet.opportunityName, { width: RIGHT - LEFT });
  pdf.fillColor('black').moveDown(1);
}

function drawLines(pdf: Pdf, lines: readonly QuoteSheetLine[]): void {
  drawTableHead(pdf);
  for (const line of lines) {
    const cells = cellsOf(line);
    const heights = columns.map((column, i) => pdf.heightOfString(cells[i] ?? '', { width: column.width }));
    const height = Math.min(Math.max(...heights), MAX_ROW_HEIGHT);
    if (pdf.y + height > BOTTOM) {
      pdf.addPage();
      drawTableHead(pdf);
    }
    const top = pdf.y;
    columns.forEach((column, i) => {
      pdf.text(cells[i] ?? '', column.x, top, { width: column.width, align: column.align, height, ellipsis: true });
    });
    drawRule(pdf, top + height + 4);
  }
}

const cellsOf = (line: QuoteSheetLine): string[] => [
  line.description,
  printedNumber(line.quantity),
  printedMoney(line.price),
  Number(line.discountPercent) === 0 ? '' : `${printedNumber(line.discountPercent)} %`,
  printedMoney(line.total),
];

function drawTableHead(pdf: Pdf): void {
  const top = pdf.y;
  pdf.font('bold').fontSize(8).fillColor(GREY);
  for (const column of columns) pdf.text(column.title, column.x, top, { width: column.width, align: column.align });
  drawRule(pdf, top + 14);
  pdf.font('regular').fontSize(9).fillColor('black');
}

/** A thin line across the page; text goes on below it. */
function drawRule(pdf: Pdf, y: number): void {
  pdf.moveTo(LEFT, y).lineTo(RIGHT, y).lineWidth(0.5).strokeColor(LIGHT).stroke();
  pdf.x = LEFT;
  pdf.y = y + 6;
}

function drawTotals(pdf: Pdf, { totals, taxRegion }: QuoteSheet): void {
  const tax = taxRegion ? `Tax (${taxRegion})` : 'Tax';
  const isOnce = Number(totals.subtotal) !== 0 || Number(totals.total) !== 0;
  const isMixed = totals.recurring.length > 0;
  if (isOnce || !isMixed) drawSums(pdf, { tax, sums: totals, title: isMixed ? 'Paid once' : null });
  for (const recurring of totals.recurring) drawSums(pdf, { tax, sums: recurring, title: recurring.cycle });
  if (totals.monthly === null) return;
  pdf.moveDown(0.5).font('regular').fontSize(9);
  drawSum(pdf, 'A month, before tax', totals.monthly);
}

type Sums = Pick<QuoteTotals, 'subtotal' | 'discount' | 'tax' | 'total'>;

function drawSums(pdf: Pdf, { tax, sums, title }: { tax: string; sums: Sums; title: string | null }): void {
  if (pdf.y + 90 > BOTTOM) pdf.addPage();
  pdf.moveDown(0.5);
  if (title) {
    const top = pdf.y;
    pdf
      .font('bold')
      .fontSize(9)
      .text(title, 240, top, { width: RIGHT - 240, align: 'right', height: 12, ellipsis: true });
    pdf.y = top + 16;
  }
  pdf.font('regular').fontSize(9);
  drawSum(pdf, 'Subtotal', sums.subtotal);
  if (Number(sums.discount) !== 0) drawSum(pdf, 'Discount', negated(sums.discount));
  drawSum(pdf, tax, sums.tax);
  pdf.font('bold').fontSize(11);
  drawSum(pdf, 'Total', sums.total);
}

function drawSum(pdf: Pdf, label: string, amount: string): void {
  if (pdf.y + 18 > BOTTOM) pdf.addPage();
  const top = pdf.y;
  pdf.text(label, 240, top, { width: 200, align: 'right', height: 12, ellipsis: true });
  pdf.text(printedMoney(amount), 445, top, { width: RIGHT - 445, align: 'right' });
  pdf.y = top + 18;
}

function drawPageNumbers(pdf: Pdf, { seller, number }: QuoteSheet): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page++) {
    pdf.switchToPage(page);
    // Below the bottom margin pdfkit would begin another page.
    pdf.page.margins.bottom = 0;
    pdf.font('regular').fontSize(8).fillColor(GREY);
    pdf.text(`${seller} · Quote ${number}`, LEFT, 800, { width: 350, height: 10, ellipsis: true });
    pdf.text(`Page ${page - start + 1} of ${count}`, 400, 800, { width: RIGHT - 400, align: 'right' });
  }
}
