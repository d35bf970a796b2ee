/** What pages use of the router, in one place. */
export { useBeforeLeave, useLocation, useNavigate, useSearchParams } from "./address.ts";
export { Navigate, Route, Router, type RouteSectionProps, useParams } from "./router.tsx";
