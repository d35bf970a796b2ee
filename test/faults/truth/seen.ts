// What a comparison looks at: the truth, and what we hold. A history's world is one; so is what a stopped workerd has left on its disk.
import type { World as Shop } from "../../../simulator/index.ts";
import type { Inspector } from "../platform/sqlite/connection.ts";

export interface Seen {
  shop: Shop;
  now(): number;
  rows<T = Record<string, unknown>>(sql: string, ...values: (string | number)[]): T[];
  platform: {
    database: Inspector;
    objects(binding: string): { id: string; name: string | undefined; rows(sql: string): unknown[][] }[];
  };
}
