import { preference } from "../preference.ts";

export const densityPreference = preference("qingyu.density", ["compact", "comfortable"], "compact");
export const textSizePreference = preference("qingyu.text", ["normal", "large"], "normal");
