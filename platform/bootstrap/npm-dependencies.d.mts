export declare const firstDifference: (root: string) => string | undefined;
export declare const ensureDependencies: (root: string, mayInstall: boolean) => Promise<void>;
