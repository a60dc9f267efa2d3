import type { Room } from "#ui/frame/room.ts";
import { room as accessRoom } from "../../modules/access/web/room.tsx";
import { room as dutyRoom } from "../../modules/duty/web/room.tsx";
import { room as precursorRoom } from "../../modules/precursor/web/room.tsx";
import { room as recordRoom } from "../../modules/record/web/room.tsx";
import { helpRoom } from "./help-room.ts";
import { homeRoom } from "./home-room.ts";

/** The rooms of the console. A room leaves by its line here. */
export const rooms: readonly Room[] = [homeRoom, precursorRoom, dutyRoom, recordRoom, accessRoom, helpRoom];
