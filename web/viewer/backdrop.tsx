import { useState } from 'react';

/** Beyond this enlargement a still looks worse the larger it gets. */
const sharpUpTo = 2.2;

interface BackdropProps {
  readonly src: string | null;
  readonly placeholder: string | null;
  /** Shows a still that is too small for the whole width as a framed picture beside the text. */
  readonly framed?: boolean;
}

type Look = 'loading' | 'sharp' | 'soft';

/** A full-width still under a gradient. A small one becomes a blurred mood instead of being blown up. */
export function Backdrop({ src, placeholder, framed = false }: BackdropProps) {
  const [look, setLook] = useState<Look>('loading');
  const judge = (image: HTMLImageElement) => {
    const enlargement = Math.max(image.clientWidth / image.naturalWidth, image.clientHeight / image.naturalHeight);
    setLook(enlargement > sharpUpTo ? 'soft' : 'sharp');
  };
  return (
    <div className="v-backdrop" aria-hidden="true" data-look={look}>
      {placeholder !== null && <img className="v-backdrop__blur" src={placeholder} alt="" />}
      {src !== null && (
        <img
          className="v-backdrop__image"
          src={src}
          alt=""
          fetchPriority="high"
          onLoad={(event) => judge(event.currentTarget)}
          ref={(image) => {
            if (image?.complete === true && image.naturalWidth > 0 && look === 'loading') judge(image);
          }}
        />
      )}
      {framed && look === 'soft' && src !== null && <img className="v-backdrop__frame" src={src} alt="" />}
    </div>
  );
}
