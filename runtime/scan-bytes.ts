import { readdirSync, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** A text as bytes that a file may hold it in: as it is, in UTF-16 of both orders, and in base64 at each of three offsets. */
function formsOf(text: string): readonly Buffer[] {
  const bytes = Buffer.from(text);
  const wide = Buffer.from(text, 'utf16le');
  const base64 = [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([Buffer.alloc(offset, 0x7c), bytes]).toString('base64');
    // The first and the last characters depend on what stands around the text.
    const inner = encoded.slice(offset === 0 ? 0 : 4, -4);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')].map((form) => Buffer.from(form));
  });
  return [bytes, wide, Buffer.from(wide).swap16(), Buffer.from(bytes.toString('hex')), ...base64];
}

/** How much is read at once. */
const PART = 1 << 20;
const EMPTY = Buffer.alloc(PART);

/** Where below a directory some form of the texts stands: `file: text`, each once. */
export async function findBytes(directory: string, texts: readonly string[]): Promise<readonly string[]> {
  const wanted = texts.map((text) => ({ text, forms: formsOf(text) }));
  const longest = Math.max(...wanted.flatMap(({ forms }) => forms.map((form) => form.length)));
  const buffer = Buffer.alloc(longest + PART);
  const found = new Set<string>();
  for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
    for await (const bytes of partsOf(join(directory, name), buffer, longest))
      for (const { text, forms } of wanted)
        if (forms.some((form) => bytes.includes(form))) found.add(`${name}: ${text}`);
  }
  return [...found];
}

/** A file in parts that overlap by `overlap` bytes, without those that hold nothing. All of them lie in `buffer`. */
async function* partsOf(path: string, buffer: Buffer, overlap: number): AsyncGenerator<Buffer> {
  // A server may have removed it meanwhile.
  if (!(statSync(path, { throwIfNoEntry: false })?.isFile() ?? false)) return;
  const file = await open(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (file === undefined) return;
  try {
    for (let kept = 0; ;) {
      const { bytesRead } = await file.read(buffer, kept, PART);
      if (bytesRead === 0) return;
      const end = kept + bytesRead;
      // Files that were made large at once are mostly empty.
      const isEmpty = buffer.subarray(kept, end).equals(EMPTY.subarray(0, bytesRead));
      if (!isEmpty) yield buffer.subarray(0, end);
      kept = isEmpty ? 0 : Math.min(overlap, end);
      buffer.copyWithin(0, end - kept, end);
    }
  } finally {
    await file.close();
  }
}
