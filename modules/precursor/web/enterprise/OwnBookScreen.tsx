import { Button } from "antd";
import { useAccount } from "#ui/frame/account.ts";
import { Notice } from "#ui/frame/Notice.tsx";
import { Page } from "#ui/frame/Page.tsx";
import { useGo } from "#ui/frame/url.ts";
import { useWords } from "#ui/words/words.ts";
import { EnterpriseBook } from "./EnterpriseBook.tsx";
import { enterpriseWords } from "./words.ts";

/** The book of the enterprise one works for. Officials have none of their own and are led to the list. */
export default function OwnBookScreen() {
  const t = useWords(enterpriseWords);
  const go = useGo();
  const { enterpriseUscc } = useAccount();
  if (enterpriseUscc !== undefined) return <EnterpriseBook uscc={enterpriseUscc} />;
  return <Page title={t.book}><Notice title={t.noOwnBook} actions={<Button onClick={() => go("/precursor/enterprises")}>{t.list}</Button>} /></Page>;
}
