import { useState } from 'react';

interface PictureProps {
  readonly src: string | null | undefined;
  /** A tiny image as a data URI; shown blurred until the real one is there. */
  readonly placeholder: string | null | undefined;
  readonly alt: string;
  readonly className?: string;
  /** Loads at once and first: for what is seen without scrolling. */
  readonly eager?: boolean;
}

/** A still that fades in over its blurred placeholder; its frame has its size from the start, so nothing moves. */
export function Picture({ src, placeholder, alt, className = '', eager = false }: PictureProps) {
  const [shown, setShown] = useState(false);
  return (
    <div className={`picture ${className}`}>
      {placeholder !== null && placeholder !== undefined && (
        <img className="picture__blur" src={placeholder} alt="" aria-hidden="true" />
      )}
      {src !== null && src !== undefined && (
        <img
          className="picture__image"
          src={src}
          alt={alt}
          data-shown={shown}
          loading={eager ? 'eager' : 'lazy'}
          fetchPriority={eager ? 'high' : 'auto'}
          decoding="async"
          onLoad={() => setShown(true)}
          ref={(image) => {
            if (image?.complete === true && image.naturalWidth > 0) setShown(true);
          }}
        />
      )}
    </div>
  );
}
