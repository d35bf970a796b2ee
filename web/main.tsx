/** Where the browser begins: addresses, the room each belongs to, and the one query cache. A room's code and words are fetched when its
 *  address is opened, all at once. */

import "./styles/styles.css";
import { render } from "solid-js/web";
import { Problem } from "./api.ts";
import { QueryClient } from "./cache/cache.ts";
import { QueryClientProvider } from "./cache/use.ts";
import { Frame } from "./frame/frame.tsx";
import { Lost } from "./frame/lost.tsx";
import { noticeFailure } from "./frame/session.ts";
import MailboxPage from "./mailbox/mailbox.tsx";
import { Navigate, Route, Router } from "./router/use.ts";
import { askMe, isAdmin, useMe } from "./team/me.tsx";
import { showAppearance } from "./ui/appearance.ts";
import { firstRoom, room } from "./words/room.ts";
import { learn } from "./words/words.ts";

const FRESH_MS = 30_000;
const RETRIES_MAX = 2;
/** RFC 6585 §4. */
const TOO_MANY = 429;
/** The page comes first; what keeps it, and who uses it, can wait. */
const SETTLED_AFTER_MS = 3_000;

const client = new QueryClient({
  onError: noticeFailure,
  staleTime: FRESH_MS,
  // A refusal stays one however often it is asked; only silence, and having asked too much at once, pass.
  retryAfterMs: (failures, error) => {
    const passes = error instanceof Problem && (error.kind === "unavailable" || error.status === TOO_MANY);
    return passes && failures < RETRIES_MAX ? Number(error.facts.seconds) * 1_000 || 1_000 << failures : null;
  },
});

// Nearly everybody opens it first: it comes with the page, and only its words are fetched.
const Mailbox = firstRoom(["mailbox", "labels"], () => Promise.resolve({ default: MailboxPage }));
const Items = room(["inventory", "inventoryProblems"], () => import("./inventory/items.tsx"));
const Item = room(["inventory", "inventoryProblems"], () => import("./inventory/item.tsx"));
const Listings = room(["inventory", "inventoryProblems"], () => import("./inventory/listings.tsx"));
const Stock = room(["inventory", "inventoryProblems", "stock", "stockProblems"], () => import("./stock/stock.tsx"));
const FbtStock = room(["inventory", "inventoryProblems", "fbt"], () => import("./fbt/fbt.tsx"));
const Balancing = room(["inventory", "inventoryProblems", "stockProblems", "balancing"], () => import("./balancing/balancing.tsx"));
const Warehouses = room(["inventory", "inventoryProblems", "stock", "stockProblems"], () => import("./stock/warehouses.tsx"));
const Returns = room(["aftersales", "orderProblems"], () => import("./aftersales/returns.tsx"));
const Return = room(["aftersales", "order", "stages", "orderProblems"], () => import("./aftersales/return.tsx"));
const Orders = room(
  ["orders", "order", "stages", "orderProblems", "orderWork", "shipping", "workload", "labels"],
  () => import("./orders/orders.tsx"),
);
const Order = room(
  ["orders", "order", "stages", "orderProblems", "orderWork", "shipping", "workload", "labels", "mailbox"],
  () => import("./orders/order.tsx"),
);
const OrderJobs = room(["orders", "order", "stages", "shipping", "workload"], () => import("./workload/jobs.tsx"));
const OrderJob = room(
  ["orders", "order", "stages", "orderProblems", "shipping", "workload", "aftersales"],
  () => import("./workload/job.tsx"),
);
const PrintRuns = room(["orders", "order", "stages", "shipping", "workload"], () => import("./shipping/runs.tsx"));
const PrintRun = room(["orders", "order", "stages", "orderProblems", "shipping", "workload"], () => import("./shipping/run.tsx"));
const AppStore = room(["stores", "connect"], () => import("./stores/app-store.tsx"));
const Choose = room(["stores", "connect"], () => import("./stores/choose.tsx"));
const Claim = room(["stores", "connect"], () => import("./stores/claim.tsx"));
const Directory = room(["stores"], () => import("./stores/directory.tsx"));
const NewStore = room(["stores"], () => import("./stores/new-store.tsx"));
const Store = room(["stores", "connect", "labels"], () => import("./stores/store.tsx"));
const People = room(["people", "doorProblems", "passwords"], () => import("./team/people.tsx"));
const Preferences = room(["people", "preferences", "keys"], () => import("./team/preferences.tsx"));
const Notifications = room(["notifications", "mailbox"], () => import("./notifications/notifications.tsx"));
const TellingPage = room(["people", "notifications"], () => import("./notifications/telling-page.tsx"));
const Audit = room(["people", "audit", "rules", "labels", "templates", "stages", "stock"], () => import("./team/audit.tsx"));
const Templates = room(["people", "templates", "stages", "labels"], () => import("./templates/templates.tsx"));
const Sessions = room(["people", "doorProblems", "passwords"], () => import("./team/sessions.tsx"));
const TikTokApps = room(["people", "connect"], () => import("./stores/tiktok-apps.tsx"));
const Insights = room(["insights"], () => import("./insights/insights.tsx"));
const Compliance = room(["compliance", "mailbox"], () => import("./sla/compliance.tsx"));
const Gaps = room(["gaps", "insights", "orderProblems"], () => import("./gaps/gaps.tsx"));
const Points = room(["points", "mailbox"], () => import("./points/points.tsx"));
const Tags = room(["people", "tags", "labels"], () => import("./labels/tags.tsx"));
const Sla = room(["people", "sla", "labels"], () => import("./sla/sla.tsx"));
const Teams = room(["people", "rota"], () => import("./rota/teams.tsx"));
const Rules = room(["people", "rules", "stages", "labels"], () => import("./rules/rules.tsx"));
const RuleEditor = room(["people", "rules", "stages", "labels"], () => import("./rules/editor.tsx"));
const BulkJobs = room(["people", "bulk", "mailbox"], () => import("./bulk/jobs.tsx"));
const BulkJob = room(["people", "bulk", "mailbox"], () => import("./bulk/job.tsx"));
const UnmatchedMail = room(["people", "mail"], () => import("./letters/unmatched.tsx"));
const Health = room(["people", "sync"], () => import("./sync/health.tsx"));
const Persons = room(["people"], () => import("./persons/persons.tsx"));
const Backups = room(["people", "backups"], () => import("./backup/backups.tsx"));
const Machine = room(["people", "machine"], () => import("./assist/machine.tsx"));
const Setup = room(["team", "doorProblems"], () => import("./team/setup.tsx"));
const SignIn = room(["team", "doorProblems", "passwords"], () => import("./team/sign-in.tsx"));
const NewPassword = room(["team", "doorProblems", "passwords"], () => import("./team/new-password.tsx"));
const Join = room(["team", "doorProblems"], () => import("./team/join.tsx"));

/** The first settings page one may read. */
function Settings() {
  const me = useMe();
  return <Navigate href={isAdmin(me()) ? "/settings/people" : "/settings/sessions"} />;
}

/** Their part of the table of pages. */
const settingsRoutes = () => (
  <>
    <Route path="/settings" component={Settings} />
    <Route path="/settings/people" component={People} />
    <Route path="/settings/tags" component={Tags} />
    <Route path="/settings/templates" component={Templates} />
    <Route path="/settings/tiktok-apps" component={TikTokApps} />
    <Route path="/settings/preferences" component={Preferences} />
    <Route path="/settings/notifications" component={TellingPage} />
    <Route path="/settings/audit" component={Audit} />
    <Route path="/settings/sessions" component={Sessions} />
    <Route path="/settings/sla" component={Sla} />
    <Route path="/settings/teams" component={Teams} />
    <Route path="/settings/rules" component={Rules} />
    <Route path="/settings/rules/:id" component={RuleEditor} />
    <Route path="/settings/bulk-jobs" component={BulkJobs} />
    <Route path="/settings/bulk-jobs/:id" component={BulkJob} />
    <Route path="/settings/unmatched-mail" component={UnmatchedMail} />
    <Route path="/settings/health" component={Health} />
    <Route path="/settings/personal-data" component={Persons} />
    <Route path="/settings/backups" component={Backups} />
    <Route path="/settings/machine-help" component={Machine} />
  </>
);

function App() {
  return (
    <QueryClientProvider client={client}>
      <Router>
        <Route path="/setup" component={Setup} />
        <Route path="/sign-in" component={SignIn} />
        <Route path="/join/:token" component={Join} />
        <Route path="/password" component={NewPassword} />
        <Route component={Frame}>
          <Route path="/" component={() => <Navigate href="/mailbox" />} />
          <Route path="/mailbox/:view?/:ticket?" component={Mailbox} />
          <Route path="/orders" component={Orders} />
          <Route path="/orders/jobs" component={OrderJobs} />
          <Route path="/orders/jobs/:id" component={OrderJob} />
          <Route path="/orders/:id" component={Order} />
          <Route path="/inventory" component={Items} />
          <Route path="/inventory/items/:id" component={Item} />
          <Route path="/inventory/listings" component={Listings} />
          <Route path="/inventory/stock" component={Stock} />
          <Route path="/inventory/fbt" component={FbtStock} />
          <Route path="/inventory/warehouses" component={Warehouses} />
          <Route path="/inventory/balancing" component={Balancing} />
          <Route path="/returns" component={Returns} />
          <Route path="/returns/:id" component={Return} />
          <Route path="/print-runs" component={PrintRuns} />
          <Route path="/print-runs/:id" component={PrintRun} />
          <Route path="/app-store/tiktok-shop/choose" component={Choose} />
          <Route path="/app-store/tiktok-shop/claim" component={Claim} />
          <Route path="/app-store/:app?" component={AppStore} />
          <Route path="/stores" component={Directory} />
          <Route path="/stores/new" component={NewStore} />
          <Route path="/stores/:id" component={Store} />
          <Route path="/insights/:report?" matchFilters={{ report: /^(fulfilment|returns|cover|service|mail)$/ }} component={Insights} />
          <Route path="/compliance" component={Compliance} />
          <Route path="/points" component={Points} />
          <Route path="/insights/gaps" component={Gaps} />
          <Route path="/notifications" component={Notifications} />
          {settingsRoutes()}
          <Route path="*" component={Lost} />
        </Route>
      </Router>
    </QueryClientProvider>
  );
}

/** What the first page needs anyway is asked for before there is a page. */
function begin(): void {
  const isInside = !/^\/(setup|sign-in|join|password)\b/.test(location.pathname);
  if (isInside) client.prefetchQuery(askMe);
  if (/^\/(mailbox.*)?$/.test(location.pathname)) void Mailbox.preload();
}

const root = document.getElementById("app");
showAppearance();
begin();
// Not awaited here: the words of a language lean on this file's build, and each would wait for the other.
void learn("frame").then(() => root && render(() => <App />, root));
if (import.meta.env.PROD) setTimeout(() => void import("./frame/settled.ts").then(({ begin: settle }) => settle()), SETTLED_AFTER_MS);
