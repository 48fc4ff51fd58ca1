"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, type ReactNode } from "react";

/** A dialog over the page that the reader came from. Closing it goes back there. */
export function Modal({ label, close, children }: { label: string; close: string; children: ReactNode }) {
  const router = useRouter();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    dialog.current?.showModal();
  }, []);
  return (
    <dialog ref={dialog} aria-label={label} onClose={() => router.back()}>
      {children}
      <form method="dialog">
        <button>{close}</button>
      </form>
    </dialog>
  );
}
