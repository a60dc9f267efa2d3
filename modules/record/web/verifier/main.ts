import "./old-browsers.ts";
import { config } from "zod";
import { Refusal } from "#kernel/refusal.ts";
import { verifyReceipt } from "../../domain/receipt.ts";
import { readReceipt } from "../../domain/receipt-text.ts";
import { parseVkey } from "../../domain/signed-note.ts";
import { browserCrypto } from "./browser-crypto.ts";
import { byId } from "./elements.ts";
import { readImage } from "./read-image.ts";
import { outcomeView, type Outcome } from "./verdict-view.ts";
import { verifierWords, type Language } from "./words.ts";

// The page's policy forbids code made from text, so zod need not try.
config({ jitless: true });

const texts = { receipt: byId("receipt", HTMLTextAreaElement), keys: byId("keys", HTMLTextAreaElement), content: byId("content", HTMLTextAreaElement) };
const result = byId("result", HTMLElement);
let language: Language = "zh";
let outcome: Outcome | undefined;

function verify(): void {
  const at = new Date();
  try {
    const receipt = readReceipt(browserCrypto.sha256, texts.receipt.value);
    const lines = texts.keys.value.split("\n").map((line) => line.trim()).filter((line) => line !== "");
    const trusted = lines.map((line) => parseVkey(browserCrypto.sha256, line));
    const content = texts.content.value.trim() === "" ? undefined : texts.content.value;
    show({ kind: "verdict", verdict: verifyReceipt(browserCrypto, receipt, trusted, content), receipt, content, keysGiven: lines.length > 0, at });
  } catch (error) {
    show(error instanceof Refusal ? { kind: "refusal", refusal: error, at } : { kind: "bug", at });
  }
}

/** A verdict never stands beside other inputs than it was reached from. */
function show(next: Outcome | undefined): void {
  outcome = next;
  result.replaceChildren(...(next ? [outcomeView(next, language)] : []));
  byId("print", HTMLButtonElement).hidden = next === undefined;
  if (next) result.focus();
}

async function takeFiles(files: readonly File[]): Promise<void> {
  show(undefined);
  const status = byId("reading", HTMLElement);
  status.hidden = false;
  try {
    const images = files.filter((file) => file.type.startsWith("image/"));
    const read = await Promise.all(files.filter((file) => !images.includes(file)).map((file) => file.text()));
    for (const image of images) read.push(...(await readImage(image)));
    const held = texts.receipt.value.trimStart().startsWith("QYR1") && images.length > 0 ? [texts.receipt.value.trim()] : []; // codes are given one by one too
    texts.receipt.value = [...held, ...read].join("\n");
  } catch (error) {
    show(error instanceof Refusal ? { kind: "refusal", refusal: error, at: new Date() } : { kind: "bug", at: new Date() });
  } finally {
    status.hidden = true;
  }
}

function speak(next: Language): void {
  language = next;
  const words = verifierWords[next];
  document.documentElement.lang = next === "zh" ? "zh-CN" : "en";
  document.title = words.title;
  for (const place of document.querySelectorAll<HTMLElement>("[data-say]")) {
    const phrase = Object.entries(words).find(([key]) => key === place.dataset["say"])?.[1];
    place.textContent = typeof phrase === "string" ? phrase : "";
  }
  if (outcome) result.replaceChildren(outcomeView(outcome, next));
}

/** @param take what a chosen file is for */
function onChoose(id: string, take: (files: readonly File[]) => Promise<void>): void {
  const chooser = byId(id, HTMLInputElement);
  chooser.addEventListener("change", () => {
    void take([...(chooser.files ?? [])]).then(() => (chooser.value = "")); // the same file can be chosen again
  });
}

const into = (field: HTMLTextAreaElement) => async (files: readonly File[]) => {
  show(undefined);
  field.value = (await Promise.all(files.map((file) => file.text()))).join("\n");
};

for (const field of Object.values(texts)) field.addEventListener("input", () => show(undefined));
onChoose("receipt-file", takeFiles);
onChoose("keys-file", into(texts.keys));
onChoose("content-file", into(texts.content));
const drop = byId("drop", HTMLElement);
document.addEventListener("dragover", (event) => {
  event.preventDefault();
  drop.classList.toggle("over", event.target instanceof Node && drop.contains(event.target));
});
document.addEventListener("drop", (event) => {
  event.preventDefault(); // a file beside the field must not replace the page
  drop.classList.remove("over");
  const isHere = event.target instanceof Node && drop.contains(event.target);
  if (isHere && event.dataTransfer) void takeFiles([...event.dataTransfer.files]);
});
byId("verify", HTMLButtonElement).addEventListener("click", verify);
byId("print", HTMLButtonElement).addEventListener("click", () => print());
byId("clear", HTMLButtonElement).addEventListener("click", () => {
  for (const field of Object.values(texts)) field.value = "";
  show(undefined);
});
byId("language", HTMLButtonElement).addEventListener("click", () => speak(language === "zh" ? "en" : "zh"));
speak("zh");
