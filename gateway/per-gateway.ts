import type { GatewayPorts } from './ports.ts';

/** Something that one gateway makes once and then keeps (a cache, a finisher), found by the gateway's ports. */
export function perGateway<T>(make: (ports: GatewayPorts) => T): (ports: GatewayPorts) => T {
  const made = new WeakMap<GatewayPorts, { readonly value: T }>();
  return (ports) => {
    const known = made.get(ports) ?? { value: make(ports) };
    made.set(ports, known);
    return known.value;
  };
}
