/** Heights of the picture that are offered. */
export const HEIGHTS = [
  ['', 'As high as there is'],
  ['2160', '2160p (4K)'],
  ['1440', '1440p'],
  ['1080', '1080p (Full HD)'],
  ['720', '720p (HD)'],
  ['480', '480p'],
] as const;
