export { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } from '../authorities/route';
