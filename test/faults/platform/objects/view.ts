// An object as a check sees it: its rows, its alarm, and whether it is in memory. Reading wakes nobody and
// takes no virtual time. Reads see what the object sees, durable or not.
import type { SQLInputValue } from "node:sqlite";
import { Crashed } from "../crashes.ts";
import type { ObjectHost } from "./host.ts";

export interface ObjectView {
  readonly id: string;
  readonly name: string | undefined;
  readonly isAwake: boolean;
  /** Epoch milliseconds of the alarm that is set. */
  readonly alarm: number | null;
  rows(sql: string, ...values: SQLInputValue[]): unknown[][];
  /** Puts it to sleep if it is idle; false when something is under way. */
  evict(): boolean;
  crash(): void;
}

export function viewOf(host: ObjectHost): ObjectView {
  return {
    id: host.id.toString(),
    name: host.id.name,
    get isAwake() {
      return host.isAwake;
    },
    get alarm() {
      return host.disk.alarm;
    },
    rows: (sql, ...values) => host.disk.connection.own(sql, ...values),
    evict: () => host.sleep(),
    crash: () => host.crash(new Crashed()),
  };
}
