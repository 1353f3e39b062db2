"""Codes of keys and values that are not what a handbook asks for."""

from __future__ import annotations

from generator.problems.codes.record import ProblemCode

VALUE_CODES = {
    "bad-id": ProblemCode(
        what="An id has capitals, spaces or other signs in it.",
        why="Ids become addresses of pages, which have to be the same in every browser and easy to read aloud.",
        mend="Use small letters a to z, digits, and single hyphens between words: first-step.",
    ),
    "bad-part-id": ProblemCode(
        what="An id that may name a part of a page is not written as one.",
        why="A part is named by its page, a dot, and its own id. Nothing else leads to it.",
        mend="Write the id of a page (my-playbook), or page and part (my-playbook.first-step), in small letters.",
    ),
    "blank": ProblemCode(
        what="A text is empty, or holds only spaces.",
        why="Readers would see a gap, or a heading with nothing below.",
        mend="Write the text. If the key may be left out, delete its line.",
    ),
    "duration": ProblemCode(
        what="A length of time is not written in the form that the handbook can count with.",
        why="Times are added up for the reader, and put into words in the language of the page.",
        mend="Write a number and min, h, day or week, such as 15 min, 10-20 min or 3-5 h a week; or daily, weekly or "
        "monthly.",
    ),
    "example": ProblemCode(
        what="The example row of a table has a column that the table does not have.",
        why="Its words would stand nowhere on the sheet.",
        mend="Use the ids of the table's columns as keys of the example.",
    ),
    "ledger-id": ProblemCode(
        what="A line of permalinks.yml, or of retired.yml, begins with an id that no page or part can have.",
        why="No link with it can have been published, so the line has been changed by hand.",
        mend="Take the id from the last good version of permalinks.yml.",
    ),
    "ledger-entry": ProblemCode(
        what="A line of permalinks.yml is not a day and one or more addresses.",
        why="The file keeps the links that people have saved. handbook links --accept writes it, and no one has to.",
        mend="Take the line from the last good version of the file.",
    ),
    "too-long-line": ProblemCode(
        what="A text that is meant to be one short line is very long.",
        why="It is used as a title, a label or a cell, and would not fit there.",
        mend="Say it in fewer words, or move the rest to a longer text of the same thing.",
    ),
    "minutes": ProblemCode(
        what="The times of the parts do not add up to the time that is given for the whole.",
        why="Readers and coaches plan with these numbers.",
        mend="Change the time of a part, or the sum.",
    ),
    "missing-key": ProblemCode(
        what="A key is missing that a thing of this kind cannot do without.",
        why="A part of the page, or of the printed sheet, would be empty.",
        mend="Add the key and its value. It stands level with the other keys of the same thing.",
    ),
    "no-way-on": ProblemCode(
        what="An id is taken back, and nothing says what its readers find in its place.",
        why="People who have the old link come to a page that has to tell them something.",
        mend="Add replacement: with the id of what to read now, or reason: with a sentence.",
    ),
    "one-end": ProblemCode(
        what="A scale says what one of its ends means, and not the other.",
        why="A reader cannot place themselves between a word and nothing.",
        mend="Write both low and high, or leave both out.",
    ),
    "one-line": ProblemCode(
        what="A text has several lines where only one has room.",
        why="It is used as a title, a label or a cell.",
        mend="Join the lines. In YAML, > joins the lines that follow; | keeps them apart.",
    ),
    "rows": ProblemCode(
        what="A table has both empty rows and named rows, or neither.",
        why="It cannot be drawn without knowing which rows it has.",
        mend="Keep rows: with a number of empty rows, or row_titles: with a list of named rows.",
    ),
    "too-long-text": ProblemCode(
        what="A text, a paragraph or a page is longer than any that a reader would read in one go.",
        why="It would take long to build, and nobody would find their place in it.",
        mend="Make several parts or pages of it, or put an empty line between paragraphs.",
    ),
    "unknown-block-type": ProblemCode(
        what="A worksheet has a block of a kind that the generator does not know.",
        why="It would not know how to draw it.",
        mend="Use one of the types that the hint names. The reference for authors shows each of them.",
    ),
    "unknown-key": ProblemCode(
        what="A key is not one that a thing of this kind has.",
        why="What it says would be left out without a word. It is most often a slip of the finger.",
        mend="Mend the spelling, move the key to the thing it belongs to, or delete it.",
    ),
    "wrong-type": ProblemCode(
        what="A value is of another kind than the key takes: a number for a text, one word for a list.",
        why="The page is made from it, and would come out wrong.",
        mend="Write what the message asks for. A text that looks like a number, or like true, false or null, is put in "
        'quotes: "7". For a yes or no write true or false. A list has one hyphen a line.',
    ),
    "wrong-value": ProblemCode(
        what="A value is of the right kind, but not one that the key takes: not among the choices, too small, too "
        "large, or in another form.",
        why="The page or the sheet has no room or no words for it.",
        mend="Use one of the choices, or stay within the limits that the message names.",
    ),
}
