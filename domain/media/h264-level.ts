/** Limits of H.264 levels (ITU-T H.264 table A-1): macroblocks per second, macroblocks per frame, kbit/s in the Main profile. */
const levels: readonly {
  readonly name: string;
  readonly perSecond: number;
  readonly perFrame: number;
  readonly kbps: number;
}[] = [
  { name: '3.0', perSecond: 40_500, perFrame: 1620, kbps: 10_000 },
  { name: '3.1', perSecond: 108_000, perFrame: 3600, kbps: 14_000 },
  { name: '3.2', perSecond: 216_000, perFrame: 5120, kbps: 20_000 },
  { name: '4.0', perSecond: 245_760, perFrame: 8192, kbps: 20_000 },
  { name: '4.1', perSecond: 245_760, perFrame: 8192, kbps: 50_000 },
  { name: '4.2', perSecond: 522_240, perFrame: 8704, kbps: 50_000 },
  { name: '5.0', perSecond: 589_824, perFrame: 22_080, kbps: 135_000 },
  { name: '5.1', perSecond: 983_040, perFrame: 36_864, kbps: 240_000 },
  { name: '5.2', perSecond: 2_073_600, perFrame: 36_864, kbps: 240_000 },
];

/** The smallest level, `atLeast` or above, that a picture of this size, rate and peak bit rate fits into; 5.2 at most. */
export function levelFor(picture: {
  width: number;
  height: number;
  fps: number;
  maxrateKbps: number;
  atLeast: string;
}): string {
  const across = Math.ceil(picture.width / 16);
  const down = Math.ceil(picture.height / 16);
  const blocks = across * down;
  const fits = levels
    .slice(levels.findIndex(({ name }) => name === picture.atLeast))
    .find(
      ({ perSecond, perFrame, kbps }) =>
        blocks <= perFrame &&
        blocks * picture.fps <= perSecond &&
        picture.maxrateKbps <= kbps &&
        Math.max(across, down) <= Math.sqrt(8 * perFrame),
    );
  return fits?.name ?? '5.2';
}
