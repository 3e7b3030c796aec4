export * from './reconcile';
export * from './statements';
