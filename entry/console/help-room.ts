import { QuestionCircleOutlined } from "@ant-design/icons";
import type { Room } from "#ui/frame/room.ts";

/** Keyboard and reading help; also the smallest example of a room. */
export const helpRoom: Room = {
  key: "help",
  navigation: [{ path: "/help", label: { zh: "使用帮助", en: "Help" }, icon: QuestionCircleOutlined, group: "administration", permission: "signed-in", order: 90, keywords: ["bangzhu", "bz", "shuoming"] }],
  routes: [{ path: "/help", permission: "signed-in", label: { zh: "使用帮助", en: "Help" }, load: () => import("./HelpScreen.tsx") }],
  commands: [{ key: "help.keys", label: { zh: "快捷键", en: "Keyboard shortcuts" }, permission: "signed-in", keywords: ["kjj", "keys"], to: "/help" }],
};
