const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1|\[::1\])$/;

/** Whether a host, as it stands in a URL or in the configuration, is this machine for itself alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.test(host);
