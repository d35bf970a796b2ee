/** What rooms use of the cache, in one place. */
export type { QueryClient } from "./cache.ts";
export { type Mutation, useMutation } from "./mutation.ts";
export type { InfiniteData } from "./pages.ts";
export { QueryClientProvider, useQueryClient } from "./provider.tsx";
export {
  infiniteQueryOptions,
  keepPreviousData,
  queryOptions,
  type UseInfiniteQueryResult,
  type UseQueryResult,
  useInfiniteQuery,
  useQuery,
} from "./query.ts";
