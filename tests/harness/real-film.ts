import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const REAL = join(import.meta.dirname, '../../../shared/data/media/ordinary/rabbit-320x240-8s.mp4');

/** A short film with picture and sound: a real one where the machine has it, else one that ffmpeg draws. Eight seconds. */
export async function shortFilm(directory: string): Promise<string> {
  if (existsSync(REAL)) return REAL;
  const path = join(directory, 'drawn-film.mp4');
  await run('ffmpeg', [
    '-nostdin',
    '-v',
    'error',
    '-f',
    'lavfi',
    '-i',
    'mandelbrot=s=320x240:r=30',
    '-f',
    'lavfi',
    '-i',
    'sine=440',
    '-t',
    '8',
    '-c:v',
    'libx264',
    '-preset',
    'ultrafast',
    '-pix_fmt',
    'yuv420p',
    '-c:a',
    'aac',
    path,
  ]);
  return path;
}
