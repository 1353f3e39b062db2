"""Codes of files, ids and links: what stands where, what it is called, and what leads to it."""

from __future__ import annotations

from generator.problems.codes.record import ProblemCode

LINK_CODES = {
    "alias-taken": ProblemCode(
        what="An old id in aliases is in use for something else.",
        why="A link that people have saved can lead to one place only.",
        mend="Delete the alias, or give the other thing another id.",
    ),
    "blank-unexplained": ProblemCode(
        what="A script has a [blank] that its key blanks does not explain.",
        why="The page asks the reader to fill in each blank, and has to say what to write there.",
        mend="Add the name of the blank to blanks, with a few words on it. If it is there, mend the spelling.",
    ),
    "blank-unused": ProblemCode(
        what="The key blanks of a script explains a blank that stands in none of its texts.",
        why="The page would ask the reader for something that is not used.",
        mend="Use the blank in a text, as [name], or delete its line below blanks.",
    ),
    "duplicate-id": ProblemCode(
        what="Two things have the same id.",
        why="A link with that id could lead to either of them, and saved answers could land in the wrong place.",
        mend="Give the newer one another id. Keep the id that is published already.",
    ),
    "duplicate-reference": ProblemCode(
        what="The same id stands twice in one list.",
        why="Readers would be shown the same thing twice.",
        mend="Delete one of the two. If you meant another thing, write its id.",
    ),
    "file-name": ProblemCode(
        what="A file or an id has a name that some systems cannot have, or take for another's.",
        why="The handbook has to be the same on every computer and every host.",
        mend="Use small letters, digits and hyphens, and another name for one of two that differ only in capitals.",
    ),
    "file-taken": ProblemCode(
        what="A picture or download has the name of a file that the handbook makes itself.",
        why="One of the two would be missing: a page, a script or a sheet.",
        mend="Give yours another name, or put it into a folder of its own.",
    ),
    "id-not-name": ProblemCode(
        what="The id in a file is not the name of the file.",
        why="Authors look for a thing by its file, and readers by its id: the two have to be the same.",
        mend="Change the id, or rename the file. If the id is published, keep it and rename the file.",
    ),
    "link-out": ProblemCode(
        what="An entry of the content folder is a link (a shortcut) that leads out of it, to a folder, or nowhere.",
        why="Files from elsewhere could be published by mistake, and others would not have them.",
        mend="Put a copy of the file in the place of the link.",
    ),
    "lost-link": ProblemCode(
        what="An id that was once published leads nowhere any more.",
        why="People have it in e-mails and notes, and would find nothing.",
        mend="If the thing has another id now, add the old one to its aliases. If it is gone, add the old id to "
        "retired.yml with a replacement or a reason.",
    ),
    "missing-file": ProblemCode(
        what="A file is missing that every handbook has.",
        why="It says what the handbook is called and in which order its playbooks stand.",
        mend="Write the file. If it is there, see whether its name and folder are right.",
    ),
    "outside-file": ProblemCode(
        what="A page would load a picture or another file from another host.",
        why="That host would learn who reads the page, and the picture could vanish any day.",
        mend="Put the file into the content folder, and name it by its place there.",
    ),
    "outside-link": ProblemCode(
        what="A page of another site did not answer as it should.",
        why="Readers who follow the link would find an error, or nothing.",
        mend="Open the address in a browser. If the page is gone, find its new address, or take the link out.",
    ),
    "outside-moved": ProblemCode(
        what="A page of another site says that it has moved for good.",
        why="The old address works today, and may stop to.",
        mend="Write the new address, which the hint names.",
    ),
    "reserved-id": ProblemCode(
        what="An id is kept for a page or section that the generator makes itself.",
        why="Both would stand at the same address.",
        mend="Choose another id.",
    ),
    "retired-in-use": ProblemCode(
        what="An id is listed as taken back, and something has it all the same.",
        why="A link with it could lead to the thing or to the page that says it is gone.",
        mend="Delete its entry in retired.yml, or give the thing another id.",
    ),
    "unknown-file": ProblemCode(
        what="A YAML file stands in a folder, or has a name, that a handbook does not have.",
        why="Nothing in it would be shown, and you would look for it in vain.",
        mend="Rename or move it as the hint says. Content files end in .yml.",
    ),
    "unknown-id": ProblemCode(
        what="A link, or a list of ids, names something that is not there.",
        why="Readers would follow it to nowhere.",
        mend="Mend the spelling. The id of a page is its file's name; that of a part is file.part. If the thing is not "
        "written yet, write it first.",
    ),
    "unlisted-playbook": ProblemCode(
        what="A playbook is not in the list of playbooks in handbook.yml.",
        why="The list gives the reading order, and no one would find a playbook that is not in it.",
        mend="Add its id to playbooks in handbook.yml, where it belongs in the order.",
    ),
    "unreadable-file": ProblemCode(
        what="A file or folder of the content cannot be opened, or is no plain file.",
        why="The handbook would be built without it.",
        mend="Mend its permissions, or take it out of the content folder.",
    ),
    "unrecorded-link": ProblemCode(
        what="There are new or moved ids that the ledger, permalinks.yml, does not have yet.",
        why="Only links in the ledger are kept from being lost.",
        mend="When the pages are published, run handbook links --accept and commit the file.",
    ),
    "unsafe-html": ProblemCode(
        what="A hand-written page has a tag, or an entry of a tag, that a page may not hold.",
        why="A browser could run it, or it would change how the handbook looks and works.",
        mend="Delete it. To show it as text, write &lt; in place of <.",
    ),
    "unsafe-link": ProblemCode(
        what="A link leads to an address that a page cannot hold.",
        why="Some kinds of address run a program in the reader's browser; and paths to files break when a page moves.",
        mend="Link a part of the handbook by its id, as in [first step](id:my-playbook.first-step). Other addresses "
        "start with https:, mailto: or tel:.",
    ),
}
