export { sameText } from './cells';
export * from './decide';
export * from './export';
export * from './fields';
export * from './rows';
export * from './upload';
