export * from './chain';
export * from './changes';
export * from './entry';
