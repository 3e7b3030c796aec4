export * from './answers';
export * from './publications';
export * from './read';
export * from './save';
