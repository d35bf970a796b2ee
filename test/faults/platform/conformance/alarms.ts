// Alarms: one per object, kept with the storage, at least once, with retries that back off from two seconds.
import { type Behaviour, behaves, until } from "./behaviour.ts";
import { insides, type Room } from "./room.ts";

type Lines = { lines(): Promise<string[]> };

function linesOnce(room: Lines, enough: number): Promise<string[] | null> {
  return until(async () => {
    const lines = await room.lines();
    return lines.length >= enough ? lines : null;
  });
}

function insideLine(says: string, act: (room: Room) => unknown): string {
  insides.set(says, act);
  return says;
}

const setTwice = insideLine("set an alarm twice", async ({ ctx }) => {
  const now = Date.now();
  await ctx.storage.setAlarm(now + 60_000);
  await ctx.storage.setAlarm(new Date(now + 90_000));
  return ((await ctx.storage.getAlarm()) ?? 0) - now;
});
const setAndDelete = insideLine("set and delete an alarm", async ({ ctx }) => {
  const before = await ctx.storage.getAlarm();
  await ctx.storage.setAlarm(Date.now() + 60_000);
  await ctx.storage.deleteAlarm();
  return [before, await ctx.storage.getAlarm()];
});
const setInThePast = insideLine("set an alarm in the past", async ({ ctx }) => {
  ctx.storage.sql.exec("create table if not exists mode(mode text)");
  ctx.storage.sql.exec("insert into mode values('plain')");
  await ctx.storage.setAlarm(1_000);
  return true;
});
const undoAlarm = insideLine("undo an alarm with its transaction", async ({ ctx }) => {
  try {
    ctx.storage.transactionSync(() => {
      void ctx.storage.setAlarm(Date.now() + 60_000);
      throw new Error("undo");
    });
  } catch {
    // The undoing is what is looked at.
  }
  return ctx.storage.getAlarm();
});

export const alarms: Behaviour[] = [
  behaves(
    "an alarm comes once, and none is pending while it runs",
    async ({ room }) => {
      await room().armAlarm(100);
      return linesOnce(room(), 1);
    },
    ["alarm 0 false none pending"],
  ),
  behaves("the later of two settings counts", ({ freshRoom }) => freshRoom().inside(setTwice), 90000),
  behaves("a deleted alarm is gone", ({ freshRoom }) => freshRoom().inside(setAndDelete), [null, null]),
  behaves(
    "an alarm of the past comes at once",
    async ({ room }) => {
      await room().inside(setInThePast);
      return linesOnce(room(), 1);
    },
    ["alarm 0 false none pending"],
  ),
  behaves(
    "an alarm set while one runs comes too",
    async ({ room }) => {
      await room().armAlarm(50, "again");
      return linesOnce(room(), 3);
    },
    ["alarm 0 false none pending", "alarm 0 false none pending", "alarm 0 false none pending"],
  ),
  behaves(
    "a failing alarm comes again and says so",
    async ({ room }) => {
      await room().armAlarm(50, "fail once");
      return linesOnce(room(), 2);
    },
    ["alarm 0 false none pending", "alarm 1 true none pending"],
  ),
  behaves(
    "a failing alarm that set another: the other counts",
    async ({ room }) => {
      await room().armAlarm(50, "rearm and fail");
      return linesOnce(room(), 2);
    },
    ["alarm 0 false none pending", "alarm 0 false none pending"],
  ),
  behaves("an alarm undone with its transaction", ({ freshRoom }) => freshRoom().inside(undoAlarm), null),
];
