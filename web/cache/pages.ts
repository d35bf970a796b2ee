/** A list that is fetched page by page, as one answer: asked again, as many pages are asked as were there, each by what the one before it names. */
import type { Question } from "./cache.ts";

export interface InfiniteData<Page> {
  pages: Page[];
  pageParams: unknown[];
}

export interface PagedQuestion<Page, Param> extends Omit<Question<Page>, "queryFn"> {
  queryFn: (asked: { pageParam: Param }) => Promise<Page>;
  initialPageParam: Param;
  /** What names the page after this one; undefined where it is the last. */
  getNextPageParam: (last: Page) => Param | null | undefined;
}

export async function loadPages<Page, Param>(
  { queryFn, initialPageParam, getNextPageParam }: PagedQuestion<Page, Param>,
  before: InfiniteData<Page> | undefined,
  part: "all" | "next",
): Promise<InfiniteData<Page>> {
  const last = before?.pages.at(-1);
  if (before && last !== undefined && part === "next") {
    const param = getNextPageParam(last) ?? null;
    if (param === null) return before;
    return { pages: [...before.pages, await queryFn({ pageParam: param })], pageParams: [...before.pageParams, param] };
  }
  const { pages, pageParams }: InfiniteData<Page> = { pages: [], pageParams: [] };
  const wanted = before?.pages.length ?? 1;
  for (let param: Param | null = initialPageParam; pages.length < wanted && (param !== null || pages.length === 0); ) {
    const page = await queryFn({ pageParam: param as Param });
    pages.push(page);
    pageParams.push(param);
    param = getNextPageParam(page) ?? null;
  }
  return { pages, pageParams };
}
