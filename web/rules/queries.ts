/** What the pages of rules ask and change. Whatever changes a rule makes the list ask again. */

import { type Answer, api, ask } from "../api.ts";
import { useQueryClient } from "../cache/use.ts";
import { LANGUAGE } from "../words/language.ts";

export type RulesPage = Answer<typeof api.rules.$get>;
export type Grammar = RulesPage["grammar"];
export type ShownRule = RulesPage["rules"][number];
export type AnyForm = ShownRule["form"];
export type RuleForm = Extract<AnyForm, { kind: "rule" }>;
export type AutoReplyForm = Extract<AnyForm, { kind: "auto-reply" }>;
export type RuleAction = RuleForm["actions"][number];
export type Trigger = RuleForm["trigger"]["on"];
export type Run = Answer<(typeof api.rules)[":id"]["runs"]["$get"]>["runs"][number];
export type Tried = Answer<(typeof api.rules.trials)[":id"]["$get"]>["found"][number];

export const askRules = { queryKey: ["rules"], queryFn: () => ask(api.rules.$get({ query: { language: LANGUAGE } })) };

export function useReload() {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: ["rules"] });
}

export const saveRule = async (id: string | null, version: number, form: AnyForm): Promise<string> => {
  if (id === null) return (await ask(api.rules.$post({ json: form }))).id;
  await ask(api.rules[":id"].$put({ param: { id }, json: { version, form } }));
  return id;
};
export const switchRule = (id: string, on: boolean) => ask(api.rules[":id"].on.$put({ param: { id }, json: { on } }));
export const deleteRule = (id: string) => ask(api.rules[":id"].$delete({ param: { id } }));
export const orderRules = (ids: string[]) => ask(api.rules.order.$put({ json: { ids } }));
