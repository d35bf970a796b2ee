// What is asked again and again all day, and what D1 may read for it: a list has 50 rows, the session, the person and their rights, and the row
// that says whether there is more.

import { STORE_NAMES } from "./data.ts";
import { orderId } from "./orders.ts";
import { MANY, SOME } from "./people.ts";

export interface Asked {
  name: string;
  /** Their number. */
  person: number;
  address: string;
  rowsReadMost: number;
  tripsMost: number;
  /** A list's first rows; what is found by words depends on what was said. */
  isList: boolean;
}

/** For all stores, or one. */
const LIST_ROWS_READ_MOST = 60;
/** For any other choice of stores: each is read by itself and all are merged. */
const SUBSET_ROWS_READ_MOST = 500;
const SEARCH_ROWS_READ_MOST = 1_000;
const EXACT_ROWS_READ_MOST = 10;
const ADMIN = 0;
const SOME_STORES = 1;
const MANY_STORES = 2;

const TICKETS = [
  ["to do", "view=todo"],
  ["mine", "view=mine"],
  ["unassigned", "view=unassigned"],
  ["resolved", "view=resolved"],
  ["late", "view=todo&due=late"],
  ["mine and late", "view=mine&due=late"],
] as const;
const ORDERS = [
  ["all", ""],
  ["ready to ship", "stage=ready_to_ship"],
  ["completed", "stage=completed"],
] as const;

const storesOf = (count: number) => `stores=${STORE_NAMES.slice(0, count).join()}`;

function listsOf(what: string, page: string, questions: readonly (readonly [string, string])[]): Asked[] {
  const list = { isList: true, tripsMost: 1 };
  return questions.flatMap(([name, query]) => [
    { ...list, name: `${what}: ${name}, all stores`, person: ADMIN, address: `${page}?${query}`, rowsReadMost: LIST_ROWS_READ_MOST },
    {
      ...list,
      name: `${what}: ${name}, one store`,
      person: ADMIN,
      address: `${page}?${query}&${storesOf(1)}`,
      rowsReadMost: LIST_ROWS_READ_MOST,
    },
    {
      ...list,
      name: `${what}: ${name}, ${SOME} of 20 stores`,
      person: SOME_STORES,
      address: `${page}?${query}&${storesOf(SOME)}`,
      rowsReadMost: SUBSET_ROWS_READ_MOST,
    },
    {
      ...list,
      name: `${what}: ${name}, ${MANY} of 20 stores`,
      person: MANY_STORES,
      address: `${page}?${query}&${storesOf(MANY)}`,
      rowsReadMost: SUBSET_ROWS_READ_MOST,
    },
  ]);
}

const found = (name: string, address: string, rowsReadMost: number): Asked => ({
  name,
  person: ADMIN,
  address,
  rowsReadMost,
  tripsMost: 2,
  isList: false,
});

const ORDER = orderId(42);

export const ASKED: Asked[] = [
  ...listsOf("tickets", "/api/tickets", TICKETS),
  ...listsOf("orders", "/api/orders", ORDERS),
  found("search: a common word", "/api/tickets/search?q=parcel", SEARCH_ROWS_READ_MOST),
  found("search: two words", "/api/tickets/search?q=where%20refund", SEARCH_ROWS_READ_MOST),
  found("search: a rare word", "/api/tickets/search?q=w9zz", SEARCH_ROWS_READ_MOST),
  found("search: a word that is only begun", "/api/tickets/search?q=parc", SEARCH_ROWS_READ_MOST),
  found("search: a script without spaces", "/api/tickets/search?q=%E4%BB%80%E4%B9%88", SEARCH_ROWS_READ_MOST),
  found("search: an order's id", `/api/tickets/search?q=${ORDER}`, SEARCH_ROWS_READ_MOST),
  found("orders: search an exact id", `/api/orders/search?q=${ORDER}`, EXACT_ROWS_READ_MOST),
  found("orders: search a common word", "/api/orders/search?q=everyday", SEARCH_ROWS_READ_MOST),
  found("orders: search a product's word", "/api/orders/search?q=black", SEARCH_ROWS_READ_MOST),
];
