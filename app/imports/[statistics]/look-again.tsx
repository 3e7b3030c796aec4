'use client';

import { useRouter } from 'next/navigation';
import { useEffect } from 'react';

/** Looks again every other second how far a file is; without script the reader does, by the link beside it. */
export function LookAgain() {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY);
    return () => clearInterval(timer);
  }, [router]);
  return null;
}

/** Milliseconds. */
const EVERY = 2_000;
