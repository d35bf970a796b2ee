/** TikTok's own figure of a shop's customer service: https://partner.tiktokshop.com/docv2/page/get-customer-service-performance. Shares come as
 *  text in percent; a session is answered when its first reply came within 24 hours, automatic answers of the FAQ included. Refuses to guess:
 *  what cannot be read is null. */
import * as z from "zod";
import { callTikTok, type Line } from "./client.ts";

/** Developer docs: "response_percentage". */
export const PERFORMANCE_HOURS = 24;
const SECONDS_PER_MINUTE = 60;

const amount = z.union([z.string(), z.number()]).nullish();
const answer = z.object({
  performance: z.object({
    support_session_count: z.coerce.number().int().nonnegative(),
    response_percentage: amount,
    satisfaction_percentage: amount,
    response_time_mins: amount,
  }),
});

export interface Performance {
  sessions: number;
  /** Percent in tenths. */
  responseTenths: number | null;
  satisfactionTenths: number | null;
  responseSeconds: number | null;
}

const scaled = (value: string | number | null | undefined, factor: number): number | null => {
  const number = value === null || value === undefined || value === "" ? Number.NaN : Number(value);
  return Number.isFinite(number) ? Math.round(number * factor) : null;
};

/** Days as 2026-11-22; the last is not part of it. */
export async function readPerformance(shop: Line, sinceDay: string, untilDay: string): Promise<Performance> {
  const query = { support_date_ge: sinceDay, support_date_lt: untilDay };
  const { data } = await callTikTok(shop, { method: "GET", path: "/customer_service/202407/performance", query });
  const { performance: told } = answer.parse(data);
  return {
    sessions: told.support_session_count,
    // Without sessions TikTok says 0 %, which is no rate.
    responseTenths: told.support_session_count === 0 ? null : scaled(told.response_percentage, 10),
    // 0 % is also what TikTok says where nobody rated.
    satisfactionTenths: scaled(told.satisfaction_percentage, 10) || null,
    responseSeconds: scaled(told.response_time_mins, SECONDS_PER_MINUTE),
  };
}
