"""Codes of what keeps a file from being read: its encoding, its size, and the signs that YAML takes for its own."""

from __future__ import annotations

from generator.problems.codes.record import ProblemCode

READING_CODES = {
    "alias": ProblemCode(
        what="A text starts with *, which YAML takes for an alias: the name of something said further up.",
        why="Nothing of that name was said, so the text would be lost.",
        mend='Put the whole text in quotes, such as "*Now* is a good time".',
    ),
    "alias-loop": ProblemCode(
        what="An alias (*name) stands inside the very thing that it names.",
        why="Writing it out would never end.",
        mend="Delete the alias, and write out what you mean in its place.",
    ),
    "colon": ProblemCode(
        what="A text has a colon with a space behind it, and is not in quotes.",
        why="YAML takes a colon and a space for the end of a key, so it cannot tell where your text starts.",
        mend='Put the whole text in quotes: title: "Ask: how to begin". Or start it on the line below title: |',
    ),
    "comment": ProblemCode(
        what="Words behind a # are left out, since YAML takes them for a comment.",
        why="A space and a # start a comment, also in the middle of a text. Readers would see half a sentence.",
        mend='Put the whole text in quotes: title: "We are #1". If you mean a comment, leave a space behind the #.',
    ),
    "curly-quote": ProblemCode(
        what="A text opens with a curly quote, such as \u201c or \u2018, where a straight one is meant.",
        why="Only straight quotes count as quotes in YAML. Curly ones would be shown to readers as part of the text.",
        mend='Use straight quotes around the text: title: "Ask well". If readers are to see the curly quotes, put '
        "straight ones around them.",
    ),
    "duplicate-key": ProblemCode(
        what="The same key stands twice in one place.",
        why="Only one of the two can count, and what the other says would be lost.",
        mend="Keep one of the two. If you need both texts, join them below one key.",
    ),
    "empty-file": ProblemCode(
        what="The file says nothing: it is empty, or holds only comments.",
        why="Each file makes a page or a list, and this one would have nothing in it.",
        mend="Write what belongs in it, or delete the file.",
    ),
    "escape": ProblemCode(
        what="A text in double quotes has a backslash that stands for nothing.",
        why="In double quotes a backslash begins a sign that is hard to type, such as \\n for a new line.",
        mend="Put the text in single quotes, where a backslash is only a backslash.",
    ),
    "indentation": ProblemCode(
        what="A line starts further left or right than the lines it belongs with.",
        why="In YAML the spaces before a line say what it belongs to.",
        mend="Give the keys of one thing the same number of spaces. Two more mean: this belongs to the line above.",
    ),
    "key": ProblemCode(
        what="A list, or keys and values, stands where the name of a key is meant.",
        why="A key is the name of one thing, so it has to be a word or a text.",
        mend="Put the text in quotes if it starts with [ or {. Else give the key a plain name.",
    ),
    "merge-key": ProblemCode(
        what="The file uses <<, which copies keys from another place.",
        why="Not every program reads it alike, and the next editor would not see what the file says.",
        mend="Delete the line with <<, and write out the keys that it would bring.",
    ),
    "not-utf-8": ProblemCode(
        what="The file is saved in an encoding other than UTF-8.",
        why="Accents and dashes would turn into other signs, or be lost.",
        mend="Open it in your editor, choose Save with encoding, and take UTF-8.",
    ),
    "odd-character": ProblemCode(
        what="The file holds a sign that cannot be seen and has no place in a text.",
        why="Such signs come along when text is pasted from other programs, and can break pages and print.",
        mend="Delete the sign at this place, and type the words around it again.",
    ),
    "open-bracket": ProblemCode(
        what="A bracket, [ or {, opens at this place and is not closed.",
        why="Everything that follows would belong to the list that it opens.",
        mend="Close it with ] or } where the list ends. If it is part of a text, put the whole text in quotes.",
    ),
    "open-head": ProblemCode(
        what="A page opens with --- and keys, and no second --- closes them.",
        why="The keys would stand on the page as text, and its title would be lost.",
        mend="Write --- on a line of its own below the last key. A page that needs no keys needs no --- either.",
    ),
    "open-quote": ProblemCode(
        what="A quote opens at this place, and does not close where the text ends.",
        why="YAML looks for the second quote and finds it too early, in a later line, or not at all.",
        mend="Close the quote at the end of the text. If the text has quotes inside, use the other kind around it, as "
        'in "don\'t", or start the text on the line below with key: |',
    ),
    "quote-needed": ProblemCode(
        what="A text starts with a sign that means something else in YAML, such as @ ` % * & ! | > { or [.",
        why="YAML does not take it for text, and cannot read on.",
        mend='Put the whole text in quotes: title: "[Ask](id:my-script) first".',
    ),
    "second-document": ProblemCode(
        what="A line of three hyphens (---) or dots stands in the middle of the file.",
        why="It starts a second document, and a file holds one.",
        mend="Delete the line, or move what follows to a file of its own.",
    ),
    "space-needed": ProblemCode(
        what="A space is missing: behind the colon of a key, or behind the hyphen of a list item.",
        why="Without it YAML takes the key and its value, or the hyphen and the item, for one plain text.",
        mend="Write title: Ask well and - Ask well, with one space behind the sign.",
    ),
    "stray-line": ProblemCode(
        what="A line is neither a key with its value nor part of the text above.",
        why="YAML does not know what it belongs to.",
        mend="Put a colon and a space behind the key. If the line goes on with a text, start it with more spaces than "
        "the key of that text has.",
    ),
    "tab": ProblemCode(
        what="A line starts with a tab.",
        why="Tabs are of different width in every program, so YAML takes only spaces.",
        mend="Delete the tab and type two spaces for each level. Most editors can be set to do so.",
    ),
    "tag": ProblemCode(
        what="A value starts with !, which YAML takes for a tag: the name of a kind of data.",
        why="Tags can make a program do things. A handbook holds only words, numbers and lists.",
        mend="Delete the tag. If the ! is part of a text, put the whole text in quotes.",
    ),
    "too-deep": ProblemCode(
        what="Lists and keys stand inside each other, many levels deep.",
        why="No part of a handbook needs it. It is most often a slip, such as a row of opening brackets.",
        mend="Take out the brackets or spaces that are too many.",
    ),
    "settings": ProblemCode(
        what="The file mkdocs.yml has a mistake, or does not name what a handbook needs.",
        why="It says where the content is and what builds the site, so nothing can be shown without it.",
        mend="Mend what the message names. Under plugins there must be handbook.",
    ),
    "theme": ProblemCode(
        what="A file of your own for the frame of pages, a hook or another plugin gave an error.",
        why="It is used for every page, so none can be shown.",
        mend="Mend the file that the message names, or take out what you changed last in it.",
    ),
    "too-large": ProblemCode(
        what="The file is far larger than a text that people write.",
        why="Such a file would make every check slow, and is hardly meant to be here.",
        mend="Split it into several files, or see whether it is the right file.",
    ),
    "too-many-values": ProblemCode(
        what="The file holds far more values than a text that people write.",
        why="A few aliases can stand for millions of values, which would stop the machine.",
        mend="Write things out in place of aliases (*name), and split the file.",
    ),
    "yaml": ProblemCode(
        what="The file cannot be read as YAML, the form in which content is written.",
        why="One missing bracket, quote or space is enough for it.",
        mend="Look at this line and the one above: is each quote and bracket closed, and does each line start below "
        "the ones it belongs with?",
    ),
}
