export * from './read';
export * from './save';
