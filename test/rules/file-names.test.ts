// Files that come and go with e-mail: what one is by its bytes, names that carry nothing but a name, and programs under whatever name.
import fc from "fast-check";
import { expect, test } from "vitest";
import { fileTypeOf, isRunnable, PROGRAM, receivedTypeOf, safeName } from "../../worker/mail/sniff.ts";

const LONGEST = 120;
const bytes = (text: string) => new TextEncoder().encode(text);

test.each([
  ["label.pdf", "label.pdf"],
  ["../../etc/passwd", "_.._etc_passwd"],
  ["C:\\temp\\a.pdf", "C__temp_a.pdf"],
  ["a\u0000b\r\nSet-Cookie: x", "abSet-Cookie_ x"],
  ["invoice\u202Efdp.exe", "invoicefdp.exe"],
  ["zero\u200Bwidth\uFEFF.png", "zerowidth.png"],
  ["", "file"],
  ["...", "file"],
  ["label.exe. . ", "label.exe"],
  ["CON", "_CON"],
  ["nul.txt", "_nul.txt"],
  ["\u{1F4E6}".repeat(LONGEST), "\u{1F4E6}".repeat(LONGEST / 2)],
  [`a${"\u{1F4E6}".repeat(LONGEST)}.pdf`, `${"\u{1F4E6}".repeat(58)}.pdf`],
  ["<script>alert(1)</script>.pdf", "_script_alert(1)__script_.pdf"],
  ["\uD83D", "\uFFFD"],
])("the name %j is kept as %j", (given, kept) => expect(safeName(given, LONGEST)).toBe(kept));

test("whatever the name, what is kept is short, is a name, and can stand in a header", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 400 }), (given) => {
      const name = safeName(given, LONGEST);
      expect(name.length).toBeGreaterThan(0);
      expect(name.length).toBeLessThanOrEqual(LONGEST + 1);
      expect(name).not.toMatch(/[\\/\p{Cc}]/u);
      expect(() => encodeURIComponent(name)).not.toThrow();
    }),
  );
});

test.each([
  ["setup.exe", "anything"],
  ["setup.exe. ", "anything"],
  ["SETUP.EXE", "anything"],
  ["photo.jpg", "MZ\u0090"],
  ["notes.txt", "#!/bin/sh"],
  ["page.hta", "<html>"],
])("%j holding %j is a program", (name, content) => expect(isRunnable(name, bytes(content))).toBe(true));

test.each([
  ["label.pdf", "%PDF-1.7"],
  ["exe.txt", "How to run setup.exe"],
])("%j holding %j is none", (name, content) => expect(isRunnable(name, bytes(content))).toBe(false));

test.each([
  ["report.pdf", "MZ\u0090", PROGRAM],
  ["update.bat", "@echo off", PROGRAM],
  ["tool", "#!/bin/sh", PROGRAM],
  ["invoice.pdf", "%PDF-1.7", "application/pdf"],
])("%j holding %j from outside is %s", (name, content, type) => expect(receivedTypeOf(name, bytes(content))).toBe(type));

test.each([
  ["%PDF-1.7", "application/pdf"],
  ["<svg onload=alert(1)>", "text/plain"],
  ["<!doctype html><script>", "text/plain"],
  ["RIFF....WEBPVP8 ", "image/webp"],
  ["\u0000\u0001", "application/octet-stream"],
  ["", "application/octet-stream"],
])("what begins with %j is %s, whatever its name", (content, type) => expect(fileTypeOf(bytes(content))).toBe(type));
