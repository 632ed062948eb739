"""Bootstrap's compiled style sheet, cut down to the families of classes our pages use.

The whole sheet is a quarter of what a first page may weigh. What is kept: everything without a class (its base
styles and variables), and the rules whose classes all belong to a family below.
"""

import re

import tinycss2
from tinycss2.ast import AtRule, Node, QualifiedRule

FAMILIES = (
    r"btn(-primary)?|form-(control|select|text)|is-(in)?valid|disabled|active|show"
    r"|spinner-border(-sm)?|visually-hidden(-focusable)?"
    r"|[mp][tbsexy]?-([0-5]|auto)|gap-[0-5]|w-(100|auto)|h-100|d-(none|block|flex|grid|inline|inline-block|inline-flex)"
    r"|flex-(row|column|wrap|nowrap|grow-1|fill)|(justify-content|align-items)-(start|end|center|between|baseline)"
    r"|text-(start|end|center|nowrap|break)|border-0"
)
KEPT_CLASS = re.compile(FAMILIES)
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")
CONDITIONAL = {"media", "supports"}


def trim_bootstrap(css: str) -> str:
    """The sheet without the rules, and the selectors within rules, that speak of classes we do not use."""
    kept = trimmed(tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True))
    text: str = tinycss2.serialize(kept)
    return f"/*! Bootstrap (MIT), https://getbootstrap.com, trimmed */\n{text}\n"


def trimmed(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if isinstance(node, QualifiedRule):
            selectors = [s for s in split_selectors(tinycss2.serialize(node.prelude)) if is_kept(s)]
            if selectors:
                node.prelude = tinycss2.parse_component_value_list(",".join(selectors))
                kept.append(node)
        elif isinstance(node, AtRule) and node.lower_at_keyword in CONDITIONAL and node.content is not None:
            inner = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            node.content = trimmed(inner)
            if node.content:
                kept.append(node)
        elif isinstance(node, AtRule) and node.lower_at_keyword == "keyframes":
            if "spinner-border" in tinycss2.serialize(node.prelude):
                kept.append(node)
        else:
            kept.append(node)
    return kept


def split_selectors(prelude: str) -> list[str]:
    """The selectors of a list, split at the commas that stand outside brackets."""
    return [selector.strip() for selector in re.split(r",(?![^(\[]*[)\]])", prelude)]


def is_kept(selector: str) -> bool:
    return all(KEPT_CLASS.fullmatch(name) for name in CLASS.findall(selector))
