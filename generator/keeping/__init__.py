"""Keeps what a build made for the next one, so that only what changed is made again.

What is kept is never needed. It stands in a folder that anybody may delete, and a part of it that is damaged, or comes
from another version of this package or of its libraries, is as good as none. With it, a build makes the same site, byte
for byte, as without.

1. `content` keeps each content file as it was read, under a hash of its bytes.
2. `builds` keeps for each page the fingerprints of all that it was made from.
3. `sites` begins a new site with the files of the last one.
4. `words` keeps the counted words of every place, for search.
5. `store` reads and writes such files, and `version` names the code that made them.
"""
