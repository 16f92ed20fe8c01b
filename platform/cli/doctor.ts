export const doctor = async (): Promise<number> => 0;
