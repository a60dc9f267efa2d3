/** Deep teal and ink. Text colours reach 4.5:1 on white and on their own tint; chart colours 3:1 and stay apart in greyscale print. */
export const colours = {
  ink: "#0e2f36",
  inkSoft: "#1b444c",
  teal: "#0c6b6b",
  tealDeep: "#084f50",
  tealTint: "#e3f0ee",
  tealTintHover: "#d8ebe8",
  text: "#14272c",
  textSoft: "#50656b",
  placeholder: "#5f747a",
  line: "#dbe4e4",
  lineSoft: "#e9efef",
  page: "#f3f6f6",
  surface: "#ffffff",
  success: "#2c7a4b",
  successTint: "#e6f2ea",
  warning: "#9a5c04",
  warningTint: "#fdf4e3",
  danger: "#b3261e",
  dangerTint: "#fdeeec",
  info: "#2f5d8a",
  infoTint: "#e8eff6",
} as const;

export const seriesColours = ["#0c6b6b", "#c0862b", "#2f5d8a", "#a4503a", "#6d8f3c", "#75497a", "#5f7a82", "#3f9ba8"] as const;
