export const root: string;
export function requireNode(): void;
export function ensurePackages(): void;
export function ensureConsole(): void;
export function ensureChromium(): void;
export function systemChromium(): string | undefined;
