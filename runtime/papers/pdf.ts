import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import Pdf from 'pdfkit';
import type { Paper, PaperLine } from './invoice-paper.ts';
import { runsOf, systemFonts, type LetterFont } from './letter-fonts.ts';
import { drawnOrder, linesOf } from './text-lines.ts';

const MARGIN = 56;
const SOFT = '#574d43';
const LINE = '#d0c6b8';
/** The column of amounts, and what stays free before it. */
const AMOUNTS = 160;
const GAP = 20;
/** What a number of a page takes at the foot. */
const FOOT = 28;
/** Where Linux has fonts. */
const SYSTEM_FONTS = '/usr/share/fonts';

const fileOf = createRequire(import.meta.url).resolve;
let fonts: { readonly regular: Buffer; readonly bold: Buffer } | undefined;
/** Names are written in many scripts: the fonts of PDF know western European letters alone. Read once, by the first PDF. */
const fontsOf = () =>
  (fonts ??= {
    regular: readFileSync(fileOf('dejavu-fonts-ttf/ttf/DejaVuSans.ttf')),
    bold: readFileSync(fileOf('dejavu-fonts-ttf/ttf/DejaVuSans-Bold.ttf')),
  });

type Document = PDFKit.PDFDocument;
/** A document with the fonts that its letters are written in. */
interface Sheet {
  readonly pdf: Document;
  /** The one that is used now, and after it those of the system. */
  readonly letters: () => readonly [LetterFont, ...LetterFont[]];
}

const widthOf = (pdf: Document): number => pdf.page.width - 2 * MARGIN;

/** What pdfkit knows of the font that is used, and tells nobody. */
interface UsedFont {
  readonly ascender: number;
  readonly font: { hasGlyphForCodePoint(code: number): boolean };
}
const usedFont = (pdf: Document) => pdf as unknown as { _font: UsedFont; readonly _fontSize: number };

const hasGlyph = (pdf: Document): LetterFont['has'] => {
  const { font } = usedFont(pdf)._font;
  return (code) => font.hasGlyphForCodePoint(code);
};

/** Fonts are opened when a letter is looked for in them: most papers need none but the first. */
function lettersOf(pdf: Document, root: string): Sheet['letters'] {
  const more = systemFonts(root).map(([path, family], index): LetterFont => {
    const name = `system ${index}`;
    pdf.registerFont(name, path, family);
    let has: LetterFont['has'] | undefined;
    return {
      name,
      has(code) {
        has ??= opened(pdf, name);
        return has(code);
      },
    };
  });
  return () => [{ name: '', has: hasGlyph(pdf) }, ...more];
}

/** Which letters a font has: none, where its file is not what it should be. */
function opened(pdf: Document, name: string): LetterFont['has'] {
  try {
    return within(pdf, name, () => hasGlyph(pdf));
  } catch {
    return () => false;
  }
}

/** Does something in another font; '': in the one that is used. */
function within<T>(pdf: Document, name: string, act: () => T): T {
  if (name === '') return act();
  const used = usedFont(pdf)._font;
  pdf.font(name);
  const done = act();
  usedFont(pdf)._font = used;
  return done;
}

/** How wide a text is. */
const measureOf =
  ({ pdf, letters }: Sheet) =>
  (text: string): number =>
    runsOf(text, letters()).reduce((sum, run) => sum + within(pdf, run.font, () => pdf.widthOfString(run.text)), 0);

/** Writes a text that is no wider than the page, in the fonts of its letters. @returns where it ends */
function writeAt({ pdf, letters }: Sheet, text: string, left: number, top: number): number {
  const { _font: used, _fontSize: size } = usedFont(pdf);
  // Fonts stand on one line, however tall their letters are.
  const foot = top + (used.ascender / 1000) * size;
  let x = left;
  for (const { text: run, font } of runsOf(text, letters()))
    within(pdf, font, () => {
      pdf.text(run, x, foot, { lineBreak: false, baseline: 'alphabetic' });
      x += pdf.widthOfString(run);
    });
  return x;
}

/** A line that is no wider than the page. Words are drawn one by one where some run from right to left: a font turns the space behind them too. */
function writeLine(sheet: Sheet, line: string, left: number, top: number): void {
  const { pdf } = sheet;
  const drawn = drawnOrder(line);
  const space = pdf.widthOfString(' ');
  let x = left;
  for (const part of drawn === line ? [line] : drawn.split(' ')) x = writeAt(sheet, part, x, top) + space;
  pdf.y = top;
  pdf.moveDown();
}

/** A text in as many lines as it takes, from where the last one ended. */
function write(sheet: Sheet, text: string, width = widthOf(sheet.pdf)): void {
  for (const line of linesOf(text, width, measureOf(sheet))) writeLine(sheet, line, MARGIN, sheet.pdf.y);
}

/** A text that ends at the right edge. */
function writeRight(pdf: Document, text: string, y: number): void {
  pdf.text(text, pdf.page.width - MARGIN - pdf.widthOfString(text), y, { lineBreak: false });
}

/** A row that is not to be torn apart begins on the next page where it does not fit on this one. */
function makeRoom(pdf: Document, height: number): void {
  if (pdf.y + height > pdf.page.height - MARGIN - FOOT) pdf.addPage();
}

/** A row of two columns, the second at the right edge. */
function row(sheet: Sheet, { label, amount, note }: PaperLine): void {
  const { pdf } = sheet;
  const width = widthOf(pdf);
  const left = width - AMOUNTS - GAP;
  const measure = measureOf(sheet);
  const count = linesOf(label, left, measure).length + (note === undefined ? 0 : linesOf(note, left, measure).length);
  makeRoom(pdf, count * pdf.currentLineHeight(true));
  const top = pdf.y;
  writeRight(pdf, amount, top);
  pdf.y = top;
  write(sheet, label, left);
  if (note !== undefined) {
    pdf.fillColor(SOFT);
    write(sheet, note, left);
    pdf.fillColor('black');
  }
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

/** Whose it is, and what it is: above the lines. */
function head(sheet: Sheet, { seller, recipient, title, facts }: Paper): void {
  const { pdf } = sheet;
  pdf.font('bold').fontSize(10);
  write(sheet, seller[0] ?? '');
  pdf.font('regular').fillColor(SOFT);
  for (const line of seller.slice(1)) write(sheet, line);
  pdf.moveDown(2.5).fillColor('black');
  for (const line of recipient) write(sheet, line);
  pdf.moveDown(2).font('bold').fontSize(20);
  write(sheet, title);
  pdf.moveDown(0.4).font('regular').fontSize(10);
  const named = Math.max(...facts.map(([name]) => pdf.widthOfString(name))) + GAP;
  for (const [name, value] of facts) {
    const top = pdf.y;
    pdf.fillColor(SOFT).text(name, MARGIN, top, { lineBreak: false });
    pdf.fillColor('black');
    writeLine(sheet, value, MARGIN + named, top);
  }
  pdf.moveDown(1.5);
}

/** What it is and which page, on each page of several. */
function numberPages(pdf: Document, title: string): void {
  const { count } = pdf.bufferedPageRange();
  if (count < 2) return;
  for (let page = 0; page < count; page += 1) {
    pdf.switchToPage(page);
    pdf.fillColor(SOFT);
    writeRight(pdf, `${title}, page ${page + 1} of ${count}`, pdf.page.height - MARGIN - pdf.currentLineHeight());
  }
}

/**
 * An invoice or a credit note as PDF (A4). The same paper is the same document.
 * @param systemRoot where this machine has further fonts
 */
export async function pdfOf(paper: Paper, systemRoot = SYSTEM_FONTS): Promise<Buffer> {
  const { regular, bold } = fontsOf();
  const made = new Date(paper.madeAt);
  const title = `${paper.title} ${paper.facts[0]?.[1] ?? ''}`;
  const pdf = new Pdf({
    size: 'A4',
    margin: MARGIN,
    lang: 'en',
    bufferPages: true,
    info: { Title: title, CreationDate: made, ModDate: made },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Buffer>((resolve, reject) => {
    pdf.on('data', (chunk: Buffer) => chunks.push(chunk));
    pdf.on('end', () => resolve(Buffer.concat(chunks)));
    pdf.on('error', reject);
  });
  pdf.registerFont('regular', regular).registerFont('bold', bold);
  pdf.font('regular');
  const sheet: Sheet = { pdf, letters: lettersOf(pdf, systemRoot) };
  head(sheet, paper);
  rule(pdf);
  for (const line of paper.lines) row(sheet, line);
  // What it comes to stands together.
  makeRoom(pdf, (paper.sums.length + 3) * 1.6 * pdf.currentLineHeight());
  pdf.moveDown(0.3);
  rule(pdf);
  for (const [index, [label, amount]] of paper.sums.entries()) {
    pdf.font(index === paper.sums.length - 1 ? 'bold' : 'regular');
    row(sheet, { label, amount });
  }
  pdf.moveDown(1.5).font('regular').fillColor(SOFT);
  for (const note of paper.notes) {
    makeRoom(pdf, pdf.currentLineHeight());
    write(sheet, note);
  }
  numberPages(pdf, title);
  pdf.end();
  return done;
}
