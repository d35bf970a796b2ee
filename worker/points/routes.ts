/** The door of what costs points next. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, queryOf } from "../door.ts";
import { storeList } from "../stores/asked.ts";
import { POINT_KINDS, readPlace, writePlace } from "./point.ts";
import { countPoints, listPoints } from "./points.ts";

export const pointRoutes = new Hono<Door>()
  .get(
    "/points",
    queryOf(
      z.object({
        stores: storeList,
        kind: z.enum(POINT_KINDS).optional(),
        when: z.enum(["next", "late"]).default("next"),
        after: z.string().max(90).optional(),
      }),
    ),
    async (c) => {
      const { kind, after, ...asked } = c.req.valid("query");
      const kinds = kind === undefined ? POINT_KINDS : [kind];
      const page = await listPoints(c.var.kit, askingOf(c), { ...asked, kinds, after: readPlace(after) });
      return c.json({ rows: page.rows, next: writePlace(page.next) });
    },
  )
  .get("/points/counts", queryOf(z.object({ stores: storeList })), async (c) =>
    c.json({ counts: await countPoints(c.var.kit, askingOf(c), c.req.valid("query").stores), kinds: POINT_KINDS }),
  );
