import { Button } from "antd";
import { Component, type ReactNode } from "react";
import { frameWords } from "#ui/frame/frame-words.ts";
import { Notice } from "#ui/frame/Notice.tsx";
import { useWords } from "#ui/words/words.ts";

export function BrokenPage() {
  const words = useWords(frameWords);
  return <Notice title={words.brokenTitle} next={words.brokenNext} actions={<Button type="primary" onClick={() => location.reload()}>{words.reload}</Button>} />;
}

/** What fails outside the console's pages, as when a new version of the program has taken away the script asked for, is said too. */
export class BrokenAround extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };
  static getDerivedStateFromError = () => ({ isBroken: true });
  override render() {
    return this.state.isBroken ? <BrokenPage /> : this.props.children;
  }
}
