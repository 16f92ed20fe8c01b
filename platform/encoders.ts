import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Which of the wanted encoders this ffmpeg lacks. */
export async function missingEncoders(ffmpeg: string, wanted: readonly string[]): Promise<readonly string[]> {
  const { stdout } = await run(ffmpeg, ['-hide_banner', '-encoders'], { timeout: 20_000 });
  return wanted.filter((name) => !new RegExp(`^ \\S+ ${name} `, 'm').test(stdout));
}
