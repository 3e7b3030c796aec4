export * from './events';
export * from './inspection';
