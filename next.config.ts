import type { NextConfig } from 'next';

const config: NextConfig = {
  // Our server does both: it compresses, with Brotli as well, and it keeps quiet about what it is made of.
  compress: false,
  poweredByHeader: false,
  // `npm test` checks the types; a start on a fresh machine need not do it again.
  typescript: { ignoreBuildErrors: true },
  // Titles and descriptions stand in the head of the HTML for every reader. By default Next sends them later, by script, to all but some robots.
  htmlLimitedBots: /.*/,
  // Who is signed in and may not gets 403 with a page that says so (app/forbidden.tsx).
  experimental: { authInterrupts: true },
  // Left in node_modules: they load files of their own at run time.
  serverExternalPackages: [
    '@prisma/client',
    '@prisma/adapter-pg',
    '@zxcvbn-ts/language-common',
    'better-auth',
    'docx',
    'nodemailer',
    'pg',
    'pino',
    'sharp',
  ],
};

export default config;
