/** With script; without it the server sends the built page in place of Next's empty one. */
export { default } from './no-access/page';
