import type { Room } from "#ui/frame/room.ts";
import { helpRoom } from "./help-room.ts";

/** The rooms of the console. A room leaves by its line here. */
export const rooms: readonly Room[] = [helpRoom];
