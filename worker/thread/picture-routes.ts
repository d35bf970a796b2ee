/** The door of pictures in tickets: those on their way out, and all of them to be looked at. */
import { Hono } from "hono";
import * as z from "zod";
import { askingOf, type Door, queryOf } from "../door.ts";
import { Problem } from "../problem.ts";
import { IMAGE_BYTES_MAX } from "../tiktok/chat.ts";
import { addPicture, openPicture } from "./pictures.ts";

const NAME = /^[\w:-]{1,80}$/;

export const pictureBody = z.object({
  type: z.literal("IMAGE"),
  url: z.url().max(1_000),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  file: z
    .string()
    .regex(/^pic_[0-9a-f]{24}$/)
    .optional(),
});

/** Refuses by what a request says of itself, before anything of it is read. */
export function refuseLargeUpload(length: string | undefined): void {
  if (Number(length ?? 0) > IMAGE_BYTES_MAX) throw new Problem("too-large", "image-too-large", { bytes: IMAGE_BYTES_MAX });
}

export const pictureRoutes = new Hono<Door>()
  .post("/tickets/:id/images", async (c) => {
    refuseLargeUpload(c.req.header("content-length"));
    return c.json(await addPicture(c.var.kit, askingOf(c), c.req.param("id"), await c.req.arrayBuffer()));
  })
  .get("/tickets/:id/pictures/:name", queryOf(z.object({ small: z.enum(["0", "1"]).default("0") })), (c) => {
    const { id, name } = c.req.param();
    if (!NAME.test(name)) throw new Problem("missing", "picture-gone");
    return openPicture(c.var.kit, askingOf(c), id, name, c.req.valid("query").small === "1");
  });
