export * from './publications';
export * from './read';
export * from './save';
