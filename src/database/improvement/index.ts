export * from './answers';
export * from './money';
export * from './publications';
export * from './read';
export * from './save';
