// Filling blanks and building the address of an e-mail.

import assert from "node:assert/strict";
import { test } from "node:test";

import { fill, fillLine, mailAddress, openBlanks } from "../../generator/static/js/letter.js";

const answers = (pairs) => new Map(Object.entries(pairs));

test("an answer stands in every place of its blank", () => {
  assert.equal(fill("[name], [role]: [name]", answers({ name: "Ada", role: "cook" })), "Ada, cook: Ada");
});

test("a blank without an answer, or with spaces only, stays as it is", () => {
  assert.equal(fill("[name] [role]", answers({ name: " \n ", other: "x" })), "[name] [role]");
});

test("an answer is only text: no signs of replacement, and no blanks of its own", () => {
  for (const answer of ["$& $1 $' $` $$", "[role]", "</textarea><b>", "50 % & more", "😀", "א", "__proto__"]) {
    assert.equal(fill("a [name] b", answers({ name: answer, role: "cook" })), `a ${answer} b`);
  }
});

test("names that objects have are names like others", () => {
  assert.equal(fill("[constructor] [__proto__]", new Map([["__proto__", "x"]])), "[constructor] x");
});

test("line breaks stay in a text and become spaces in a subject", () => {
  const lines = answers({ name: "Ada\n\nLovelace\r\n" });
  assert.equal(fill("Dear [name],\nhello", lines), "Dear Ada\n\nLovelace,\nhello");
  assert.equal(fillLine("For  [name] ", lines), "For Ada Lovelace");
});

test("brackets that hold nothing, or a line break, are no blanks", () => {
  assert.equal(fill("[] [a\nb] [[name]]", answers({ name: "x" })), "[] [a\nb] [x]");
});

test("open blanks are named once, in order", () => {
  assert.deepEqual(openBlanks("[b] [a] [b] [c]", answers({ a: "x" })), ["b", "c"]);
  assert.deepEqual(openBlanks("none", answers({})), []);
});

test("an e-mail address carries subject and body, and nothing can break out of them", () => {
  const subject = "50 % & more?";
  const body = "One\nTwo\r\nThree\rä 😀 #x &to=a@b.example";
  const address = mailAddress(subject, body);
  assert.match(address, /^mailto:\?subject=[^&?#\s]+&body=[^&?#\s]+$/);
  const sent = Object.fromEntries(
    address.slice("mailto:?".length).split("&").map((part) => part.split("=").map(decodeURIComponent)),
  );
  assert.deepEqual(sent, { subject, body: "One\r\nTwo\r\nThree\r\nä 😀 #x &to=a@b.example" });
  assert.ok(!address.includes("+"), "a space is %20: some programs show a plus as it is");
});

test("an e-mail without a subject has none", () => {
  assert.equal(mailAddress("", "Hi there"), "mailto:?body=Hi%20there");
});

test("half a character does not stop the e-mail", () => {
  assert.equal(mailAddress("", "a\uD83D b\uDE00 \u{1F600}"), "mailto:?body=a%EF%BF%BD%20b%EF%BF%BD%20%F0%9F%98%80");
});
