import { encode } from 'uqr';

interface QrCodeProps {
  /** What a camera reads. */
  readonly text: string;
  /** What it is for, for those who cannot see it. */
  readonly label: string;
}

/** A text as a picture for cameras: dark on light in every theme, since many cameras read nothing else. */
export function QrCode({ text, label }: QrCodeProps) {
  // The margin of four modules is a part of the code (ISO/IEC 18004).
  const { data, size } = encode(text, { ecc: 'M', border: 4 });
  const path = data.flatMap((row, y) => row.map((dark, x) => (dark ? `M${x} ${y}h1v1h-1z` : ''))).join('');
  return (
    <svg className="qr" role="img" aria-label={label} viewBox={`0 0 ${size} ${size}`} shapeRendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
