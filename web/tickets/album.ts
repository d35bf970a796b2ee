/** The pictures of the ticket on screen: where the desk serves each, and which one is being looked at. */
import { type Accessor, createContext, createSignal, useContext } from "solid-js";
import type { Entry } from "./queries.ts";

export const pictureAddress = (ticket: string, name: string, size: "small" | "whole" = "small") =>
  `/api/tickets/${ticket}/pictures/${encodeURIComponent(name)}${size === "small" ? "?small=1" : ""}`;

/** Names under which the desk has them, in the order people read them. */
function picturesIn(entries: Entry[]): string[] {
  return entries.flatMap((entry) => {
    if (entry.kind === "reply") return entry.body.type === "IMAGE" ? [entry.body.file ?? entry.id] : [];
    const shows = entry.kind === "message" && (entry.type === "IMAGE" || entry.type === "EMOTICONS");
    return shows && typeof entry.content.url === "string" ? [entry.id] : [];
  });
}

export function createAlbum(ticket: string, entries: Accessor<Entry[]>) {
  const [open, setOpen] = createSignal<string | null>(null);
  const names = () => picturesIn(entries());
  return {
    ticket,
    names,
    open,
    show: setOpen,
    /** To the next or former one; stays at the ends. */
    turn: (steps: number) => {
      const at = names().indexOf(open() ?? "");
      const next = names()[at + steps];
      if (at >= 0 && next) setOpen(next);
    },
  };
}

export type Album = ReturnType<typeof createAlbum>;

const AlbumContext = createContext<Album>();
export const AlbumProvider = AlbumContext.Provider;

export function useAlbum(): Album {
  const album = useContext(AlbumContext);
  if (!album) throw new Error("useAlbum outside a ticket");
  return album;
}
