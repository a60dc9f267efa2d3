import { HomeOutlined } from "@ant-design/icons";
import type { Room } from "#ui/frame/room.ts";

/** The first page: cards of the rooms, put together for who is signed in. It stands here because a room opens no other room. */
export const homeRoom: Room = {
  key: "home",
  navigation: [{ path: "/", label: { zh: "今日工作", en: "My work today" }, icon: HomeOutlined, group: "today", permission: "signed-in", order: 10, keywords: ["jrgz", "shouye", "sy", "home"] }],
  routes: [{ path: "/", permission: "signed-in", label: { zh: "今日工作", en: "My work today" }, load: () => import("./HomeScreen.tsx") }],
};
