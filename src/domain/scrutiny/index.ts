export * from './briefing';
export * from './change-words';
export * from './changes';
export * from './enquiry';
export * from './meeting';
export * from './question';
export * from './recommendation';
export * from './state';
