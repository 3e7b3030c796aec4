export { GET, HEAD, OPTIONS, POST, PUT, PATCH, DELETE } from '../indicators/route';
