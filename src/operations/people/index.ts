export * from './members';
export * from './own';
