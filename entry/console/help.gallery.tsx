import type { Gallery } from "#ui/gallery.tsx";
import HelpScreen from "./HelpScreen.tsx";

export const gallery: Gallery = { title: { zh: "使用帮助", en: "Help" }, states: { page: { at: "/help", render: () => <HelpScreen /> } } };
