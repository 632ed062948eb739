"""The lines of calendar files: how RFC 5545, 3.1, folds them for the way."""

MOST_OCTETS = 75


def folded(lines: str) -> bytes:
    """Lines as they are sent: ended by CR LF, none longer than 75 octets, no character torn apart."""
    return b"".join(_folded(line) + b"\r\n" for line in lines.split("\n"))


def _folded(line: str) -> bytes:
    octets = line.encode()
    if len(octets) <= MOST_OCTETS:
        return octets
    parts, room = [], MOST_OCTETS
    while octets:
        end = min(room, len(octets))
        while end < len(octets) and octets[end] & 0xC0 == 0x80:  # noqa: PLR2004 - inside a character of UTF-8
            end -= 1
        parts.append(octets[:end])
        octets, room = octets[end:], MOST_OCTETS - 1
    return b"\r\n ".join(parts)
