import { IconDeviceDesktop, IconDeviceMobile, IconDeviceTv } from '@tabler/icons-react';

/** A picture of a kind of device. @param kind as the server says it, e.g. Safari on iPhone */
export function DeviceIcon({ kind }: { kind: string }) {
  const look = { size: 26, stroke: 1.5, className: 'a-row__icon', 'aria-hidden': true } as const;
  if (/android|iphone|ipad|ios/i.test(kind)) return <IconDeviceMobile {...look} />;
  return /tv|television/i.test(kind) ? <IconDeviceTv {...look} /> : <IconDeviceDesktop {...look} />;
}
