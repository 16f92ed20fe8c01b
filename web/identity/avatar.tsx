import type { ReactNode } from 'react';
import type { Avatar } from './profile.queries.ts';

interface Picture {
  /** What it shows, in words. */
  readonly words: string;
  /** The colours from above to below. */
  readonly sky: readonly [string, string];
  readonly motif: ReactNode;
}

const star = (x: number, y: number, r: number) =>
  `M${x} ${y - r}l${r * 0.26} ${r * 0.74} ${r * 0.74} ${r * 0.26}-${r * 0.74} ${r * 0.26}-${r * 0.26} ${r * 0.74}-${r * 0.26}-${r * 0.74}-${r * 0.74}-${r * 0.26} ${r * 0.74}-${r * 0.26}z`;

/** The pictures that a profile may have: small scenes of a few shapes, drawn for 64 × 64. */
export const pictures: Readonly<Record<Avatar, Picture>> = {
  AMBER: {
    words: 'Sunrise',
    sky: ['#ffd37a', '#f08c1f'],
    motif: (
      <>
        <circle cx="32" cy="40" r="14" fill="#fff4d8" />
        <path d="M0 44h64v20H0z" fill="#b4560f" />
        <path d="M20 50h24M25 56h14" stroke="#ffd37a" strokeWidth="2.5" strokeLinecap="round" />
      </>
    ),
  },
  CORAL: {
    words: 'Waves',
    sky: ['#ffb199', '#f4664c'],
    motif: (
      <>
        <path d="M0 34c8-8 16-8 24 0s16 8 24 0 16-8 24 0v30H0z" fill="#d8432f" />
        <path d="M-8 46c8-8 16-8 24 0s16 8 24 0 16-8 24 0 8 4 8 4v18H-8z" fill="#a52a1f" />
        <circle cx="47" cy="18" r="6" fill="#fff0e8" />
      </>
    ),
  },
  ROSE: {
    words: 'Flower',
    sky: ['#ffc2d6', '#e2588a'],
    motif: (
      <>
        <g fill="#fff0f5">
          {[0, 72, 144, 216, 288].map((turn) => (
            <ellipse key={turn} cx="32" cy="20" rx="8" ry="11" transform={`rotate(${turn} 32 33)`} />
          ))}
        </g>
        <circle cx="32" cy="33" r="7" fill="#f2a51e" />
      </>
    ),
  },
  VIOLET: {
    words: 'Moon',
    sky: ['#8d63d9', '#43248a'],
    motif: (
      <>
        <path d="M41 44a17 17 0 0 1-8.5-32A18 18 0 1 0 50 38.500a17 17 0 0 1-9 5.500z" fill="#f5e6b4" />
        <path d={`${star(46, 19, 5)}${star(52, 29, 3)}`} fill="#f5e6b4" />
      </>
    ),
  },
  INDIGO: {
    words: 'Stars',
    sky: ['#3d4fb5', '#161d52'],
    motif: (
      <path
        d={`${star(32, 28, 15)}${star(14, 16, 5)}${star(50, 46, 7)}${star(50, 13, 4)}${star(15, 48, 4)}`}
        fill="#ffe9a8"
      />
    ),
  },
  SKY: {
    words: 'Cloud',
    sky: ['#a9dcff', '#3e93dd'],
    motif: (
      <>
        <circle cx="45" cy="20" r="9" fill="#ffe27a" />
        <path d="M18 48a9 9 0 0 1 0-18 13 13 0 0 1 24-3 10.500 10.500 0 0 1 4 21z" fill="#fff" />
      </>
    ),
  },
  TEAL: {
    words: 'Fish',
    sky: ['#6bd6cc', '#0e7f80'],
    motif: (
      <>
        <path d="M46 32c-4 8-12 12-19 12S13 40 9 32c4-8 11-12 18-12s15 4 19 12z" fill="#ffd98c" />
        <path d="M43 32 57 21v22z" fill="#f2a240" />
        <circle cx="20" cy="30" r="2.600" fill="#143c3d" />
      </>
    ),
  },
  LEAF: {
    words: 'Leaf',
    sky: ['#a8dd84', '#3c8f41'],
    motif: (
      <>
        <path d="M14 50C10 26 26 12 52 12c2 26-12 42-36 38z" fill="#f3fbdc" />
        <path d="M13 53C20 40 29 30 41 23" stroke="#3c8f41" strokeWidth="3" strokeLinecap="round" fill="none" />
      </>
    ),
  },
  SAND: {
    words: 'Dunes',
    sky: ['#fbe6bf', '#e6b877'],
    motif: (
      <>
        <circle cx="20" cy="20" r="7" fill="#fffaf0" />
        <path d="M0 48c14-14 26-18 40-8s18 6 24 2v22H0z" fill="#c98a45" />
        <path d="M0 56c18-10 34-6 64-2v10H0z" fill="#9a6127" />
      </>
    ),
  },
  SLATE: {
    words: 'Mountains',
    sky: ['#a9b7c6', '#55677b'],
    motif: (
      <>
        <path d="M4 54 27 18l14 22 6-9 15 23z" fill="#2f3d4d" />
        <path d="m27 18 8 12.500-5 3-4-4-5 4-2.500-2z" fill="#f2f6fa" />
        <path d="M0 54h64v10H0z" fill="#222d39" />
      </>
    ),
  },
};

/** The picture of a profile; its name stands beside it. */
export function AvatarPicture({ avatar, className = '' }: { avatar: Avatar; className?: string }) {
  const { sky, motif } = pictures[avatar];
  const fill = `avatar-${avatar.toLowerCase()}`;
  return (
    <svg viewBox="0 0 64 64" className={`a-avatar ${className}`.trim()} aria-hidden="true" focusable="false">
      <defs>
        <linearGradient id={fill} x1="0" y1="0" x2="0" y2="1">
          <stop offset="0" stopColor={sky[0]} />
          <stop offset="1" stopColor={sky[1]} />
        </linearGradient>
      </defs>
      <path d="M0 0h64v64H0z" fill={`url(#${fill})`} />
      {motif}
    </svg>
  );
}
