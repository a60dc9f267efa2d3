import { Command, defaultFilter } from "cmdk";
import { useEffect, useMemo, useState } from "react";
import { useSay } from "../words/language.ts";
import { useWords } from "../words/words.ts";
import { mayEnter, useAccount, type Account } from "./account.ts";
import { frameWords } from "./frame-words.ts";
import "./palette.css";
import { isShownTo, type PaletteCommand, type PaletteHit, type Room, type SearchProvider } from "./room.ts";
import { groupLabel } from "./rooms-context.ts";
import { useGo } from "./url.ts";

type PaletteDialogProps = { readonly rooms: readonly Room[]; readonly onClose: () => void };
type HitGroup = { readonly provider: SearchProvider; readonly hits: readonly PaletteHit[] };

export default function PaletteDialog({ rooms, onClose }: PaletteDialogProps) {
  const words = useWords(frameWords);
  const say = useSay();
  const go = useGo();
  const account = useAccount();
  const [text, setText] = useState("");
  const searches = useMemo(() => rooms.flatMap((room) => room.searches ?? []).filter((search) => mayEnter(account, search.permission)), [rooms, account]);
  const { groups, isSearching } = useHits(searches, text.trim());
  const commands = matching(commandsOf(rooms, account), text.trim());
  const goTo = (to: string) => {
    onClose();
    go(to);
  };

  // We choose what is shown: cmdk's own filter throws when a group of hits goes while another is typed.
  return (
    <Command.Dialog open shouldFilter={false} onOpenChange={(open) => !open && onClose()} label={words.search} overlayClassName="palette-shade" contentClassName="palette" loop>
      <Command.Input className="palette-input" placeholder={words.searchHint} value={text} onValueChange={setText} autoFocus />
      <Command.List className="palette-list">
        {isSearching && <Command.Loading>{words.searching}</Command.Loading>}
        {!isSearching && <Command.Empty>{words.searchNothing}</Command.Empty>}
        {groups.map(({ provider, hits }) => (
          <Command.Group key={provider.key} heading={say(provider.label)}>
            {hits.map((hit) => (
              <Command.Item key={hit.key} value={`${provider.key} ${hit.key}`} onSelect={() => goTo(hit.to)}>
                <span>{hit.label}</span><small>{hit.detail}</small>
              </Command.Item>
            ))}
          </Command.Group>
        ))}
        {commands.length > 0 && (
          <Command.Group heading={words.commands}>
            {commands.map((command) => (
              <Command.Item key={command.key} value={command.key} onSelect={() => goTo(command.to)}>
                <span>{say(command.label)}</span><small>{command.detail && say(command.detail)}</small>
              </Command.Item>
            ))}
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}

type ShownCommand = PaletteCommand & { readonly detail?: ReturnType<typeof groupLabel> };

/** The best match first; in the order of the navigation while nothing is typed. */
function matching(commands: readonly ShownCommand[], text: string): readonly ShownCommand[] {
  if (text === "") return commands;
  const scored = commands.map((command) => ({ command, score: defaultFilter(command.key, text, [command.label.zh, command.label.en, ...(command.keywords ?? [])]) }));
  return scored.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score).map(({ command }) => command);
}

/** Every page of the navigation is a command too. */
function commandsOf(rooms: readonly Room[], account: Account): ShownCommand[] {
  const pages = rooms.flatMap((room) => room.navigation).filter((entry) => isShownTo(entry, account)).map((entry) => ({ key: entry.path, label: entry.label, permission: entry.permission, to: entry.path, keywords: entry.keywords ?? [], detail: groupLabel(entry) }));
  return [...pages, ...rooms.flatMap((room) => room.commands ?? []).filter((command) => mayEnter(account, command.permission))];
}

const SHORTEST = 2;
const WAIT_MS = 200;

function useHits(searches: readonly SearchProvider[], text: string): { groups: readonly HitGroup[]; isSearching: boolean } {
  const [groups, setGroups] = useState<readonly HitGroup[]>([]);
  const [searched, setSearched] = useState("");
  const isWanted = text.length >= SHORTEST && searches.length > 0;

  useEffect(() => {
    setGroups([]);
    if (!isWanted) return;
    const stop = new AbortController();
    const timer = setTimeout(async () => {
      const found = await Promise.all(searches.map(async (provider) => ({ provider, hits: await provider.search(text, stop.signal).catch(() => []) })));
      if (stop.signal.aborted) return;
      setGroups(found.filter(({ hits }) => hits.length > 0));
      setSearched(text);
    }, WAIT_MS);
    return () => {
      clearTimeout(timer);
      stop.abort();
    };
  }, [text, isWanted, searches]);

  return { groups, isSearching: isWanted && searched !== text };
}
