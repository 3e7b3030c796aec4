export * from './import';
export * from './view';
