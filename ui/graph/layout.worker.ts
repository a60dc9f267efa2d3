import { layeredLayout, type LayoutInput } from "./layered-layout.ts";

// The pure-world types know no worker scope; this is the part of it used here.
type WorkerScope = { onmessage: ((event: MessageEvent<LayoutInput>) => void) | null; postMessage(message: unknown): void };
const scope = self as unknown as WorkerScope;

scope.onmessage = ({ data }) => scope.postMessage(layeredLayout(data));
