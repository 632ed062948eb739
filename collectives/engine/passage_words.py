"""The words by which plans state a focus, in English, French and Spanish."""

import re
from typing import Final

_NUMBER = r"(?:\s*(?:n[º°o]\.?\s*|#\s*)?(?:\d{1,2}(?:\.\d{1,2})*|[IVX]{1,4}|one|two|three|four|five)\b)?"

NAMED: Final = re.compile(
    r"^(?:\d{1,2}(?:\.\d{1,2})*[.)]?\s+)?"
    r"(?:(?:smart(?:ie)?|school|district|system|board|annual|improvement|instructional|learning|student|strategic|"
    r"long[- ]term|overarching|our|main|key)\s+){0,3}"
    r"(?:goals?|priorit(?:y|ies)|focus(?:\s+areas?)?|areas?\s+of\s+focus|objectives?|problem\s+of\s+practice|"
    r"desired\s+outcomes?|theory\s+of\s+action"
    r"|(?:grande?\s+)?(?:objectifs?(?:\s+(?:smart|généra(?:l|ux)|prioritaires?|spécifiques?))?"
    r"|buts?|priorités?(?:\s+stratégiques?)?|cibles?|orientations?(?:\s+stratégiques?)?|enjeux?"
    r"|axes?(?:\s+(?:prioritaires?|d[’']intervention))?|domaines?\s+prioritaires?|résultats?\s+visés?)"
    r"|(?:metas?|objetivos?|prioridad(?:es)?|propósitos?|enfoques?|áreas?\s+(?:de\s+enfoque|prioritarias?)"
    r"|ejes?\s+estratégicos?|líneas?\s+de\s+acción)(?:\s+(?:general(?:es)?|específicos?|smart|estratégic[oa]s?))?)"
    rf"{_NUMBER}\s*(?:[:.)–—-]|$)\s*",
    re.IGNORECASE,
)
"""Begins by calling itself a goal, a priority, a focus area; what follows is its statement."""

AIM: Final = re.compile(
    r"\b(?:(?:our|the|this)\s+(?:\w+\s+){0,2}(?:goal|priority|focus|aim|objective)\s+(?:\w+\s+){0,3}(?:is|are)\b"
    r"|(?:we|the\s+(?:school|district))\s+(?:aims?|seeks?|are\s+committed|is\s+committed|commits?|intends?|strives?)\s+to\b"
    r"|we\s+(?:are\s+)?focus(?:ing|ed)?\s+on\b|(?:school|district)\s+(?:will\s+)?focus(?:es)?\s+on\b"
    r"|(?:notre|nos|le|l[’'])\s*(?:but|objectif|priorité|cible)s?\s+(?:\w+\s+){0,3}(?:est|sont|sera)\b"
    r"|(?:nous|l[’']école|le\s+(?:district|conseil|centre))\s+(?:\w+\s+)?(?:vis(?:e|ons)|souhait(?:e|ons)|cherch(?:e|ons)"
    r"|s[’']engage|engageons|veut|voulons)\b"
    r"|(?:nuestr[oa]s?|el|la)\s+(?:meta|objetivo|prioridad|propósito)s?\s+(?:\w+\s+){0,3}(?:es|son|será)\b"
    r"|(?:nos\s+proponemos|buscamos|nos\s+comprometemos|pretendemos|la\s+escuela\s+(?:busca|se\s+propone|se\s+compromete))\b)",
    re.IGNORECASE,
)

_CHANGE = (
    r"(?:increas|decreas|reduc|improv|rais|grow|clos|meet|reach|narrow|lower"
    r"|augment|rédui|diminu|amélior|hauss|attein|pass|accroître"
    r"|aument|dismin|mejor|elev|increment|reduz|logr|alcanz)\w*"
)
_AMOUNT = (
    r"(?:\d+(?:[.,]\d+)?\s*(?:%|percent|per\s+cent|percentage|pour\s*cent|por\s+ciento|points?|puntos?)|\d+\s*/\s*\d+)"
)
_BY = (
    r"(?:by\s+(?:the\s+end\s+of\s+|spring\s+|fall\s+|june\s+|may\s+|\w+\s+)?(?:of\s+)?20\d\d|by\s+the\s+end\s+of"
    r"|d[’']ici\s|au\s+plus\s+tard|pour\s+(?:juin\s+)?20\d\d|à\s+la\s+fin\s+de"
    r"|(?:para|antes\s+de|al\s+final\s+de)\s+(?:\w+\s+){0,3}(?:de\s+)?20\d\d|al\s+(?:final|término)\s+del?)"
)
MEASURE: Final = re.compile(
    rf"\b{_BY}.{{0,250}}?(?:{_CHANGE}|{_AMOUNT})|\b{_CHANGE}\b.{{0,160}}?{_AMOUNT}|{_AMOUNT}.{{0,160}}?\b{_BY}",
    re.IGNORECASE | re.DOTALL,
)

_WHO = (
    r"(?:(?:all|every|each|our|the|more)\s+)?(?:[\w-]+\s+){0,2}?"
    r"(?:students?|learners?|children|graders?|teachers?|staff|educators?|leaders?|teams?|families)"
)
PEOPLE_WILL: Final = re.compile(
    rf"\b{_WHO}\s+(?:(?:in|of|at|from|who)\s+[\w\s,–-]{{1,40}}?\s+)?will\b"
    r"|\b(?:élèves?|apprenants?|enfants?|enseignante?s?|personnel|équipes?|familles)\s+(?:[\wéèà’'-]+\s+){0,5}?"
    r"(?:[a-zéèêçîûôâ]+(?:ra|ront)|vont|va)\b"
    r"|\b(?:estudiantes|alumnos|alumnas|alumnado|estudiantado|niños|niñas|docentes|maestr[oa]s|personal|equipos?"
    r"|familias)\s+(?:[\wáéíóúñ-]+\s+){0,5}?(?:[a-záéíóúñ]+(?:rá|rán)|van\s+a|va\s+a)\b",
    re.IGNORECASE,
)
WE_WILL: Final = re.compile(
    r"\b(?:we|our\s+\w+|the\s+(?:school|district|division|board)|[A-Z]\w+\s+(?:School|District|Elementary|Academy))\s+will\b"
    r"|\bnous\s+(?:allons|[a-zéèêçîûôâ]+rons)\b|\b(?:l[’']école|le\s+(?:conseil|centre|district))\s+[a-zéèêç]+ra\b"
    r"|\b(?:vamos\s+a|nosotros\s+[a-záéíóúñ]+remos|[a-záéíóúñ]{4,}remos)\b|\b(?:la\s+escuela|el\s+distrito)\s+[a-z]+rá\b",
    re.IGNORECASE,
)

TELLS_WHAT_TO_WRITE: Final = re.compile(
    r"^(?:describe|list|identify|insert|enter|explain|state|please|use\s+this|complete|attach|click|check"
    r"|décrivez|décrire|indiquez|indiquer|inscrivez|précisez|veuillez|expliquez|complétez|joindre"
    r"|describa|indique|enumere|explique|escriba|complete|adjunte|identifique|por\s+favor)\b",
    re.IGNORECASE,
)
"""The words of an empty form to who fills it in."""
