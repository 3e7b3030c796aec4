export * from './members';
export * from './own';
export * from './stop-letters';
