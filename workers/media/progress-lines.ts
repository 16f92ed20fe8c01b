/** Reports from ffmpeg's `-progress` lines (`key=value`, a block ends with `progress=…`). `durationMs` is the whole film. */
export const readProgress = (
  durationMs: number,
  report: (fraction: number, fps: number | null, speed: number | null) => void,
): ((line: string) => void) => {
  let block: Record<string, string> = {};
  return (line) => {
    const at = line.indexOf('=');
    if (at < 0) return;
    const key = line.slice(0, at);
    if (key !== 'progress') {
      block[key] = line.slice(at + 1).trim();
      return;
    }
    const outUs = Number(block['out_time_us']);
    const fraction = Number.isFinite(outUs) ? Math.min(1, Math.max(0, outUs / 1000 / Math.max(1, durationMs))) : 0;
    report(fraction, finite(block['fps']), finite(block['speed']?.replace(/x$/, '')));
    block = {};
  };
};

const finite = (text: string | undefined): number | null => {
  const value = Number(text);
  return text !== undefined && text !== '' && Number.isFinite(value) ? value : null;
};
