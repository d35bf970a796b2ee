/** What a template is and when it suits a ticket. Pure: forms, conditions and the order in which templates are offered. */
import * as z from "zod";
import { priority, tagId } from "../labels/label.ts";
import { STAGES, type Stage } from "../orders/stage.ts";
import { findMarketplace } from "../tiktok/authorization.ts";
import { TEXT_CHARACTERS_MAX } from "../tiktok/chat.ts";
import { cardWish } from "./cards.ts";
import { chooseVariant, isSameLanguage, type Variant } from "./language.ts";
import type { SnippetRow, TemplateRow } from "./table.ts";

export const TEMPLATES_MAX = 500;
export const SNIPPETS_MAX = 200;
const VARIANTS_MAX = 12;
const ACTIONS_MAX = 5;
const TAGS_MAX = 8;
const NAME_CHARACTERS_MAX = 80;
const SNOOZE_HOURS_MAX = 24 * 30;
const MINUTES_PER_DAY = 1_440;

export const language = z
  .string()
  .max(35)
  .transform((tag, context) => {
    try {
      return Intl.getCanonicalLocales(tag)[0] ?? "";
    } catch {
      context.addIssue({ code: "custom", message: "no language tag" });
      return z.NEVER;
    }
  })
  .refine((tag) => tag !== "");

const variant = z.object({ language, text: z.string().trim().max(TEXT_CHARACTERS_MAX) });
export const variants = z
  .array(variant)
  .min(1)
  .max(VARIANTS_MAX)
  .refine((all) => new Set(all.map((one) => one.language)).size === all.length);

const minute = z.number().int().min(0).max(MINUTES_PER_DAY);
export const conditions = z.object({
  stores: z.array(z.string().min(1).max(40)).max(200),
  marketplaces: z.array(z.string().refine((code) => findMarketplace(code) !== undefined)).max(40),
  stages: z.array(z.enum(STAGES)).max(STAGES.length),
  /** Minutes since midnight in the store's zone; `from` after `to` spans the night. */
  hours: z.object({ from: minute, to: minute }).nullable(),
});
export type Conditions = z.infer<typeof conditions>;

const action = z.discriminatedUnion("do", [
  /** "me" is whoever uses the macro; empty hands the ticket back. */
  z.object({ do: z.literal("assign"), to: z.string().max(40) }),
  z.object({ do: z.literal("snooze"), hours: z.number().int().min(1).max(SNOOZE_HOURS_MAX) }),
  z.object({ do: z.literal("resolve") }),
  z.object({ do: z.literal("reopen") }),
  z.object({ do: z.literal("tag"), tagId }),
  z.object({ do: z.literal("untag"), tagId }),
  z.object({ do: z.literal("priority"), priority }),
  z.object({ do: z.literal("show-card"), card: cardWish }),
]);
export type MacroAction = z.infer<typeof action>;

const PICTURES_MAX = 5;
const pictureFile = z.string().regex(/^pic_[0-9a-f]{24}$/);
const templatePicture = z.object({ file: pictureFile, width: z.number().int().positive(), height: z.number().int().positive() });
export type TemplatePicture = z.infer<typeof templatePicture>;

export const templateForm = z
  .object({
    name: z.string().trim().min(1).max(NAME_CHARACTERS_MAX),
    folder: z.string().trim().max(NAME_CHARACTERS_MAX),
    tags: z.array(z.string().trim().min(1).max(40)).max(TAGS_MAX),
    kind: z.enum(["reply", "note"]),
    shared: z.boolean(),
    variants,
    conditions,
    actions: z.array(action).max(ACTIONS_MAX),
    pictures: z.array(templatePicture).max(PICTURES_MAX).default([]),
  })
  // Words, a picture, or something to do: nothing at all is no template.
  .refine(({ variants: texts, actions, pictures }) => actions.length > 0 || pictures.length > 0 || texts.every((one) => one.text !== ""), {
    path: ["text"],
  });
export type TemplateForm = z.infer<typeof templateForm>;

export const snippetForm = z.object({
  name: z.string().regex(/^[a-z0-9][a-z0-9_-]{0,39}$/),
  variants: variants.refine((all) => all.every((one) => one.text !== "")),
});
export type SnippetForm = z.infer<typeof snippetForm>;

export interface Template extends TemplateForm {
  id: string;
  ownerId: string;
  uses: number;
  usedAt: number | null;
  version: number;
}

export interface Snippet extends SnippetForm {
  id: string;
  version: number;
}

export function readTemplate(row: TemplateRow): Template {
  const { id, name, folder, kind, uses, version } = row;
  return {
    id,
    name,
    folder,
    kind,
    uses,
    version,
    ownerId: row.owner_id,
    usedAt: row.used_at,
    shared: row.is_shared === 1,
    tags: JSON.parse(row.tags) as string[],
    variants: JSON.parse(row.variants) as Variant[],
    conditions: JSON.parse(row.conditions) as Conditions,
    actions: JSON.parse(row.actions) as MacroAction[],
    pictures: JSON.parse(row.pictures) as TemplatePicture[],
  };
}

export const readSnippet = ({ id, name, variants: texts, version }: SnippetRow): Snippet => ({
  id,
  name,
  version,
  variants: JSON.parse(texts) as Variant[],
});

export interface Store {
  id: string;
  marketplace: string;
}

/** Whether a template is meant for a store at all. */
export const isFor = ({ stores, marketplaces }: Conditions, store: Store) =>
  (stores.length === 0 || stores.includes(store.id)) && (marketplaces.length === 0 || marketplaces.includes(store.marketplace));

export interface Situation {
  store: Store;
  stage: Stage | null;
  language: string;
  minuteOfDay: number;
}

/** What speaks against using it now, besides the store; empty where everything suits. */
export function unmetConditions(template: Pick<Template, "conditions">, now: Situation): ("stage" | "hours")[] {
  const { stages, hours } = template.conditions;
  const isStageOff = stages.length > 0 && (now.stage === null || !stages.includes(now.stage));
  return [...(isStageOff ? (["stage"] as const) : []), ...(hours && !isWithin(hours, now.minuteOfDay) ? (["hours"] as const) : [])];
}

const isWithin = ({ from, to }: { from: number; to: number }, at: number) => (from <= to ? at >= from && at < to : at >= from || at < to);

/** What suits comes first; among those what speaks the buyer's language, then what is narrower, then what is used more. */
export function rankTemplates(templates: Template[], now: Situation): Template[] {
  const score = (one: Template) => [
    unmetConditions(one, now).length,
    one.variants.some((text) => isSameLanguage(text.language, now.language)) ? 0 : 1,
    one.conditions.stages.length > 0 ? 0 : 1,
    -one.uses,
  ];
  return templates
    .map((one) => ({ one, by: score(one) }))
    .sort((a, b) => a.by.reduce((order, value, at) => order || value - (b.by[at] ?? 0), 0) || a.one.name.localeCompare(b.one.name))
    .map(({ one }) => one);
}

export const textOf = (template: Pick<Template, "variants">, wanted: string) => chooseVariant(template.variants, wanted);
