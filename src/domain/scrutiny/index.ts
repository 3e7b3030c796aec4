export * from './briefing';
export * from './change-words';
export * from './changes';
export * from './enquiry';
export * from './state';
