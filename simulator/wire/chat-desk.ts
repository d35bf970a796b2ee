// The desk around the chat: whether the shop takes chats, how fast it answered, the sessions TikTok cut the talk into.
// Refuses days without sessions a rate: there is nothing to divide by.
import { type Conversation, messagesOf, type Session, sessionEnd } from "../chat/conversation.ts";
import { seconds as nowSeconds } from "../core/core.ts";
import { amountText } from "../core/money.ts";
import { badParameter, missingField } from "./failure.ts";
import { flag, pageSize, seconds, text } from "./input.ts";
import { slicePage } from "./paging.ts";
import type { Call, Route } from "./route.ts";

const SESSIONS_MAX = 100;
const SESSION_DAYS_MAX = 90;
const DAY_SECONDS = 86_400;

const readSettings = (call: Call) => ({ can_accept_chat: call.shop.acceptsChat });

function changeSettings(call: Call) {
  const accepts = flag(call, "can_accept_chat");
  if (accepts === undefined) throw missingField("can_accept_chat");
  call.shop.acceptsChat = accepts;
  call.core.changed();
  return {};
}

/** The span of days of a performance query; both are required and the end is excluded. */
function supportDays(call: Call): { from: number; to: number } {
  const read = (name: string) => {
    const text = call.query.get(name) ?? "";
    const time = Date.parse(`${text}T00:00:00Z`);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(time)) throw badParameter(`Invalid request: ${name} must be a date`);
    return time / 1000;
  };
  return { from: read("support_date_ge"), to: read("support_date_lt") };
}

interface Told {
  conversation: Conversation;
  session: Session;
}

function sessionsBetween(call: Call, from: number, to: number): Told[] {
  const told = call.core
    .conversations(call.shop.id)
    .sorted("createTime")
    .flatMap((conversation) => conversation.sessions.map((session) => ({ conversation, session })));
  return told
    .filter(({ session }) => session.beginTime >= from && session.beginTime < to)
    .sort((a, b) => a.session.beginTime - b.session.beginTime);
}

const percent = (part: number, whole: number) => (whole === 0 ? "0.0" : ((100 * part) / whole).toFixed(1));

/** A session counts once the buyer has spoken; answered within a day is answered. */
function readPerformance(call: Call) {
  const { from, to } = supportDays(call);
  const asked = sessionsBetween(call, from, to).filter(({ session }) => session.askedTime > 0);
  const answered = asked.filter(({ session }) => session.answeredTime > 0 && session.answeredTime - session.askedTime <= DAY_SECONDS);
  const rated = asked.filter(({ session }) => session.score > 0);
  const waited = answered.reduce((sum, { session }) => sum + session.answeredTime - session.askedTime, 0);
  return {
    performance: {
      support_session_count: asked.length,
      response_percentage: percent(answered.length, asked.length),
      satisfaction_percentage: percent(rated.filter(({ session }) => session.score >= 4).length, rated.length),
      response_time_mins: answered.length === 0 ? "0.0" : (waited / answered.length / 60).toFixed(1),
      conversion_rate: "0.00",
      cs_guided_gmv: amountText(0, call.shop.currency),
      currency: call.shop.currency,
    },
  };
}

function sessionOnWire(call: Call, { conversation, session }: Told) {
  const end = sessionEnd(call.core, session);
  const wait = session.answeredTime === 0 ? 0 : session.answeredTime - session.askedTime;
  const mentionsOrder = messagesOf(call.core, conversation.id).some((message) => message.type.includes("ORDER"));
  return {
    id: session.id,
    conversation_id: conversation.id,
    begin_time: session.beginTime,
    end_time: nowSeconds(call.core) >= end ? end : 0,
    buyer_nickname: call.core.state.buyers[conversation.buyerId]?.nickname ?? "",
    chat_tags: [mentionsOrder ? "Logistics" : "Presale"],
    ...(session.score > 0 ? { satisfaction_score: session.score, dissatisfaction_reason: "" } : {}),
    first_response_late: wait > DAY_SECONDS,
    first_response_time: wait,
  };
}

function searchSessions(call: Call) {
  const [from, to] = [seconds(call, "begin_time_ge"), seconds(call, "begin_time_lt")];
  if (from === undefined) throw missingField("begin_time_ge");
  if (to === undefined) throw missingField("begin_time_lt");
  if (from < nowSeconds(call.core) - SESSION_DAYS_MAX * DAY_SECONDS)
    throw badParameter(`Invalid request: begin_time_ge reaches back at most ${SESSION_DAYS_MAX} days`);
  const nickname = text(call, "buyer_nickname");
  const told = sessionsBetween(call, from, to).filter(
    ({ conversation }) => nickname === undefined || call.core.state.buyers[conversation.buyerId]?.nickname === nickname,
  );
  const page = slicePage(call, told, pageSize(call, SESSIONS_MAX));
  return { next_page_token: page.next, sessions: page.rows.map((row) => sessionOnWire(call, row)) };
}

const CHAT = { scope: "seller.customer_service", cipher: true } as const;
const SETTINGS = "/customer_service/{v}/agents/settings";

/** Each of these was published under a version of its own; none counts against the chat quota. */
export const CHAT_DESK_ROUTES: Route[] = [
  { ...CHAT, name: "chat.settings", method: "GET", path: SETTINGS, versions: ["202309"], run: readSettings },
  { ...CHAT, name: "chat.change_settings", method: "PUT", path: SETTINGS, versions: ["202309"], run: changeSettings },
  {
    ...CHAT,
    name: "chat.performance",
    method: "GET",
    path: "/customer_service/{v}/performance",
    versions: ["202407"],
    query: ["support_date_ge", "support_date_lt"],
    run: readPerformance,
  },
  {
    ...CHAT,
    name: "chat.sessions",
    method: "POST",
    path: "/customer_service/{v}/sessions/search",
    versions: ["202602"],
    run: searchSessions,
  },
];
