import { OPTIONS, refuseMethod, respondWithProblems } from '../respond';

/** Programs that mistype an address get JSON like everywhere else in the API, not a page for people. */
export function GET(): Response {
  return respondWithProblems(404, [{ message: 'There is nothing at this address. /api/v1/openapi.json lists all addresses' }]);
}

export { GET as HEAD, OPTIONS, refuseMethod as POST, refuseMethod as PUT, refuseMethod as PATCH, refuseMethod as DELETE };
