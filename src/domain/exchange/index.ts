export * from './councils';
export * from './neighbours';
export * from './ofsted-outcomes';
export type { OutcomesFile } from './ofsted-tables';
export * from './reconcile';
export * from './reference-set';
export * from './sheets';
export * from './statements';
