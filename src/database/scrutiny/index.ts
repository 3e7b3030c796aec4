export * from './as-at';
export * from './read';
export * from './save';
