import { ClockCircleOutlined } from "@ant-design/icons";
import type { Room } from "#ui/frame/room.ts";

export const room: Room = {
  key: "duty",
  navigation: [{ path: "/duties", label: { zh: "办理事项", en: "Duties" }, icon: ClockCircleOutlined, group: "today", permission: "duty.read", order: 20, keywords: ["blsx", "banli", "qixian", "daiban"] }],
  routes: [{ path: "/duties", permission: "duty.read", label: { zh: "办理事项", en: "Duties" }, load: () => import("./DutiesScreen.tsx") }],
  commands: [
    { key: "duty.overdue", label: { zh: "逾期的办理事项", en: "Overdue duties" }, permission: "duty.read", keywords: ["yuqi", "yq"], to: "/duties?state=overdue" },
    { key: "duty.unit", label: { zh: "本单位全部办理事项", en: "All duties of the unit" }, permission: "duty.read", keywords: ["quanbu"], to: "/duties?whose=unit" },
  ],
};
