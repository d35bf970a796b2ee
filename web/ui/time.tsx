/** A moment: short where it stands, exact with its zone when the pointer rests on it. */
import { now, ownZone, placeOf, writeAgo, writeRecent, writeTime } from "./clock.ts";

interface TimeProps {
  /** Epoch milliseconds. */
  at: number;
  /** ago: "14 min. ago" · recent: "14:05", "Wed 12 Aug" · full: "Wed 12 Aug, 23:59" · time: "14:05" */
  as?: "ago" | "recent" | "full" | "time" | "date";
  /** Of the store; absent, the reader's own. */
  zone?: string | undefined;
}

export function Time(props: TimeProps) {
  const zone = () => props.zone ?? ownZone;
  const words = () => {
    switch (props.as ?? "recent") {
      case "ago":
        return writeAgo(props.at, now());
      case "recent":
        return writeRecent(props.at, now(), zone());
      case "full":
        return writeTime(props.at, "full", zone());
      case "time":
        return writeTime(props.at, "time", zone());
      case "date":
        return writeTime(props.at, "date", zone());
    }
  };
  return (
    <time datetime={new Date(props.at).toISOString()} title={exactly(props.at, zone())}>
      {words()}
    </time>
  );
}

/** In the given zone, and in the reader's own where that is another. */
export function exactly(at: number, zone: string): string {
  const there = `${writeTime(at, "full", zone)}, ${placeOf(zone)}`;
  return zone === ownZone ? there : `${there} · ${writeTime(at, "full", ownZone)}, ${placeOf(ownZone)}`;
}
