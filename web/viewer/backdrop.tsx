import { useState } from 'react';

/** Narrower pictures look worse the larger they get: they stay a blurred mood behind the text. */
const sharpFrom = 900;

/** A full-width still under a gradient. Small stills are blurred instead of being blown up. */
export function Backdrop({ src, placeholder }: { src: string | null; placeholder: string | null }) {
  const [width, setWidth] = useState(0);
  return (
    <div className="v-backdrop" aria-hidden="true">
      {placeholder !== null && <img className="v-backdrop__blur" src={placeholder} alt="" />}
      {src !== null && (
        <img
          className="v-backdrop__image"
          src={src}
          alt=""
          fetchPriority="high"
          data-shown={width > 0}
          data-soft={width > 0 && width < sharpFrom}
          onLoad={(event) => setWidth(event.currentTarget.naturalWidth)}
          ref={(image) => {
            if (image?.complete === true && image.naturalWidth > 0) setWidth(image.naturalWidth);
          }}
        />
      )}
    </div>
  );
}
