export { AccountLayout as default } from '../account-layout';
