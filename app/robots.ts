import type { MetadataRoute } from 'next';

/** Public pages may be indexed. Choices of a filter are the same pages again. */
export default function robots(): MetadataRoute.Robots {
  return { rules: { userAgent: '*', allow: '/', disallow: ['/*?'] } };
}
