/** What Pages does not serve itself goes to the Worker over a service binding, sockets included: same request, same origin, nothing added. */

interface PagesContext {
  request: Request;
  env: { DESK: { fetch(request: Request): Promise<Response> } };
}

export const forward = ({ request, env }: PagesContext): Promise<Response> => env.DESK.fetch(request);
