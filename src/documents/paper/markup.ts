import type { ReactNode } from 'react';

/**
 * HTML or SVG of a component. Loaded when asked for: where Next bundles the routes, a plain import of this part of React is refused, because a page must not draw
 * itself twice; here it draws a file.
 */
export async function markup(node: ReactNode): Promise<string> {
  const { renderToStaticMarkup } = await import('react-dom/server');
  return renderToStaticMarkup(node);
}
