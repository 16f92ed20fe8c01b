import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Pdf from 'pdfkit';
import type { Paper } from './invoice-paper.ts';

const MARGIN = 56;
const SOFT = '#574d43';
const LINE = '#d0c6b8';

const fileOf = createRequire(import.meta.url).resolve;
let fonts: { readonly regular: Buffer; readonly bold: Buffer } | undefined;
/** Names are written in many scripts: the fonts of PDF know western European letters alone. Read once, by the first PDF. */
const fontsOf = () =>
  (fonts ??= {
    regular: readFileSync(fileOf('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
    bold: readFileSync(fileOf('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  });

type Document = PDFKit.PDFDocument;

/** A row of two columns, the second at the right edge. */
function row(pdf: Document, [left, right]: readonly [string, string]): void {
  const width = pdf.page.width - 2 * MARGIN;
  if (pdf.y > pdf.page.height - 2 * MARGIN) pdf.addPage();
  const top = pdf.y;
  pdf.text(right, MARGIN + width - 160, top, { width: 160, align: 'right' });
  pdf.text(left, MARGIN, top, { width: width - 180 });
  pdf.moveDown(0.4);
}

function rule(pdf: Document): void {
  pdf
    .moveTo(MARGIN, pdf.y)
    .lineTo(pdf.page.width - MARGIN, pdf.y)
    .lineWidth(0.7)
    .stroke(LINE);
  pdf.moveDown(0.7);
}

/** An invoice or a credit note as PDF (A4). The same paper is the same document. */
export async function pdfOf(paper: Paper): Promise<Buffer> {
  const { regular, bold } = fontsOf();
  const made = new Date(paper.madeAt);
  const pdf = new Pdf({
    size: 'A4',
    margin: MARGIN,
    lang: 'en',
    info: { Title: `${paper.title} ${paper.facts[0]?.[1] ?? ''}`, CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  pdf
    .font('bold')
    .fontSize(10)
    .text(paper.seller[0] ?? '');
  pdf.font('regular').fillColor(SOFT).text(paper.seller.slice(1).join('\n'));
  pdf.moveDown(2.5).fillColor('black').fontSize(10).text(paper.recipient.join('\n'));
  pdf.moveDown(2).font('bold').fontSize(20).text(paper.title);
  pdf.moveDown(0.8).font('regular').fontSize(10);
  for (const [name, value] of paper.facts)
    pdf.fillColor(SOFT).text(`${name}  `, { continued: true }).fillColor('black').text(value);
  pdf.moveDown(1.5);
  rule(pdf);
  for (const line of paper.lines) row(pdf, line);
  rule(pdf);
  for (const [index, sum] of paper.sums.entries()) {
    pdf.font(index === paper.sums.length - 1 ? 'bold' : 'regular');
    row(pdf, sum);
  }
  pdf.moveDown(1.5).font('regular').fillColor(SOFT);
  for (const note of paper.notes) pdf.text(note, MARGIN);
  pdf.end();
  return done;
}
