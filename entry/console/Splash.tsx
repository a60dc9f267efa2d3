import { useWords } from "#ui/words/words.ts";
import { Mark } from "#ui/frame/Mark.tsx";
import { frameWords } from "#ui/frame/frame-words.ts";

export function Splash() {
  const words = useWords(frameWords);
  return <div style={{ minHeight: "60vh", display: "grid", placeContent: "center", justifyItems: "center", gap: 12, color: "#50656b" }} role="status"><Mark size={44} />{words.loading}</div>;
}
