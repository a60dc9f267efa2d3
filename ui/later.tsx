import { useLayoutEffect, useState, type ComponentType } from "react";

/**
 * A part of the console whose script is fetched when it is first shown; `Waiting` stands in its place until then.
 * Not `lazy`: React keeps the fallback of a Suspense up for 300 ms at least, however soon the script is there.
 * A script that does not come is thrown to the error page around; shown anew, it is asked for again.
 */
export function later<Props extends object>(load: () => Promise<{ readonly default: ComponentType<Props> }>, Waiting: ComponentType<Props>): ComponentType<Props> {
  let Part: ComponentType<Props> | undefined;
  return function Later(props: Props) {
    const [, say] = useState<"arrived">();
    const Shown = Part ?? Waiting;
    useLayoutEffect(() => {
      if (Shown !== Waiting) return; // not `Part`: it may have come for another place since this one was drawn
      let isShown = true;
      load().then(
        (loaded) => {
          Part = loaded.default;
          if (isShown) say("arrived");
        },
        (problem: unknown) => isShown && say(() => { throw problem; }),
      );
      return () => void (isShown = false);
    }, [Shown]);
    return <Shown {...props} />;
  };
}
