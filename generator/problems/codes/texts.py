"""Codes of the words themselves: the limits that editors set, the generator's own words, and print."""

from __future__ import annotations

from generator.problems.codes.record import ProblemCode

TEXT_CODES = {
    "banned-word": ProblemCode(
        what="A text has a word that style.yml says not to use.",
        why="Your editors agreed to say it in another way.",
        mend="Use the word that the hint names, or say it in other words.",
    ),
    "grade": ProblemCode(
        what="A page is harder to read than style.yml allows.",
        why="Readers come on a bad day, and short words help then.",
        mend="Make two sentences of a long one, and use shorter words. Do so until the grade is low enough.",
    ),
    "long-sentence": ProblemCode(
        what="A sentence has more words than style.yml allows.",
        why="By the end of a long sentence, many readers have lost its start.",
        mend="Make two sentences of it.",
    ),
    "missing-words": ProblemCode(
        what="The handbook is written in a language that the generator has no words for, or not all.",
        why="Buttons and headings would be empty, or in English.",
        mend="Put the missing words into strings.yml, or set language in handbook.yml to one that is there.",
    ),
    "no-glyph": ProblemCode(
        what="A text has a sign that the font for print does not have, such as an emoji.",
        why="On paper there would be an empty box in its place.",
        mend="Say it in words, or use a sign that the font has.",
    ),
    "overdue": ProblemCode(
        what="No one has read the playbook whole for longer than style.yml allows.",
        why="Advice and addresses age, and no one notices until somebody reads them.",
        mend="Read it from start to end, mend what is old, and set reviewed to today's date.",
    ),
    "print": ProblemCode(
        what="A sheet, a list or a picture could not be made.",
        why="The programs that set type gave an error, which the message holds.",
        mend="Take out what you changed last in this file, and add it again piece by piece. If it stays, report it.",
    ),
    "stale-schema": ProblemCode(
        what="The files in schema/, from which an editor completes and checks, are older than the handbook.",
        why="An editor would call new ids mistakes, or not know of a new field.",
        mend="Run handbook schema, and commit what it writes.",
    ),
    "strings": ProblemCode(
        what="An entry of strings.yml has a key, a value or a {place} that the generator does not know.",
        why="The words would never be shown, or a place in them would stay empty.",
        mend="Use the keys and the {places} of generator/strings/en.yml, and a text for each.",
    ),
    "too-long": ProblemCode(
        what="A worksheet takes more printed pages than its author says.",
        why="It is announced with a number of pages, and people print it with that in mind.",
        mend="Shorten the sheet, or set pages to what it takes.",
    ),
    "unquoted": ProblemCode(
        what="A text without quotes looks like a number, a truth value or nothing, such as 007 or True.",
        why="The handbook takes it for text, but editors and other programs that read YAML do not.",
        mend="Put it in quotes.",
    ),
    "unwritten": ProblemCode(
        what="Words of a new file are still those that handbook new put there: WRITE HERE.",
        why="Readers would see them.",
        mend="Write your own words in place of WRITE HERE and what follows it.",
    ),
    "unused": ProblemCode(
        what="Nothing leads to a worksheet or script, or nothing cites a source.",
        why="Readers would hardly find it.",
        mend="Name it in a step, or delete it.",
    ),
}
