/** A QR code, drawn. Black on white whatever the page's colours are: cameras expect it. `name` says what it is to whoever cannot see it. */
export function QrCode({ size, path, name }: QrCodeProps) {
  return (
    <svg className="app-qr-code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={name} shapeRendering="crispEdges">
      <path fill="#fff" d={`M0 0h${size}v${size}h-${size}z`} />
      <path d={path} />
    </svg>
  );
}

interface QrCodeProps {
  /** Width and height in modules, the margin included. */
  readonly size: number;
  /** Its dark modules, one unit to a module. */
  readonly path: string;
  readonly name: string;
}
