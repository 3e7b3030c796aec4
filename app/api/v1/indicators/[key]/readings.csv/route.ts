export { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } from '../readings/route';
