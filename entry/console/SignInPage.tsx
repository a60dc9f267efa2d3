import type { ReactNode } from "react";
import { Mark } from "#ui/frame/Mark.tsx";
import { languagePreference, useLanguage } from "#ui/words/language.ts";
import { useWords } from "#ui/words/words.ts";
import "./sign-in.css";
import { signInWords } from "./sign-in-words.ts";

type SignInPageProps = { readonly children: ReactNode; readonly aside?: ReactNode; readonly demo?: boolean };

/** The page before the console: what this is, and one thing to do. */
export function SignInPage({ children, aside, demo = false }: SignInPageProps) {
  const words = useWords(signInWords);
  const language = useLanguage();
  return (
    <div className="sign-in">
      <header>
        <div className="sign-in-brand"><Mark size={44} /><div><strong>{words.product}</strong><span>{words.productLine}</span></div></div>
        <ol className="sign-in-promises">{words.promises.split("|").map((line) => <li key={line}>{line}</li>)}</ol>
        <Balance />
      </header>
      <main>
        <button type="button" className="sign-in-language" lang={language === "zh" ? "en" : "zh-CN"} onClick={() => languagePreference.set(language === "zh" ? "en" : "zh")}>{words.language}</button>
        <div className="sign-in-card">{children}</div>
        {aside}
        <footer>{demo && <strong>{words.demo}　</strong>}{words.notice}</footer>
      </main>
    </div>
  );
}

/** What flows in and what flows out, drawn level. Decoration. */
function Balance() {
  return (
    <svg className="sign-in-art" viewBox="0 0 420 300" aria-hidden="true" fill="none" strokeLinecap="round">
      {[0, 1, 2, 3, 4, 5].map((i) => <path key={i} d={`M0 ${40 + i * 44} C 150 ${40 + i * 44}, 130 ${128 + i * 9}, 210 ${128 + i * 9} S 290 ${60 + ((i * 5) % 6) * 40}, 420 ${60 + ((i * 5) % 6) * 40}`} stroke="#8fdacd" strokeOpacity={0.1 + i * 0.05} strokeWidth={3 + (i % 3) * 5} />)}
      <path d="M210 104v92" stroke="#8fdacd" strokeOpacity="0.8" strokeWidth="3" />
    </svg>
  );
}
